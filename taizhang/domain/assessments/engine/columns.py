"""The nodes of a tree as operations on whole columns: what kernel/scoring/evaluate.py does for one, for many at once.

Everything is an exact 64-bit whole number; divisions round as in the kernel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taizhang.domain.assessments.engine import fast
from taizhang.domain.assessments.engine.reading import Reading, Rows
from taizhang.domain.assessments.facts.planes import Truth, Whole
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import FULL, Adjusted, ByCount, ByRate, ByVotes, Least, Mean, Node, Weighted


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """What a node comes to for some organisations: `units` counts where it `has` a mark."""

    units: Whole
    has: Truth
    complete: Truth


def column(node: Node, rows: Rows, period: Period) -> Column:
    """A node of some organisations in a period."""
    match node:
        case ByRate() | ByCount() | ByVotes():
            return _leaf(node, rows, period)
        case Weighted():
            return _weighted([(share, column(part, rows, period)) for share, part in node.parts])
        case Mean():
            return _mean(node, rows, period)
        case Least():
            return _least([column(part, rows, period) for part in node.parts])
        case Adjusted():
            return _adjusted(node, rows, period)


def divided(dividend: Whole, divisor: Whole | int) -> Whole:
    """A quotient with halves rounded up, as kernel/scoring/units.py; the divisor is not nought."""
    return (2 * dividend + divisor) // (2 * divisor)


def _leaf(node: ByRate | ByCount | ByVotes, rows: Rows, period: Period) -> Column:
    read = [rows.read(measure, period) for measure in node.measures]
    known = np.logical_and.reduce([each.known for each in read])
    match node:
        case ByRate():
            units, applies = _rate(node, read[0])
        case ByCount():
            units, applies = divided(amount(node, read[0]) * FULL, node.out_of), read[0].denominator > 0
        case ByVotes():
            units, applies = _votes(node, read)
    return Column(units, applies & known, known)


def amount(leaf: ByCount, read: Reading) -> Whole:
    """What counts come to in units."""
    goal = read.denominator if leaf.target is None else leaf.target
    missing = np.maximum(0, goal - read.numerator)
    earned = leaf.base + leaf.each * read.numerator - leaf.per_miss * missing
    held: Whole = np.maximum(leaf.floor, np.minimum(leaf.most, earned))
    return held


def _rate(leaf: ByRate, read: Reading) -> tuple[Whole, Truth]:
    applies = read.denominator > 0
    whole = np.where(applies, read.denominator, 1) * leaf.full_at
    return np.minimum(FULL, divided(FULL * 100 * read.numerator, whole)), applies


def _votes(leaf: ByVotes, read: list[Reading]) -> tuple[Whole, Truth]:
    given = np.add.reduce([each.numerator for each in read])
    worth = np.add.reduce([units * each.numerator for (_code, units), each in zip(leaf.worth, read, strict=True)])
    return divided(worth, np.where(given > 0, given, 1)), given > 0


def _weighted(parts: list[tuple[int, Column]]) -> Column:
    whole = np.add.reduce([share * part.has.astype(np.int64) for share, part in parts])
    total = np.add.reduce([share * part.units * part.has for share, part in parts])
    units = divided(total, np.where(whole > 0, whole, 1))
    return Column(units, whole > 0, np.logical_and.reduce([part.complete for _share, part in parts]))


def _mean(node: Mean, rows: Rows, period: Period) -> Column:
    plan = fast.plan(node, rows.planes)
    if plan is None:
        return _weighted([(1, column(node.part, rows, each)) for each in period.split(node.by)])
    units, has, twice = fast.mean(plan, rows, period)
    if len(twice):  # who owes an institution twice a month is reckoned as anything else is
        where = np.arange(len(rows.planes))[rows.where][twice]
        slow = [(1, column(node.part, Rows(rows.planes, where, len(where)), each)) for each in period.split(node.by)]
        units[twice], has[twice] = _weighted(slow).units, _weighted(slow).has
    return Column(units, has, np.ones(rows.size, np.bool_))


def _least(parts: list[Column]) -> Column:
    none = np.iinfo(np.int64).max
    least = np.minimum.reduce([np.where(part.has, part.units, none) for part in parts])
    has = np.logical_or.reduce([part.has for part in parts])
    return Column(np.where(has, least, 0), has, np.logical_and.reduce([part.complete for part in parts]))


def _adjusted(node: Adjusted, rows: Rows, period: Period) -> Column:
    main = column(node.part, rows, period)
    deducted = _amounts(node.deductions, rows, period)
    if node.most_deducted is not None:
        deducted = np.minimum(node.most_deducted, deducted)
    adjusted = main.units + np.minimum(node.most_bonus, _amounts(node.bonuses, rows, period)) - deducted
    return Column(np.maximum(node.floor, np.minimum(node.most, adjusted)), main.has, main.complete)


def _amounts(leaves: tuple[ByCount, ...], rows: Rows, period: Period) -> Whole:
    """Bonuses or deductions together; one that does not apply or that nobody entered changes nothing."""
    total = np.zeros(rows.size, np.int64)
    for leaf in leaves:
        read = rows.read(leaf.measure, period)
        total += amount(leaf, read) * (read.known & (read.denominator > 0))
    return total
