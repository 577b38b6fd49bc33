"""Occurrence: one time that something is owed; Offsets: how its dates follow from its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.kernel.periods import Span, add_months
from taizhang.kernel.recurrence.every import WorkdayRule
from taizhang.kernel.recurrence.windows import Window
from taizhang.kernel.workdays import Calendar

_BOOKS_CLOSE = (3, 31)


@dataclass(frozen=True)
class Occurrence:
    """One time that something is owed: always starts <= warns <= due <= end of grace <= closes.

    ``key`` is unique within a rhythm and sorts; ``span`` holds the days on which doing it counts for this occurrence.
    """

    key: str
    span: Span
    starts_on: date
    warn_on: date
    due_on: date
    grace_until: date
    closes_on: date


@dataclass(frozen=True, kw_only=True)
class Offsets:
    """Offsets in days. ``start`` and ``due`` count from the occurrence's day (negative: before it), ``warn`` back from
    the due day, ``grace`` and ``close`` on from the due day.

    Without ``start`` an occurrence starts with its window. Without ``close`` it stays open to 31 March of the year
    after its grace ends, when the books of the year are closed with its annual assessment.
    """

    start: int | None = None
    warn: int = 0
    due: int = 0
    due_months: int = 0
    grace: int = 0
    close: int | None = None
    workday: WorkdayRule = WorkdayRule.NONE

    def reach(self) -> int:
        """The most days that an occurrence's window can lie away from its day, rounded up generously."""
        return max(abs(self.start or 0), abs(self.due) + 31 * self.due_months) + 31

    def occurrence(self, window: Window, calendar: Calendar) -> Occurrence:
        """Date an occurrence from its window."""
        due_on = self._due_on(window.day, calendar)
        starts_on = min(due_on, window.opens if self.start is None else window.day + timedelta(days=self.start))
        warn_on = window.warns or due_on - timedelta(days=self.warn)
        grace_until = due_on + timedelta(days=self.grace)
        return Occurrence(
            key=window.key,
            span=window.span or Span(min(starts_on, window.day), max(window.day, due_on)),
            starts_on=starts_on,
            warn_on=min(due_on, max(starts_on, warn_on)),
            due_on=due_on,
            grace_until=grace_until,
            closes_on=self._closes_on(due_on, grace_until),
        )

    def _due_on(self, day: date, calendar: Calendar) -> date:
        return self.workday.applied(add_months(day, self.due_months) + timedelta(days=self.due), calendar)

    def _closes_on(self, due_on: date, grace_until: date) -> date:
        if self.close is None:
            return date(grace_until.year + 1, *_BOOKS_CLOSE)
        return due_on + timedelta(days=self.close)
