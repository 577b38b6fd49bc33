"""Scoring: the tree of a scheme, and the mark it gives one organisation, which explains itself."""

from taizhang.kernel.scoring.evaluate import Effect, Outcome, Score, amount, evaluate
from taizhang.kernel.scoring.facts import Facts
from taizhang.kernel.scoring.nodes import (
    Adjusted,
    ByCount,
    ByRate,
    ByVotes,
    Label,
    Leaf,
    Least,
    Mean,
    Node,
    Weighted,
    children,
    measures,
    walk,
)
from taizhang.kernel.scoring.scheme import Band, Scheme, Veto
from taizhang.kernel.scoring.units import FULL, POINT, divided, plain, shown

__all__ = [
    "FULL",
    "POINT",
    "Adjusted",
    "Band",
    "ByCount",
    "ByRate",
    "ByVotes",
    "Effect",
    "Facts",
    "Label",
    "Leaf",
    "Least",
    "Mean",
    "Node",
    "Outcome",
    "Scheme",
    "Score",
    "Veto",
    "Weighted",
    "amount",
    "children",
    "divided",
    "evaluate",
    "measures",
    "plain",
    "shown",
    "walk",
]
