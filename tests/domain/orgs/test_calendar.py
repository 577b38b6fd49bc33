"""The official calendar: holidays and make-up days, in a table that can be edited."""

from datetime import date

import pytest

from taizhang.domain.orgs.calendar import calendar, seed_calendar, set_day
from taizhang.domain.orgs.models import CalendarDay
from taizhang.kernel.errors import Refused
from tests.factories.orgs import SEED

YEAR = date(2018, 1, 1), date(2018, 12, 31)


def test_the_holidays_of_2018_and_their_make_up_days_are_known(db):
    seed_calendar(first_year=2018, last_year=2018, by=SEED)
    days = calendar(*YEAR)
    assert not days.is_workday(date(2018, 5, 1))
    assert not days.is_workday(date(2018, 4, 30))
    assert days.is_workday(date(2018, 4, 28))  # a Saturday worked to make up for 30 April
    assert days.is_workday(date(2018, 5, 16))
    assert not days.is_workday(date(2018, 5, 19))


def test_entering_a_year_again_leaves_days_that_were_edited(db):
    seed_calendar(first_year=2018, last_year=2018, by=SEED)
    set_day(day=date(2018, 5, 1), is_workday=True, name="值班", by=SEED)
    assert seed_calendar(first_year=2018, last_year=2018, by=SEED) == 0
    assert CalendarDay.objects.get(day=date(2018, 5, 1)).is_workday
    assert calendar(*YEAR).is_workday(date(2018, 5, 1))


def test_a_year_that_is_not_published_is_refused(db):
    with pytest.raises(Refused) as refusal:
        seed_calendar(first_year=2099, last_year=2099, by=SEED)
    assert refusal.value.code == "orgs.calendar-year"
    assert not CalendarDay.objects.exists()


def test_an_empty_table_follows_the_week(db):
    assert calendar(*YEAR).is_workday(date(2018, 5, 1))
    assert not calendar(*YEAR).is_workday(date(2018, 5, 5))
