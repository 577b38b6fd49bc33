"""How much each item can lift a mark at most, whatever else is done: so that a small set is proven to be the least.

No node passes on more than its share of what moves below it: a weighted mean w/Σw, a mean 1/n, the least, a bonus or a
bound at most the whole. A leaf moves by no more than its measure does. What touches anything that has no mark yet may
do anything, up to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from taizhang.kernel.scoring.changing.items import Gain, OpenItem
from taizhang.kernel.scoring.changing.rescoring import Rescoring
from taizhang.kernel.scoring.evaluate import Effect, Score
from taizhang.kernel.scoring.nodes import ByCount, ByRate, Mean, Weighted
from taizhang.kernel.scoring.units import FULL

ANYTHING = Fraction(FULL)
ROUNDING = 1  # a node may gain so much more than its share by rounding up


def most_gained(rescoring: Rescoring, item: OpenItem) -> Fraction:
    """The most that an item can add to the mark, in any company."""
    return min(ANYTHING, _below(rescoring, rescoring.score, item.gains))


def _below(rescoring: Rescoring, score: Score, gains: Sequence[Gain]) -> Fraction:
    mine = rescoring.touching(score, gains)
    if not mine:
        return Fraction(0)
    if not score.parts:
        return ANYTHING if score.units is None else _leaf(score, mine)
    moved = ((part, _below(rescoring, part, mine)) for part in score.parts)
    return sum((_passed(score, part) * by for part, by in moved), Fraction(ROUNDING))


def _passed(score: Score, part: Score) -> Fraction:
    """The part of a movement below that a node passes on at most; what gets a mark at last joins the denominator."""
    known = [each for each in score.parts if each.units is not None]
    match score.node:
        case Weighted():
            weight = part.weight or 0
            whole = sum(each.weight or 0 for each in known) + (weight if part.units is None else 0)
            return Fraction(weight, whole) if whole else Fraction(1)
        case Mean():
            return Fraction(1, len(known) + (part.units is None))
        case _:
            return Fraction(1)


def _leaf(score: Score, gains: Sequence[Gain]) -> Fraction:
    measure = score.read[0]
    if measure is None or any(gain.owed for gain in gains):
        return ANYTHING
    met = sum(gain.met for gain in gains)
    match score.node:
        case ByRate() as node:
            return Fraction(FULL * 100 * met, measure.denominator * node.full_at) + ROUNDING
        case ByCount() as node:
            moved = (abs(node.each) + abs(node.per_miss)) * abs(met)
            return (
                Fraction(moved) if score.effect is not Effect.MARK else Fraction(moved * FULL, node.out_of) + ROUNDING
            )
        case _:
            return ANYTHING
