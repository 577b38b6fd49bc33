"""The windows in which occurrences fall: by period, by term of office, by anniversary, by given days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from taizhang.kernel.periods import Kind, Period, Span, add_months, add_years, days_in_month


@dataclass(frozen=True)
class Window:
    """Where an occurrence falls: its day, the day it opens, and its span where that does not follow from offsets."""

    key: str
    day: date
    opens: date
    span: Span | None = None
    warns: date | None = None


def months_within(period: Period, months: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the named months that lie in a period; all of its months when none is named."""
    own = range(period.first.month, period.last.month + 1)
    return tuple(month for month in own if not months or month in months)


def by_period(kind: Kind, asked: Span, months: tuple[int, ...], on_day: int | None) -> Iterator[Window]:
    """One window for each period that touches the asked days, narrowed to its named months; none if it has none."""
    period = Period.containing(asked.first, kind)
    while period.first <= asked.last:
        span = _narrowed(period, months)
        if span is not None:
            day = _fixed(span.last, on_day) if on_day else span.last
            yield Window(str(period), day, span.first, span)
        period = period.next


def _narrowed(period: Period, months: tuple[int, ...]) -> Span | None:
    """ "Generally in the fourth quarter" (支部工作条例 Art. 17) narrows a year to October to December."""
    if not months:
        return period.span
    named = months_within(period, months)
    if not named:
        return None
    last = date(period.year, named[-1], days_in_month(period.year, named[-1]))
    return Span(date(period.year, named[0], 1), last)


def _fixed(last_of_month: date, on_day: int) -> date:
    """The fixed day of a month; a day the month lacks becomes its last."""
    return last_of_month.replace(day=min(on_day, last_of_month.day))


def by_term(elected_on: date, years: int, notice_months: int) -> Iterator[Window]:
    """The end of a term of office and the notice before it (任期意见 2018: 3 or 5 years; notice 6 months ahead).

    One window only: the next term begins with the next election.
    """
    day = add_years(elected_on, years)
    notice = add_months(day, -notice_months)
    yield Window(day.isoformat(), day, notice, Span(notice, day), warns=notice)


def by_anniversary(anchor: date, asked: Span, reach: int) -> Iterator[Window]:
    """The yearly returns of a day, from the first year on, as far as ``reach`` days around the asked ones."""
    margin = reach // 365 + 1
    first = max(1, asked.first.year - margin - anchor.year)
    for years in range(first, asked.last.year + margin - anchor.year + 1):
        day = add_years(anchor, years)
        yield Window(day.isoformat(), day, day)


def by_dates(days: Iterable[date]) -> Iterator[Window]:
    """One window for each different day on which an event happened."""
    for day in sorted(set(days)):
        yield Window(day.isoformat(), day, day)


def by_deadline(by: date) -> Iterator[Window]:
    """One window, open from the beginning of the deadline's year."""
    yield Window(by.isoformat(), by, date(by.year, 1, 1))
