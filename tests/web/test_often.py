"""Counting within some time: it begins with the first and is over when it is over, however often it is counted."""

from uuid import uuid4

from taizhang.web.kit.often import counted


def test_the_time_runs_from_the_first_and_is_not_drawn_out_by_those_that_follow():
    name = str(uuid4())
    assert [counted(name, 60, now) for now in (1000, 1030, 1059)] == [1, 2, 3]
    assert [counted(name, 60, now) for now in (1060, 1061)] == [1, 2]


def test_what_is_counted_lasts_its_whole_time_and_each_name_has_its_own():
    name, other = str(uuid4()), str(uuid4())
    assert [counted(name, 3600, now) for now in (1000, 1400, 4599)] == [1, 2, 3]
    assert counted(other, 3600, 4599) == 1
