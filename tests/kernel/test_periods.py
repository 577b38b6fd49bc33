from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period, Span, add_months, add_years

DAYS = st.dates(date(1901, 1, 1), date(2998, 12, 31))
KINDS = st.sampled_from(list(Kind))


@pytest.mark.parametrize(
    ("code", "first", "last", "zh", "en"),
    [
        ("2018", "2018-01-01", "2018-12-31", "2018年", "2018"),
        ("2018-H1", "2018-01-01", "2018-06-30", "2018年上半年", "First half of 2018"),
        ("2018-H2", "2018-07-01", "2018-12-31", "2018年下半年", "Second half of 2018"),
        ("2018-Q2", "2018-04-01", "2018-06-30", "2018年第2季度", "Q2 2018"),
        ("2018-M05", "2018-05-01", "2018-05-31", "2018年5月", "May 2018"),
        ("2020-M02", "2020-02-01", "2020-02-29", "2020年2月", "February 2020"),
        ("2018-W20", "2018-05-14", "2018-05-20", "2018年第20周", "Week 20, 2018"),
        ("2020-W53", "2020-12-28", "2021-01-03", "2020年第53周", "Week 53, 2020"),
    ],
)
def test_a_code_names_its_days_and_reads_aloud(code, first, last, zh, en):
    period = Period.parse(code)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert (period.words("zh-hans"), period.words("en")) == (zh, en)
    assert str(period) == code


@pytest.mark.parametrize(
    "text", ["", "18", "2018-", "2018-M5", "2018-M13", "2018-M00", "2018-H3", "2018-Q5", "2018-W54", "2018-W53",
             "2018-W00", "2018-m05", " 2018", "2018\n", "20180", "1899", "3000", "2018-M05-16", "٢٠١٨"],
)  # fmt: skip
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(Refused) as refusal:
        Period.parse(text)
    assert refusal.value.code in ("periods.unreadable", "periods.year")
    assert refusal.value.remedy


def test_full_width_digits_are_refused_by_name():
    with pytest.raises(Refused) as refusal:
        Period.parse("２０１8-M05")
    assert refusal.value.code == "characters.full_width"
    assert "２０１" in str(refusal.value) and "201 " in str(refusal.value)


@given(DAYS, KINDS)
def test_the_period_containing_a_day_contains_it_and_its_code_reads_back(day, kind):
    period = Period.containing(day, kind)
    assert period.contains(day) and day in period.span
    assert Period.parse(str(period)) == period


@given(DAYS, KINDS)
def test_next_and_previous_adjoin_and_codes_sort_like_periods(day, kind):
    period = Period.containing(day, kind)
    assert period.next.previous == period
    assert period.next.first == period.last + timedelta(days=1)
    assert period < period.next and str(period) < str(period.next)


@given(st.integers(1900, 2998), KINDS, KINDS)
def test_splitting_covers_every_day_once(year, whole, part):
    for period in Period.of_year(year).split(whole):
        if list(Kind).index(part) < list(Kind).index(whole):
            with pytest.raises(Refused, match="longer"):
                period.split(part)
        elif Kind.WEEK not in (whole, part):
            days = [day for piece in period.split(part) for day in piece.span]
            assert days == list(period.span)


@given(st.integers(1900, 2998), st.sampled_from([Kind.HALF, Kind.QUARTER, Kind.MONTH]))
def test_every_week_of_a_year_belongs_to_one_part_of_it(year, kind):
    weeks = [week for part in Period.of_year(year).split(kind) for week in part.split(Kind.WEEK)]
    assert weeks == list(Period.of_year(year).split(Kind.WEEK))
    assert {week.year for week in weeks} == {year} and len(weeks) in (52, 53)


def test_periods_contain_shorter_ones_and_sort_the_longer_first():
    year, month = Period.of_year(2018), Period.parse("2018-M01")
    assert year.contains(month) and not month.contains(year)
    assert sorted([month, Period.parse("2018-Q1"), year]) == [year, Period.parse("2018-Q1"), month]


def test_a_span_includes_both_ends():
    span = Span(date(2018, 5, 1), date(2018, 5, 31))
    assert span.days == 31 and date(2018, 5, 31) in span and date(2018, 6, 1) not in span
    assert Span(date(2018, 5, 2), date(2018, 5, 3)) in span and "2018-05-02" not in span
    assert span.intersection(Span(date(2018, 5, 31), date(2018, 7, 1))) == Span(date(2018, 5, 31), date(2018, 5, 31))
    assert span.intersection(Span(date(2018, 6, 1), date(2018, 7, 1))) is None


def test_a_span_cannot_run_backwards():
    with pytest.raises(Refused, match="before it begins"):
        Span(date(2018, 5, 2), date(2018, 5, 1))


@given(DAYS, DAYS, DAYS, DAYS)
def test_spans_overlap_exactly_when_they_share_a_day(a, b, c, d):
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    shared = max(one.first, other.first) <= min(one.last, other.last)
    assert one.overlaps(other) == other.overlaps(one) == shared == (one.intersection(other) is not None)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-03-01", 1, "2026-04-01"),  # application → talk, 发展党员工作细则 2014
        ("2026-05-10", 12, "2027-05-10"),  # 积极分子 → earliest 发展对象
        ("2027-07-05", 3, "2027-10-05"),  # meeting → decision of the upper committee
        ("2027-07-05", 12, "2028-07-05"),  # probation → 转正
        ("2018-01-31", 1, "2018-02-28"),
        ("2018-03-31", -1, "2018-02-28"),
        ("2018-01-15", -1, "2017-12-15"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
    ],
)
def test_adding_months_keeps_the_day_where_the_month_has_it(start, months, end):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_terms_of_office_end_after_whole_years():
    assert add_years(date(2026, 6, 15), 3) == date(2029, 6, 15)
    assert add_years(date(2026, 6, 15), 5) == date(2031, 6, 15)


@given(DAYS, st.integers(-600, 600))
def test_adding_months_lands_in_that_month(day, months):
    if 1 <= day.year + months // 12 <= 9998:
        landed = add_months(day, months)
        assert (landed.year * 12 + landed.month) - (day.year * 12 + day.month) == months
        assert landed.day <= day.day


def test_months_beyond_the_calendar_are_refused():
    with pytest.raises(Refused, match="outside the calendar"):
        add_months(date(2018, 5, 16), 12 * 9000)
