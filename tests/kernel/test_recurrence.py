from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period, Span, add_months
from taizhang.kernel.recurrence import Rhythm
from taizhang.kernel.workdays import Calendar

PLAIN = Calendar.plain()
YEAR = Period.of_year(2018)
ANCHOR = date(2016, 2, 29)
EVENTS = [date(2018, 3, 1), date(2018, 1, 31), date(2018, 3, 1), date(2017, 12, 31)]


def occurrences(mapping, period=YEAR, calendar=PLAIN, anchor=None, events=()):
    return Rhythm.parse(mapping).occurrences(period, calendar=calendar, anchor=anchor, events=events)


def keys(mapping, period=YEAR, **given_days):
    return [each.key for each in occurrences(mapping, period, **given_days)]


@pytest.mark.parametrize(
    ("mapping", "count", "first", "last"),
    [
        ({"every": "week"}, 53, "2018-W01", "2019-W01"),
        ({"every": "month"}, 12, "2018-M01", "2018-M12"),
        ({"every": "quarter"}, 4, "2018-Q1", "2018-Q4"),
        ({"every": "half_year"}, 2, "2018-H1", "2018-H2"),
        ({"every": "year"}, 1, "2018", "2018"),
        ({"every": "month", "months": [1, 7]}, 2, "2018-M01", "2018-M07"),
        ({"every": "once", "by": date(2018, 6, 30)}, 1, "2018-06-30", "2018-06-30"),
        ({"every": "once", "by": "2018-06-30"}, 1, "2018-06-30", "2018-06-30"),
        ({"every": "event", "event": "joined"}, 2, "2018-01-31", "2018-03-01"),
        ({"every": "anniversary"}, 1, "2018-02-28", "2018-02-28"),
    ],
)
def test_a_year_holds_each_rhythm_so_often(mapping, count, first, last):
    found = keys(mapping, anchor=ANCHOR, events=EVENTS)
    assert (len(found), found[0], found[-1]) == (count, first, last)


def test_the_activity_day_is_the_sixteenth_of_each_month():
    may = occurrences({"every": "month", "on_day": 16, "warn": 3, "grace": 5, "close": 30}, Period.parse("2018-M05"))
    assert len(may) == 1
    assert may[0].span == Span(date(2018, 5, 1), date(2018, 5, 31))
    assert (may[0].starts_on, may[0].warn_on, may[0].due_on) == (date(2018, 5, 1), date(2018, 5, 13), date(2018, 5, 16))
    assert (may[0].grace_until, may[0].closes_on) == (date(2018, 5, 21), date(2018, 6, 15))


def test_a_fixed_day_the_month_lacks_becomes_its_last():
    days = [each.due_on.day for each in occurrences({"every": "month", "on_day": 31})]
    assert days == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_generally_the_fourth_quarter_narrows_the_year():
    for mapping in ({"every": "year", "months": [10, 11, 12]}, {"every": "year", "in": "Q4"}):
        (only,) = occurrences(mapping)
        assert (only.key, only.span) == ("2018", Span(date(2018, 10, 1), date(2018, 12, 31)))
        assert occurrences(mapping, Period.parse("2018-M05")) == ()


def test_a_day_of_one_month_each_year():
    (only,) = occurrences({"every": "year", "months": [7], "on_day": 1, "workday": "next"})
    assert (only.key, only.due_on) == ("2018", date(2018, 7, 2))  # 1 July 2018 is a Sunday


@pytest.mark.parametrize(("rule", "due"), [("none", 16), ("next", 18), ("previous", 15)])
def test_a_day_off_moves_as_the_rule_says(rule, due):
    (june,) = occurrences({"every": "month", "on_day": 16, "workday": rule}, Period.parse("2018-M06"))
    assert june.due_on == date(2018, 6, due)  # 16 June 2018 is a Saturday


def test_a_make_up_working_day_is_no_day_off():
    calendar = Calendar(frozenset(), frozenset({date(2018, 6, 16)}))
    (june,) = occurrences({"every": "month", "on_day": 16, "workday": "next"}, Period.parse("2018-M06"), calendar)
    assert june.due_on == date(2018, 6, 16)


def test_a_report_may_be_due_after_its_month():
    (may,) = occurrences({"every": "month", "start": 1, "due": 15, "warn": 5}, Period.parse("2018-M05"))
    assert (may.starts_on, may.warn_on, may.due_on) == (date(2018, 6, 1), date(2018, 6, 10), date(2018, 6, 15))
    assert may.span.last == date(2018, 5, 31)


@pytest.mark.parametrize(
    ("years", "due", "notice"),
    [(3, date(2029, 6, 15), date(2028, 12, 15)), (5, date(2031, 6, 15), date(2030, 12, 15))],
)
def test_a_term_ends_after_its_years_with_half_a_year_of_notice(years, due, notice):
    mapping = {"every": "term", "years": years}
    elected_on = date(2026, 6, 15)
    (only,) = occurrences(mapping, Period.of_year(due.year), anchor=elected_on)
    assert (only.key, only.due_on) == (due.isoformat(), due)
    assert only.starts_on == only.warn_on == only.span.first == notice
    assert keys(mapping, Period.containing(notice, Kind.MONTH), anchor=elected_on) == [due.isoformat()]
    assert keys(mapping, Period.containing(notice, Kind.MONTH).previous, anchor=elected_on) == []


def test_a_term_begun_on_a_leap_day_ends_on_the_last_of_february():
    (only,) = occurrences({"every": "term", "years": 3}, Period.of_year(2019), anchor=ANCHOR)
    assert only.due_on == date(2019, 2, 28)


def test_an_unknown_anchor_owes_nothing():
    assert keys({"every": "term", "years": 3}) == keys({"every": "anniversary"}) == []


def test_the_talk_is_due_a_month_after_the_application():
    (talk,) = occurrences({"every": "event", "event": "applied", "due_months": 1}, Period.of_year(2026),
                          events=[date(2026, 3, 1)])  # fmt: skip
    assert (talk.starts_on, talk.due_on) == (date(2026, 3, 1), date(2026, 4, 1))


def test_an_anniversary_comes_every_year_but_not_on_the_day_itself():
    rhythm = {"every": "anniversary", "start": -7}
    span = Span(date(2016, 1, 1), date(2020, 12, 31))
    assert keys(rhythm, span, anchor=ANCHOR) == ["2017-02-28", "2018-02-28", "2019-02-28", "2020-02-29"]
    assert keys(rhythm, Span(date(2018, 2, 20), date(2018, 2, 21)), anchor=ANCHOR) == ["2018-02-28"]


def test_without_close_the_books_stay_open_to_the_end_of_march():
    (only,) = occurrences({"every": "year", "grace": 10})
    assert (only.grace_until, only.closes_on) == (date(2019, 1, 10), date(2020, 3, 31))
    assert occurrences({"every": "month"})[0].closes_on == date(2019, 3, 31)


OFFSETS = {
    "start": st.integers(-60, 0),
    "warn": st.integers(0, 40),
    "due": st.integers(0, 40),
    "grace": st.integers(0, 30),
    "close": st.integers(30, 90),
    "workday": st.sampled_from(["none", "next", "previous"]),
}
PERIODIC = st.sampled_from(["week", "month", "quarter", "half_year", "year"]).map(lambda every: {"every": every})
NARROWED = st.sampled_from(
    [
        {"every": "month", "on_day": 16},
        {"every": "month", "months": [3, 12], "on_day": 31},
        {"every": "quarter", "months": [1, 4, 7, 10], "on_day": 30},
        {"every": "half_year", "months": [5, 6, 12]},
        {"every": "year", "in": "Q4", "times": 2},
        {"every": "anniversary"},
        {"every": "once", "by": "2018-06-30"},
        {"every": "event", "event": "joined"},
    ]
)
RHYTHMS = st.builds(
    lambda base, offsets: {**base, **offsets}, PERIODIC | NARROWED, st.fixed_dictionaries({}, optional=OFFSETS)
)
CALENDARS = st.sampled_from([PLAIN, Calendar(frozenset(date(2018, 10, day) for day in range(1, 8)), frozenset())])


@given(RHYTHMS, CALENDARS, st.lists(st.integers(1, 364), max_size=8, unique=True))
def test_any_split_of_a_year_finds_each_occurrence_of_the_year(mapping, calendar, cuts):
    rhythm = Rhythm.parse(mapping)
    days = {"calendar": calendar, "anchor": ANCHOR, "events": EVENTS}
    whole = rhythm.occurrences(YEAR, **days)
    bounds = [YEAR.first + timedelta(days=cut) for cut in [0, *sorted(cuts), 365]]
    found = {}
    for first, after in pairwise(bounds):
        part = Span(first, after - timedelta(days=1))
        pieces = rhythm.occurrences(part, **days)
        assert len({each.key for each in pieces}) == len(pieces)
        assert all(each.span.overlaps(part) for each in pieces)
        for each in pieces:
            assert found.setdefault(each.key, each) == each
    assert [found[key] for key in sorted(found)] == list(whole)
    assert [each.key for each in whole] == sorted({each.key for each in whole})


@given(RHYTHMS, CALENDARS)
def test_the_dates_of_an_occurrence_stand_in_order(mapping, calendar):
    for each in occurrences(mapping, YEAR, calendar, ANCHOR, EVENTS):
        assert each.starts_on <= each.warn_on <= each.due_on <= each.grace_until <= each.closes_on


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 9), st.integers(0, 11))
def test_a_term_is_found_in_exactly_the_months_from_its_notice_to_its_end(elected_on, years, notice):
    mapping = {"every": "term", "years": years, "notice_months": notice}
    (only,) = occurrences(mapping, Period.of_year(elected_on.year + years), anchor=elected_on)
    assert only.starts_on == add_months(only.due_on, -notice)
    month = Period.containing(only.due_on, Kind.MONTH)
    assert keys(mapping, month.next, anchor=elected_on) == []


@pytest.mark.parametrize(
    ("mapping", "zh", "en"),
    [
        ({"every": "month", "on_day": 16, "warn": 3}, "每月一次，固定在16日；到期前3天提醒",
         "Once a month, on the 16th; reminder 3 days before it is due"),
        ({"every": "quarter", "times": 2, "grace": 1}, "每季度不少于2次；宽限1天",
         "At least 2 times a quarter; 1 day of grace"),
        ({"every": "year", "in": "Q4", "close": 30}, "每年一次，在10月至12月间；到期后30天关闭",
         "Once a year, between October and December; closed 30 days after it is due"),
        ({"every": "year", "months": [7], "on_day": 1, "workday": "next"},
         "每年一次，在7月，固定在1日；遇休息日顺延至下一工作日",
         "Once a year, in July, on the 1st; put off to the next working day"),
        ({"every": "month", "months": [3, 9], "workday": "previous"}, "每月一次，在3月、9月；遇休息日提前至上一工作日",
         "Once a month, in March, September; brought forward to the working day before"),
        ({"every": "term", "years": 3}, "每3年一次；届满前6个月提醒",
         "Once every 3 years; notice 6 months before the term ends"),
        ({"every": "anniversary", "start": -7}, "每逢周年一次；该日前7天开始",
         "Once on each anniversary; starts 7 days before that day"),
        ({"every": "once", "by": "2018-06-30"}, "2018年6月30日前一次", "Once by 30 June 2018"),
        ({"every": "event", "event": "入党", "due_months": 1}, "每逢“入党”一次；该日后1个月内完成",
         "Once after each “入党”; due 1 month after that day"),
        ({"every": "month", "start": 1, "due": 15}, "每月一次；期满后1天开始；期满后15天内完成",
         "Once a month; starts 1 day after its end; due 15 days after its end"),
        ({"every": "week", "due": -2, "start": -6}, "每周一次；期满前6天开始；期满前2天完成",
         "Once a week; starts 6 days before its end; due 2 days before its end"),
        ({"every": "half_year"}, "每半年一次", "Once a half-year"),
    ],
)  # fmt: skip
def test_a_rhythm_explains_itself(mapping, zh, en):
    rhythm = Rhythm.parse(mapping)
    assert (rhythm.words("zh-hans"), rhythm.words("en")) == (zh, en)


@given(RHYTHMS)
def test_every_rhythm_has_words_in_both_languages(mapping):
    rhythm = Rhythm.parse(mapping)
    assert rhythm.words("zh") != rhythm.words("en")
    assert "None" not in rhythm.words("zh") + rhythm.words("en")


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({}, "recurrence.missing_key"),
        ({"every": "fortnight"}, "recurrence.choice"),
        ({"every": ["month"]}, "recurrence.choice"),
        ({"every": "month", "day": 16}, "recurrence.unknown_key"),
        ({"every": "week", "on_day": 16}, "recurrence.unknown_key"),
        ({"every": "month", "years": 3}, "recurrence.unknown_key"),
        ({"every": "term", "years": 3, "warn": 3}, "recurrence.unknown_key"),
        ({"every": "term"}, "recurrence.missing_key"),
        ({"every": "once"}, "recurrence.missing_key"),
        ({"every": "event"}, "recurrence.missing_key"),
        ({"every": "event", "event": " "}, "recurrence.name"),
        ({"every": "event", "event": 7}, "recurrence.name"),
        ({"every": "month", "times": 0}, "recurrence.number"),
        ({"every": "month", "times": True}, "recurrence.number"),
        ({"every": "month", "times": "2"}, "recurrence.number"),
        ({"every": "month", "on_day": 32}, "recurrence.number"),
        ({"every": "month", "warn": -1}, "recurrence.number"),
        ({"every": "month", "due": 1.5}, "recurrence.number"),
        ({"every": "month", "workday": "after"}, "recurrence.choice"),
        ({"every": "year", "months": []}, "recurrence.months"),
        ({"every": "year", "months": 7}, "recurrence.months"),
        ({"every": "year", "months": [7, 7]}, "recurrence.months"),
        ({"every": "year", "months": [13]}, "recurrence.number"),
        ({"every": "year", "months": [1, 12]}, "recurrence.months_gap"),
        ({"every": "quarter", "months": [1, 3]}, "recurrence.months_gap"),
        ({"every": "year", "in": "Q5"}, "recurrence.choice"),
        ({"every": "year", "in": "Q4", "months": [10]}, "recurrence.months_twice"),
        ({"every": "year", "on_day": 1}, "recurrence.day_without_month"),
        ({"every": "quarter", "on_day": 16}, "recurrence.day_without_month"),
        ({"every": "once", "by": "30.6.2018"}, "recurrence.day"),
        ({"every": "once", "by": "2018-06-31"}, "recurrence.day"),
        ({"every": "once", "by": 20180630}, "recurrence.day"),
        ({"every": "term", "years": 1, "notice_months": 12}, "recurrence.notice"),
        ({"every": "month", "start": 3}, "recurrence.start_after_due"),
        ({"every": "month", "grace": 5, "close": 4}, "recurrence.close_before_grace"),
        ({"every": "term", "years": 99}, "recurrence.number"),
    ],
)
def test_a_rhythm_that_makes_no_sense_is_refused(mapping, code):
    with pytest.raises(Refused) as refusal:
        Rhythm.parse(mapping)
    assert refusal.value.code == code
    assert refusal.value.remedy and "{" not in str(refusal.value)


def test_months_cannot_narrow_a_week_however_it_is_made():
    with pytest.raises(Refused) as refusal:
        Rhythm(every=Rhythm.parse({"every": "week"}).every, months=(1,))
    assert refusal.value.code == "recurrence.months_misplaced"
