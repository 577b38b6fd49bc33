"""The kinds of rhythm, and what becomes of a due day on which nobody works."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from taizhang.kernel.periods import Kind
from taizhang.kernel.workdays import Calendar


class Every(StrEnum):
    """The kinds of rhythm; the first five follow the periods of the calendar, the others a given day."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    TERM = "term"
    ANNIVERSARY = "anniversary"
    ONCE = "once"
    EVENT = "event"

    @property
    def kind(self) -> Kind | None:
        """The kind of period this rhythm follows, or None when it follows a given day."""
        return Kind(self.value) if self.value in list(Kind) else None


class WorkdayRule(StrEnum):
    """What becomes of a due day on which nobody works."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"

    def applied(self, day: date, calendar: Calendar) -> date:
        """The day itself, or the nearest working day after or before it."""
        if self is WorkdayRule.NEXT:
            return calendar.next_workday(day)
        if self is WorkdayRule.PREVIOUS:
            return calendar.previous_workday(day)
        return day
