"""Period: a year, half-year, quarter, month or ISO week, with a code that sorts among its kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, total_ordering

from taizhang.kernel.characters import refuse_full_width
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods.months import days_in_month, month_name
from taizhang.kernel.periods.span import Span
from taizhang.kernel.words import say

FIRST_YEAR, LAST_YEAR = 1900, 2999


class Kind(StrEnum):
    """The kinds of period, from the longest to the shortest."""

    YEAR = "year"
    HALF = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"


_MONTHS = {Kind.YEAR: 12, Kind.HALF: 6, Kind.QUARTER: 3, Kind.MONTH: 1}
_LETTERS = {"H": Kind.HALF, "Q": Kind.QUARTER, "M": Kind.MONTH, "W": Kind.WEEK}
_FORMS = {Kind.YEAR: "", Kind.HALF: "-H{:d}", Kind.QUARTER: "-Q{:d}", Kind.MONTH: "-M{:02d}", Kind.WEEK: "-W{:02d}"}
_CODE = re.compile(r"([0-9]{4})(?:-(?:([HQ])([1-4])|([MW])([0-9]{2})))?")


@total_ordering
@dataclass(frozen=True)
class Period:
    """A period of the calendar; sorts by its first day, the longer before the shorter."""

    kind: Kind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise Refused(
                _("The year {year} is outside {first} to {last}."),
                _("Check the year."),
                code="periods.year",
                year=self.year,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        if not 1 <= self.number <= _count(self.kind, self.year):
            raise _not_a_period(str(self))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a code such as 2018, 2018-H1, 2018-Q2, 2018-M05 or 2018-W20 (ISO 8601 week); refuse anything else."""
        refuse_full_width(text)
        match = _CODE.fullmatch(text)
        if match is None:
            raise _not_a_period(text)
        year, letter, number = match[1], match[2] or match[4], match[3] or match[5]
        return cls(_LETTERS[letter] if letter else Kind.YEAR, int(year), int(number or 1))

    @classmethod
    def containing(cls, day: date, kind: Kind) -> Period:
        """The period of a kind in which a day lies; a week belongs to its ISO year."""
        if kind is Kind.WEEK:
            year, week, _weekday = day.isocalendar()
            return cls(kind, year, week)
        return cls(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The whole of a year."""
        return cls(Kind.YEAR, year)

    def __str__(self) -> str:
        return f"{self.year:04d}" + _FORMS[self.kind].format(self.number)

    def __lt__(self, other: Period) -> bool:
        return (self.first, -self.span.days) < (other.first, -other.span.days)

    @cached_property
    def span(self) -> Span:
        """The days of the period."""
        if self.kind is Kind.WEEK:
            monday = date.fromisocalendar(self.year, self.number, 1)
            return Span(monday, monday + timedelta(days=6))
        length = _MONTHS[self.kind]
        last = self.number * length
        return Span(date(self.year, last - length + 1, 1), date(self.year, last, days_in_month(self.year, last)))

    @property
    def first(self) -> date:
        """The first day."""
        return self.span.first

    @property
    def last(self) -> date:
        """The last day."""
        return self.span.last

    @property
    def next(self) -> Period:
        """The following period of the same kind."""
        return Period.containing(self.last + timedelta(days=1), self.kind)

    @property
    def previous(self) -> Period:
        """The preceding period of the same kind."""
        return Period.containing(self.first - timedelta(days=1), self.kind)

    def contains(self, other: date | Period) -> bool:
        """Whether a day, or every day of another period, lies in this one."""
        return (other.span if isinstance(other, Period) else other) in self.span

    def split(self, kind: Kind) -> tuple[Period, ...]:
        """The periods of a shorter kind; a week belongs to the period in which its Thursday lies (ISO 8601)."""
        kinds = list(Kind)
        if kinds.index(kind) < kinds.index(self.kind):
            raise Refused(
                _("{period} cannot be split into something longer than itself."),
                _("Choose a shorter kind of period."),
                code="periods.split",
                period=str(self),
            )
        if kind is Kind.WEEK:
            return self._weeks()
        return _run(Period.containing(self.first, kind), Period.containing(self.last, kind))

    def _weeks(self) -> tuple[Period, ...]:
        monday_after = self.first + timedelta(days=3)
        monday_before = self.last - timedelta(days=3)
        return _run(Period.containing(monday_after, Kind.WEEK), Period.containing(monday_before, Kind.WEEK))

    def words(self, lang: str) -> str:
        """The period in words: 2018年5月, May 2018."""
        return _WORDINGS[self.kind](self.year, self.number, lang)


def _half(year: int, number: int, lang: str) -> str:
    half, which = ("上半年", "First") if number == 1 else ("下半年", "Second")
    return say(lang, zh=f"{year}年{half}", en=f"{which} half of {year}")


_WORDINGS: dict[Kind, Callable[[int, int, str], str]] = {
    Kind.YEAR: lambda year, _number, lang: say(lang, zh=f"{year}年", en=f"{year}"),
    Kind.HALF: _half,
    Kind.QUARTER: lambda year, number, lang: say(lang, zh=f"{year}年第{number}季度", en=f"Q{number} {year}"),
    Kind.MONTH: lambda year, number, lang: say(lang, zh=f"{year}年{number}月", en=f"{month_name(number)} {year}"),
    Kind.WEEK: lambda year, number, lang: say(lang, zh=f"{year}年第{number}周", en=f"Week {number}, {year}"),
}


def _count(kind: Kind, year: int) -> int:
    """How many periods of a kind a year has; 28 December always lies in the last ISO week."""
    return date(year, 12, 28).isocalendar().week if kind is Kind.WEEK else 12 // _MONTHS[kind]


def _run(first: Period, last: Period) -> tuple[Period, ...]:
    periods = [first]
    while periods[-1] < last:
        periods.append(periods[-1].next)
    return tuple(periods)


def _not_a_period(text: str) -> Refused:
    return Refused(
        _("“{text}” is not a period of the calendar."),
        _("Write a year 2018, half-year 2018-H1, quarter 2018-Q2, month 2018-M05 or week 2018-W20."),
        code="periods.unreadable",
        text=text,
    )
