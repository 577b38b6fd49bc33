"""Span: a run of days, both ends included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.kernel.errors import Refused, _


@dataclass(frozen=True, order=True)
class Span:
    """The days from ``first`` to ``last``, both included; refused when they stand the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused(
                _("A span cannot end on {last}, before it begins on {first}."),
                _("Exchange the two dates or correct one of them."),
                code="periods.backward_span",
                first=self.first,
                last=self.last,
            )

    @property
    def days(self) -> int:
        """How many days the span has."""
        return (self.last - self.first).days + 1

    def __contains__(self, other: object) -> bool:
        if isinstance(other, Span):
            return self.first <= other.first and other.last <= self.last
        return isinstance(other, date) and self.first <= other <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range(self.days))

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a day."""
        return self.first <= other.last and other.first <= self.last

    def intersection(self, other: Span) -> Span | None:
        """The days both spans share, or None."""
        if not self.overlaps(other):
            return None
        return Span(max(self.first, other.first), min(self.last, other.last))
