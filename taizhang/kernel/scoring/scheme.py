"""Scheme: which tree judges whom, which grades there are, how many may have them, and what caps a grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring.nodes import Label, Node, measures


@dataclass(frozen=True, slots=True)
class Band:
    """A grade from so many units on; `share`, numerator and denominator, is the greatest part of a group to have it.

    Bands stand from the best to the worst; the share counts those of this band alone.
    """

    code: str
    name: Label
    least: int
    share: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Veto:
    """Whoever has one or more of a measure gets at best a grade, whatever the mark."""

    code: str
    name: Label
    measure: str
    grade: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A versioned way of judging: one tree for each category, the same grades for all.

    `period` is what is judged at once (a month, a quarter, a year). Organisations are compared within their group:
    category and level. A group smaller than `fewest` is neither ranked nor bound by shares: there each would be known.
    """

    code: str
    version: int
    name: Label
    period: Kind
    trees: Mapping[str, Node]  # by the code of the category
    bands: tuple[Band, ...]
    vetoes: tuple[Veto, ...] = ()
    fewest: int = 5

    @property
    def measures(self) -> frozenset[str]:
        """Everything it reads."""
        below = frozenset().union(*(measures(tree) for tree in self.trees.values()))
        return below | {veto.measure for veto in self.vetoes}
