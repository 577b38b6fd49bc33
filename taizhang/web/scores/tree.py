"""The tree of a score as nested rows: what each part came to, what it adds, and where its rows open."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Adjusted, ByCount, ByRate, ByVotes, Outcome, Score, divided, shown
from taizhang.web.kit.filters import number
from taizhang.web.scores.leaves import Opening, openings
from taizhang.web.scores.words import mark

Leaves = ByRate | ByCount | ByVotes


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a score: its name, what it came to, what of that reaches the part above, and what it is made of."""

    code: str
    name: str
    period: str  # in words, where it is another than that of the row above
    share: str  # its weight among its siblings, "30%"
    mark: str
    adds: str  # what it adds to the mark above, "+26.40"
    note: str  # not applicable, not known yet, or incomplete
    state: str  # of kit/badge.html
    told: str  # a leaf in one sentence
    clause: str
    openings: tuple[Opening, ...]
    idle: bool  # a leaf that does not apply
    parts: "tuple[Row, ...]"

    @property
    def leaf(self) -> bool:
        """Whether nothing stands below it."""
        return not self.parts


@dataclass(frozen=True, slots=True)
class Teller:
    """Whose score is told, in which language, by which sentence of a leaf."""

    code: str
    lang: str
    sentence: Any  # (Score, lang) -> str
    clauses: Any  # code of a node -> the clause it rests on

    def row(self, score: Score, above: Score | None = None) -> Row:
        """The row of a score with those below it."""
        bonus = above is not None and isinstance(above.node, Adjusted) and score is not above.parts[0]
        note, state = ("", "") if bonus else _note(score)
        other = above is not None and score.period != above.period
        return Row(
            code=score.node.code,
            name=score.node.name.words(self.lang),
            period=score.period.words(self.lang) if other else "",
            share=_share(score, above),
            mark=_amount(score, above) if bonus else mark(score.units),
            adds="" if bonus else _adds(score, above),
            note=note,
            state=state,
            told=self.sentence(score, self.lang) if isinstance(score.node, Leaves) else "",
            clause=self.clauses.get(score.node.code, ""),
            openings=self._openings(score),
            idle=isinstance(score.node, Leaves) and score.outcome is Outcome.NOT_APPLICABLE,
            parts=tuple(self.row(part, score) for part in score.parts),
        )

    def _openings(self, score: Score) -> tuple[Opening, ...]:
        if not isinstance(score.node, Leaves) or score.read[0] is None:
            return ()
        if isinstance(score.node, ByVotes):
            return openings(self.code, score.node.measures[0], score.read[0], score.period)
        return openings(self.code, score.node.measure, score.read[0], score.period)


def leaves(score: Score) -> list[Score]:
    """Every leaf at or below a score."""
    return [leaf for part in score.parts for leaf in leaves(part)] if score.parts else [score]


def period_of(text: str) -> Period:
    """The period that an address names."""
    return Period.parse(text)


def _share(score: Score, above: Score | None) -> str:
    """The weight of a part in per cent of all that count beside it; a part that does not count has the planned one."""
    if above is None or score.weight is None:
        return ""
    counted = [part for part in above.parts if part.units is not None]
    whole = sum(part.weight or 0 for part in (counted if score.units is not None else above.parts))
    return f"{number(round(100 * score.weight / whole, 2))}%" if whole else ""


def _adds(score: Score, above: Score | None) -> str:
    """What a weighted part adds to the mark above it."""
    if above is None or score.units is None or score.weight is None:
        return ""
    whole = sum(part.weight or 0 for part in above.parts if part.units is not None)
    return "+" + shown(divided(score.weight * score.units, whole)) if whole else ""


def _amount(score: Score, above: Score | None) -> str:
    """A bonus or a deduction with its sign."""
    if score.units is None or above is None or not isinstance(above.node, Adjusted):
        return "—"
    taken = any(score.node is leaf for leaf in above.node.deductions)
    return ("\u2212" if taken else "+") + shown(score.units)


def _note(score: Score) -> tuple[str, str]:
    if score.outcome is Outcome.NOT_APPLICABLE:
        return _("does not apply, leaves the denominator"), "plain"
    if score.outcome is Outcome.UNKNOWN:
        return _("not known yet, is not nought"), "note"
    return ("", "") if score.complete else (_("parts of it are not known yet"), "note")
