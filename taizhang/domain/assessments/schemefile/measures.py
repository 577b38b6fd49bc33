"""Which measures a leaf of a scheme may name, and which marks somebody then has to give."""

from __future__ import annotations

import difflib

from taizhang.domain.assessments.facts.measures import GRADES, MARKS, exists
from taizhang.domain.assessments.schemefile.nouns import PERIOD_NAMES, Collected, Known
from taizhang.domain.duties.packfile import Cursor
from taizhang.kernel.errors import _
from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring import Label

COUNTED = ("attendance", "points")
OPEN_MARKS = ("mark:bonus:", "mark:deduction:", "mark:veto:")  # whatever follows: an office names its own
REVIEW = tuple(f"review:{grade}" for grade in GRADES)
ON_TIME = ":on_time"


class MeasureReader:
    """Checks what leaves read, and collects the marks that are asked of people."""

    def __init__(self, known: Known, collected: Collected) -> None:
        self.known = known
        self.collected = collected

    def read(self, cursor: Cursor, name: Label, period: Kind, *, ending: str = "") -> str:
        """The measure named at a place, with an ending that its way of reading adds; an unknown one is noted."""
        stem = cursor.text(60)
        return self.named(cursor, stem + ending, name, period) if stem else ""

    def named(self, cursor: Cursor, measure: str, name: Label, period: Kind) -> str:
        """A measure that a place names; an unknown one is noted there."""
        if not exists(measure):
            _unknown(cursor, measure, self.names())
        elif measure.startswith("duty:"):
            self._duty(cursor, measure)
        elif measure.startswith("mark:"):
            self._mark(cursor, measure, name, period)
        elif measure in REVIEW:
            self._review(cursor, period)
        return measure

    def names(self) -> list[str]:
        """Everything that may be named."""
        duties = [f"duty:{code}{ending}" for code in ("*", *self.known.institutions) for ending in ("", ON_TIME)]
        own = [f"mark:{code}" for code in self.known.marks]
        return [*duties, *COUNTED, *MARKS, *own, *REVIEW]

    def _duty(self, cursor: Cursor, measure: str) -> None:
        code = measure.removeprefix("duty:").removesuffix(ON_TIME)
        if code in self.known.institutions:
            self.collected.institutions.add(code)
        elif code != "*":
            _unknown(cursor, measure, self.names())

    def _mark(self, cursor: Cursor, measure: str, name: Label, period: Kind) -> None:
        code = measure.removeprefix("mark:")
        own = code in self.known.marks or code.rpartition(":")[0] in self.known.marks  # a grade of votes
        named = measure.startswith(OPEN_MARKS)
        if not (own or named or measure in MARKS):
            _unknown(cursor, measure, self.names())
        self.collected.ask(measure, self.known.marks.get(code, name), period)

    def _review(self, cursor: Cursor, period: Kind) -> None:
        """The review meeting is held once a year."""
        if period is not Kind.YEAR:
            rule = _("The yearly review meeting cannot be read for a {period}: it would never be known.")
            cursor.problem(
                rule, _("Let it stand in a tree of the year."), code="never_known", period=PERIOD_NAMES[period]
            )


def _unknown(cursor: Cursor, measure: str, names: list[str]) -> None:
    near = difflib.get_close_matches(measure, names, n=1)
    rule = _("“{name}” is not a measure.")
    remedy = _("Did you mean “{near}”?") if near else _("Declare it under marks, or name one that is counted.")
    cursor.problem(rule, remedy, code="unknown_measure", name=measure, near="".join(near))
