"""When anything may leave the house: never at night, never on holidays, whatever zone a clock is written in."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from taizhang.domain.notices.hours import digest_day, next_digest, week_of, working
from taizhang.domain.orgs.calendar import seed_calendar, set_day
from taizhang.kernel.periods import Period
from taizhang.kernel.workdays import Calendar
from tests.factories.orgs import SEED

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day, hour, minute=0, zone=SHANGHAI):
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), zone).replace(hour=hour, minute=minute)


@pytest.fixture
def official(db):
    seed_calendar(first_year=2018, last_year=2018, by=SEED)


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        (at("2018-05-31", 9), True),
        (at("2018-05-31", 16, 59), True),
        (at("2018-05-31", 8, 59), False),
        (at("2018-05-31", 17), False),
        (at("2018-05-31", 2), False),
        (at("2018-06-02", 10), False),  # Saturday
        (at("2018-06-18", 10), False),  # Dragon Boat Festival, a Monday
        (at("2018-10-03", 10), False),  # National Day
        (at("2018-09-29", 10), True),  # a Saturday worked to make up for it
        (at("2018-05-31", 1, zone=UTC), True),  # nine in Shanghai
        (at("2018-05-31", 9, zone=UTC), False),  # five in the afternoon there
        (at("2018-06-01", 22, zone=ZoneInfo("America/New_York")), False),  # ten on Saturday there
        (at("2018-05-30", 21, zone=ZoneInfo("America/New_York")), True),  # nine on Thursday there
    ],
)
def test_people_are_at_work_or_not(official, moment, may):
    assert working(moment) is may


def test_the_table_of_the_calendar_decides(official):
    set_day(day=date(2018, 5, 31), is_workday=False, name="暴雨停工", by=SEED)
    assert not working(at("2018-05-31", 10))


def test_a_moment_without_a_zone_is_none(official):
    with pytest.raises(ValueError, match="naive"):
        working(datetime(2018, 5, 31, 10))


WEEK = Period.parse("2018-W40")  # 1 to 7 October: National Day
PLAIN = Period.parse("2018-W22")  # 28 May to 3 June


@pytest.mark.parametrize(
    ("week", "weekday", "days", "comes"),
    [
        (PLAIN, 1, Calendar(), "2018-05-28"),
        (PLAIN, 5, Calendar(), "2018-06-01"),
        (PLAIN, 1, Calendar(holidays=frozenset({date(2018, 5, 28)})), "2018-05-29"),
        (PLAIN, 5, Calendar(holidays=frozenset({date(2018, 6, 1)})), "2018-05-31"),
        (
            PLAIN,
            5,
            Calendar(holidays=frozenset({date(2018, 6, 1)}), makeup_workdays=frozenset({date(2018, 6, 2)})),
            "2018-06-02",
        ),
        (WEEK, 1, Calendar(holidays=frozenset(WEEK.span)), None),
    ],
)
def test_the_digest_comes_on_the_wished_day_or_the_next_worked_one_of_its_week(week, weekday, days, comes):
    assert digest_day(week, weekday, days) == (date.fromisoformat(comes) if comes else None)


def test_the_next_digest_skips_a_week_of_holidays_and_one_that_had_its_own(official):
    assert next_digest(at("2018-10-01", 10), 1, had=False) == date(2018, 10, 8)
    assert next_digest(at("2018-05-28", 10), 1, had=False) == date(2018, 5, 28)
    assert next_digest(at("2018-05-28", 10), 1, had=True) == date(2018, 6, 4)


def test_a_week_belongs_to_the_district_and_its_iso_year():
    assert str(week_of(datetime(2018, 12, 30, 17, tzinfo=UTC))) == "2019-W01"  # one in the morning of Monday there
