from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Span
from taizhang.kernel.workdays import Calendar

# The days around 1 May 2018: Sunday 29 April to Tuesday 1 May off, Saturday 28 April worked.
MAY = Calendar(frozenset({date(2018, 4, 30), date(2018, 5, 1)}), frozenset({date(2018, 4, 28)}))
DAYS = st.dates(date(2018, 1, 1), date(2019, 12, 31))
CALENDARS = st.builds(lambda off, on: Calendar(off - on, on), st.frozensets(DAYS), st.frozensets(DAYS))


@pytest.mark.parametrize(
    ("day", "works"), [((2018, 4, 27), True), ((2018, 4, 28), True), ((2018, 4, 29), False), ((2018, 4, 30), False)]
)
def test_holidays_are_off_and_make_up_days_are_worked(day, works):
    assert MAY.is_workday(date(*day)) is works


def test_rolling_stays_on_a_working_day_and_passes_over_the_others():
    assert MAY.next_workday(date(2018, 4, 29)) == date(2018, 5, 2)
    assert MAY.previous_workday(date(2018, 5, 1)) == date(2018, 4, 28)
    assert MAY.next_workday(date(2018, 5, 2)) == MAY.previous_workday(date(2018, 5, 2)) == date(2018, 5, 2)


@pytest.mark.parametrize(
    ("count", "day"), [(1, (2018, 4, 28)), (2, (2018, 5, 2)), (0, (2018, 4, 27)), (-1, (2018, 4, 26))]
)
def test_adding_working_days_counts_only_them(count, day):
    assert MAY.add_workdays(date(2018, 4, 27), count) == date(*day)


def test_a_plain_week_has_five_working_days():
    assert Calendar.plain().count(Span(date(2018, 5, 14), date(2018, 5, 20))) == 5
    assert MAY.count(Span(date(2018, 4, 23), date(2018, 5, 6))) == 9


def test_a_day_is_not_a_holiday_and_a_make_up_day_at_once():
    with pytest.raises(Refused, match="2018-05-01"):
        Calendar(frozenset({date(2018, 5, 1)}), frozenset({date(2018, 5, 1)}))


@given(CALENDARS, DAYS, st.integers(1, 30))
def test_going_forth_and_back_returns_to_a_working_day(calendar, day, count):
    start = calendar.next_workday(day)
    there = calendar.add_workdays(start, count)
    assert calendar.is_workday(there)
    assert calendar.add_workdays(there, -count) == start
    assert calendar.count(Span(start + timedelta(days=1), there)) == count
