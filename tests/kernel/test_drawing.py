"""A draw is the same for everyone who has the seed and the names."""

import subprocess
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.drawing import share, smallest, ticket, tickets
from taizhang.kernel.errors import Refused

NAMES = st.lists(st.text(max_size=8), max_size=30)


def test_a_ticket_is_what_sha256sum_says():
    said = subprocess.run(["sha256sum"], input=b"seed" + "记录1".encode(), capture_output=True, check=True).stdout
    assert ticket("seed", "记录1") == said.split()[0].decode()


@given(NAMES, st.integers(0, 40))
def test_the_order_in_which_names_are_given_changes_nothing(names, count):
    assert smallest("s", names, count) == smallest("s", list(reversed(names)), count)


@given(NAMES, st.integers(0, 40))
def test_what_is_drawn_has_smaller_tickets_than_what_is_not(names, count):
    drawn = smallest("s", names, count)
    rest = set(names) - set(drawn)
    assert len(drawn) == min(count, len(set(names)))
    highest = max((sha256(("s" + name).encode()).hexdigest() for name in drawn), default="")
    assert all(ticket("s", name) > highest for name in rest if drawn)


@given(NAMES, st.integers(0, 20))
def test_drawing_more_keeps_what_was_drawn(names, count):
    assert smallest("s", names, count + 1)[:count] == smallest("s", names, count)


def test_another_seed_draws_otherwise():
    names = [str(n) for n in range(100)]
    assert smallest("a", names, 5) != smallest("b", names, 5)
    assert tickets("a", names)[0][1] == smallest("a", names, 1)[0]


def test_a_negative_count_is_refused():
    with pytest.raises(Refused):
        smallest("s", ["x"], -1)


@pytest.mark.parametrize(("total", "drawn"), [(0, 0), (1, 1), (19, 1), (20, 1), (21, 2), (100, 5), (101, 6)])
def test_five_in_a_hundred_are_rounded_up(total, drawn):
    assert share(total, 5) == drawn
