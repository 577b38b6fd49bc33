"""Identifiers made one at a time and many at once."""

from uuid import UUID

from taizhang.kernel.ids import uuid7, uuid7_texts


def test_one_made_for_a_moment_begins_with_it_and_keeps_its_noise():
    made = uuid7(0x0123_4567_89AB, noise=0)
    assert made.hex == "0123456789ab70008000000000000000"
    assert uuid7(0x0123_4567_89AB, noise=2**80 - 1).hex == "0123456789ab7fffbfffffffffffffff"


def test_many_are_all_different_version_7_and_of_this_moment():
    before = uuid7()
    made = [UUID(text) for text in uuid7_texts(2000)]
    after = uuid7()
    assert len(set(made)) == 2000
    assert {(each.version, each.variant) for each in made} == {(7, before.variant)}
    moments = [each.int >> 80 for each in (before, *made, after)]
    assert moments == sorted(moments)


def test_none_are_none():
    assert uuid7_texts(0) == []
