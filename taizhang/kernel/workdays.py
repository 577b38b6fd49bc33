"""Working-day arithmetic over a given calendar of holidays and make-up working days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Span

_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Monday to Friday, less the holidays, plus the weekend days worked to make up for them (调休)."""

    holidays: frozenset[date] = frozenset()
    makeup_workdays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        both = self.holidays & self.makeup_workdays
        if both:
            raise Refused(
                _("{day} cannot be a holiday and a make-up working day at once."),
                _("Remove it from one of the two lists."),
                code="workdays.contradiction",
                day=min(both),
            )

    @classmethod
    def plain(cls) -> Calendar:
        """Monday to Friday, with no holiday."""
        return cls()

    def is_workday(self, day: date) -> bool:
        """Whether people work on a day."""
        return day in self.makeup_workdays or (day.weekday() < _SATURDAY and day not in self.holidays)

    def next_workday(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        return next(self._from(day, 1))

    def previous_workday(self, day: date) -> date:
        """The day itself when it is a working day, else the last one before it."""
        return next(self._from(day, -1))

    def add_workdays(self, day: date, count: int) -> date:
        """The ``count``-th working day after a day (before it when negative); nought rolls forward to a working day."""
        if count == 0:
            return self.next_workday(day)
        step = 1 if count > 0 else -1
        days = self._from(day + timedelta(days=step), step)
        for _passed in range(abs(count) - 1):
            next(days)
        return next(days)

    def count(self, span: Span) -> int:
        """How many working days a span has."""
        return sum(self.is_workday(day) for day in span)

    def _from(self, day: date, step: int) -> Iterator[date]:
        while True:
            if self.is_workday(day):
                yield day
            day += timedelta(days=step)
