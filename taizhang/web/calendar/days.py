"""The days of a month with the days of other months that share its weeks: worked or free, and the activity day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.duties.packs import PackRules
from taizhang.domain.orgs.models import CalendarDay
from taizhang.kernel.periods import Period, Span, days_in_month

SATURDAY = 5
# As the published calendar names them; said here so that they are translated.
HOLIDAYS: tuple[StrPromise, ...] = (
    _("New Year's Day"),
    _("Spring Festival"),
    _("Tomb-sweeping Day"),
    _("Labour Day"),
    _("Dragon Boat Festival"),
    _("National Day"),
    _("Mid-autumn Festival"),
)


@dataclass(slots=True)
class Day:
    """One day of the calendar and what is due on it."""

    day: date
    inside: bool  # of the month shown
    works: bool
    holiday: str  # the name of the public holiday it belongs to, or of the one it makes up for
    activity: bool  # the fixed activity day of the pack
    items: list[Any] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether the official calendar differs from the week."""
        return bool(self.holiday) or self.works != (self.day.weekday() < SATURDAY)


def weeks_of(month: Period) -> Span:
    """From the Monday of its first week to the Sunday of its last."""
    first, last = month.first, month.last
    return Span(first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday()))


def days(month: Period, rules: PackRules | None) -> list[Day]:
    """Every day of the weeks of a month; one query."""
    span = weeks_of(month)
    official = {row.day: row for row in CalendarDay.objects.filter(day__gte=span.first, day__lte=span.last)}
    fixed = _fixed(rules, month)
    return [_day(day, month, official.get(day), fixed) for day in span]


def fill(found: list[Day], items: Iterable[tuple[date, Any]]) -> None:
    """Put what is due on its days."""
    by_day = {each.day: each.items for each in found}
    for day, item in items:
        by_day[day].append(item)


def weeks(found: list[Day]) -> list[list[Day]]:
    """The days seven by seven."""
    return [found[start : start + 7] for start in range(0, len(found), 7)]


def weekdays(found: list[Day]) -> list[str]:
    """The names of the days of a week, short, Monday first."""
    return [formats.date_format(each.day, "D") for each in found[:7]]


def _day(day: date, month: Period, official: CalendarDay | None, fixed: set[date]) -> Day:
    works = official.is_workday if official else day.weekday() < SATURDAY
    return Day(day, month.contains(day), works, official.name if official else "", day in fixed)


def _fixed(rules: PackRules | None, month: Period) -> set[date]:
    """The days of the month that a monthly institution of the pack fixes."""
    if rules is None:
        return set()
    last = days_in_month(month.first.year, month.first.month)
    numbers = {rule.rhythm.on_day for rule in rules.institutions if rule.rhythm.on_day and not rule.rhythm.months}
    return {month.first.replace(day=min(number, last)) for number in numbers if number}
