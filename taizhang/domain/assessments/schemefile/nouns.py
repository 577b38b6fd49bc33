"""The nouns of a scheme file beside those of the kernel: what it rests on, and which marks people give for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from taizhang.domain.duties.packfile import Basis, Document
from taizhang.kernel.errors import Word, _
from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring import Label

PERIOD_NAMES = {
    Kind.YEAR: Word(_("year")),
    Kind.HALF: Word(_("half-year")),
    Kind.QUARTER: Word(_("quarter")),
    Kind.MONTH: Word(_("month")),
}
ORGANIZATIONS, MEMBERS = "organizations", "members"


@dataclass(frozen=True)
class InstitutionWeight:
    """An institution of the pack by which a scheme judges: its name and its weight there."""

    name: Label
    weight: int


@dataclass(frozen=True)
class AskedMark:
    """A mark that a person gives for a scheme: what it is called, and for which kind of period."""

    measure: str
    name: Label
    period: Kind


@dataclass
class Collected:
    """What is collected while the tree is read: the basis and clause of each node, and the marks to be given."""

    bases: dict[str, Basis | None] = field(default_factory=dict)
    clauses: dict[str, str] = field(default_factory=dict)
    asked: dict[str, AskedMark] = field(default_factory=dict)
    institutions: set[str] = field(default_factory=set)  # named by a leaf or a shorthand

    def ask(self, measure: str, name: Label, period: Kind) -> None:
        """Note a mark to be given; asked for two kinds of period it is given for the shorter and adds up."""
        known = self.asked.get(measure)
        kinds = list(Kind)
        if known is None or kinds.index(period) > kinds.index(known.period):
            self.asked[measure] = AskedMark(measure, name, period)


@dataclass(frozen=True)
class Known:
    """What a tree may name: documents, institutions of the pack, marks of the scheme's own."""

    documents: Mapping[str, Document]
    institutions: Mapping[str, InstitutionWeight]
    marks: Mapping[str, Label]
