"""Rhythm: how often something is owed, and when it starts, warns, is due, is late and is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from taizhang.kernel.periods import Period, Span
from taizhang.kernel.recurrence import windows
from taizhang.kernel.recurrence.consistency import require_consistent
from taizhang.kernel.recurrence.every import Every
from taizhang.kernel.recurrence.explanation import explain
from taizhang.kernel.recurrence.occurrence import Occurrence, Offsets
from taizhang.kernel.recurrence.reading import read, read_offsets
from taizhang.kernel.workdays import Calendar


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """How often something is owed: at least ``times`` in each occurrence.

    ``months`` narrow a period or choose among months; ``on_day`` is the fixed day of the one month that is left;
    ``years`` and ``notice_months`` belong to a term of office, ``by`` to a deadline, ``event`` to what happens.
    """

    every: Every
    times: int = 1
    months: tuple[int, ...] = ()
    on_day: int | None = None
    years: int = 0
    notice_months: int = 6
    by: date | None = None
    event: str = ""
    offsets: Offsets = field(default_factory=Offsets)

    def __post_init__(self) -> None:
        require_consistent(self)

    @classmethod
    def parse(cls, mapping: Mapping[str, object]) -> Rhythm:
        """Read the mapping of a pack; refuse an unknown key, a missing one, or a value that does not fit."""
        return cls(**read(mapping), offsets=Offsets(**read_offsets(mapping)))

    def occurrences(
        self, period: Period | Span, *, calendar: Calendar, anchor: date | None = None, events: Sequence[date] = ()
    ) -> tuple[Occurrence, ...]:
        """The occurrences whose span shares a day with the period, in order, each once.

        A term or an anniversary without its anchor owes nothing: an unknown day is not a missed one.
        """
        asked = period.span if isinstance(period, Period) else period
        dated = (self.offsets.occurrence(window, calendar) for window in self._windows(asked, anchor, events))
        return tuple(occurrence for occurrence in dated if occurrence.span.overlaps(asked))

    def words(self, lang: str) -> str:
        """The rhythm in one line: 每月一次，固定在16日；到期前3天提醒."""
        return explain(self, lang)

    def _windows(self, asked: Span, anchor: date | None, events: Sequence[date]) -> Iterable[windows.Window]:
        kind = self.every.kind
        if kind is not None:
            return windows.by_period(kind, asked, self.months, self.on_day)
        if self.by is not None:
            return windows.by_deadline(self.by)
        if self.every is Every.EVENT:
            return windows.by_dates(events)
        if anchor is None:
            return ()
        if self.every is Every.TERM:
            return windows.by_term(anchor, self.years, self.notice_months)
        return windows.by_anniversary(anchor, asked, self.offsets.reach())
