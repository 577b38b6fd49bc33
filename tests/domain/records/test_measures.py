"""Figures of organisational life, as they were known on a day."""

from datetime import date, timedelta

import pytest

from taizhang.domain.records import actions
from taizhang.domain.records.measures import activity_day_members, life_records, months_without_theme
from tests.factories import duties, records
from tests.factories.records import DAY, EVENING

pytestmark = pytest.mark.django_db
LAST = date(2018, 5, 31)


def theme_day(branch, month, day=16, away=0, title="学习宪法"):
    """A theme day of a month, recorded the same evening."""
    absences = {member.pk: ("leave", "") for member in branch.members[:away]}
    held_on = date(2018, month, day)
    entry = branch.entry("L05", held_on=held_on, absences=absences, title=title)
    return actions.submit(entry=entry, by=branch.recorder.later(EVENING + (held_on - DAY)))


def test_a_gathering_counts_once_however_much_it_was():
    branch = records.branch(3)
    branch.submit("L05", "L04", "L01")
    branch.submit("L04", held_on=date(2018, 5, 3))
    assert life_records(LAST) == 2


def test_what_was_returned_or_not_known_yet_does_not_count():
    branch = records.branch(3)
    returned = branch.submit("L05")
    actions.send_back(submission_id=returned.submission_id, because="人数有误", by=branch.reviewer)
    later = branch.recorder.later(EVENING + timedelta(days=10))
    actions.submit(entry=branch.entry("L04"), by=later)
    assert (life_records(date(2018, 5, 25)), life_records(LAST)) == (0, 1)


def test_the_least_month_of_the_activity_day():
    branch = records.branch(9)
    theme_day(branch, 3)
    theme_day(branch, 4, away=4)
    theme_day(branch, 5, away=1)
    theme_day(branch, 4, day=18)  # another day is not the activity day
    assert activity_day_members(LAST) == 5


def test_who_was_there_twice_counts_once_and_guests_where_they_belong():
    branch = records.branch(3)
    other = duties.people(duties.stand("B2", under=branch.street), 1)[0]
    branch.submit("L05", guests=frozenset({other.pk}))
    theme_day(branch, 5)
    assert activity_day_members(LAST) == 3


def test_an_unfinished_month_is_no_least_month():
    branch = records.branch(3)
    theme_day(branch, 4)
    theme_day(branch, 5, away=2)
    assert activity_day_members(date(2018, 5, 30)) == 3


def test_each_month_has_a_theme():
    branch = records.branch(3)
    for month in (1, 2, 4):
        theme_day(branch, month)
    theme_day(branch, 3, title="主题党日")  # the name of the institution is no theme
    assert months_without_theme(date(2018, 5, 15)) == 1  # May's day is still to come
    assert months_without_theme(LAST) == 2
