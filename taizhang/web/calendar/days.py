"""The days that a page of the calendar shows: worked or free, the activity day, and what stands on each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.duties.packs import PackRules
from taizhang.domain.feeds.entries.activity_days import fixed_days
from taizhang.domain.orgs.models import CalendarDay
from taizhang.kernel.periods import Period, Span

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
    """One day of the calendar and what stands on it."""

    day: date
    inside: bool  # of the days that were asked for
    works: bool
    holiday: str  # the name of the public holiday it belongs to, or of the one it makes up for
    activity: bool  # the fixed activity day of the pack
    items: list[Any] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether the official calendar differs from the week."""
        return bool(self.holiday) or self.works != (self.day.weekday() < SATURDAY)


def weeks_of(days: Period | Span) -> Span:
    """From the Monday of the first week of some days to the Sunday of the last."""
    first, last = days.first, days.last
    return Span(first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday()))


def days(asked: Span, rules: PackRules | None, *, whole_weeks: bool, activity: bool = True) -> list[Day]:
    """The days asked for, with the others of their weeks when whole weeks are drawn; one query."""
    span = weeks_of(asked) if whole_weeks else asked
    official = {row.day: row for row in CalendarDay.objects.filter(day__gte=span.first, day__lte=span.last)}
    fixed = set(fixed_days(rules, span.first, span.last)) if rules and activity else set()
    return [_day(day, asked, official.get(day), fixed) for day in span]


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


def _day(day: date, asked: Span, official: CalendarDay | None, fixed: set[date]) -> Day:
    works = official.is_workday if official else day.weekday() < SATURDAY
    return Day(day, day in asked, works, official.name if official else "", day in fixed)
