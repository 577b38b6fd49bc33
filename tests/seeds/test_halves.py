"""The demo's two halves: nobody is split, nothing is lost, and a half that fails is told."""

import os
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from seeds.halves import HalfMissing, halves, side_by_side


def test_halves_are_even_keep_their_order_and_split_no_office():
    rows = [(office, number) for number in range(40) for office in "abcdefg"]
    first, second = halves(rows, key=lambda row: row[0])
    assert sorted(first + second) == sorted(rows)
    assert not {office for office, _number in first} & {office for office, _number in second}
    assert abs(len(first) - len(second)) <= 40
    assert first == [row for row in rows if row in set(first)]


def test_halves_are_the_same_each_time():
    rows = [(number % 7, number) for number in range(100)]
    assert halves(rows, key=lambda row: row[0]) == halves(rows, key=lambda row: row[0])


def test_both_walk_at_once_and_only_the_first_is_told(tmp_path: Path):
    def there() -> Iterator[str]:
        (tmp_path / "pid").write_text(str(os.getpid()))
        yield "there"

    assert list(side_by_side(iter(["one", "two"]), there())) == ["one", "two"]
    assert int((tmp_path / "pid").read_text()) != os.getpid()


def test_a_half_that_fails_is_told():
    def there() -> Iterator[str]:
        raise ValueError("the other half")
        yield ""

    with pytest.raises(HalfMissing):
        list(side_by_side(iter(["one"]), there()))


def test_when_the_first_fails_the_second_is_ended():
    read, write = os.pipe()

    def here() -> Iterator[str]:
        yield os.read(read, 20).decode()  # the other has begun
        raise ValueError("mine")

    def there() -> Iterator[str]:
        os.write(write, str(os.getpid()).encode())
        while True:
            sleep(0.01)
            yield ""

    told: list[str] = []
    with pytest.raises(ValueError, match="mine"):
        for each in side_by_side(here(), there()):
            told.append(each)
    with pytest.raises(ProcessLookupError):
        os.kill(int(told[0]), 0)
