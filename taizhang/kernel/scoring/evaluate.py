"""The plain evaluator: one organisation, one tree, in whole numbers. It is the oracle of every faster engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring.facts import Facts
from taizhang.kernel.scoring.nodes import Adjusted, ByCount, ByRate, ByVotes, Leaf, Least, Mean, Node, Weighted
from taizhang.kernel.scoring.units import FULL, divided


class Outcome(StrEnum):
    """Whether a node has a mark."""

    KNOWN = "known"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Effect(StrEnum):
    """What a number does to the node above it: a mark is put together with others, an amount is added or taken off."""

    MARK = "mark"
    BONUS = "bonus"
    DEDUCTION = "deduction"


@dataclass(frozen=True, slots=True)
class Score:
    """What a node comes to in a period, with what it is made of: the number is the root of its own explanation.

    `units` is the mark (kernel/scoring/units.py), for a bonus or deduction its amount; None where there is none.
    `complete` is false when anything at or below is unknown; a bonus or a deduction that nobody gave is no gap.
    `weight` is its weight under the node above.
    """

    node: Node
    period: Period
    outcome: Outcome
    units: int | None
    complete: bool
    parts: tuple[Score, ...] = ()
    weight: int | None = None
    read: tuple[Measure | None, ...] = ()
    effect: Effect = Effect.MARK


@dataclass(frozen=True, slots=True)
class Below:
    """A part of a node as it is read there: in which period, with which weight, to which effect."""

    node: Node
    period: Period
    weight: int | None = None
    effect: Effect = Effect.MARK


def evaluate(node: Node, facts: Facts, period: Period) -> Score:
    """The score of a node for the organisation of these facts."""
    return read(Below(node, period), facts)


def read(at: Below, facts: Facts) -> Score:
    """The score of a node at its place in a tree."""
    if isinstance(at.node, ByRate | ByCount | ByVotes):
        return _leaf(at.node, at, facts)
    return composed(at, tuple(read(each, facts) for each in below(at.node, at.period)))


def below(node: Node, period: Period) -> tuple[Below, ...]:
    """The parts that make up a node in a period, in their order."""
    match node:
        case Weighted():
            return tuple(Below(part, period, share) for share, part in node.parts)
        case Mean():
            return tuple(Below(node.part, each) for each in period.split(node.by))
        case Least():
            return tuple(Below(part, period) for part in node.parts)
        case Adjusted():
            bonuses = (Below(leaf, period, effect=Effect.BONUS) for leaf in node.bonuses)
            deductions = (Below(leaf, period, effect=Effect.DEDUCTION) for leaf in node.deductions)
            return (Below(node.part, period), *bonuses, *deductions)
        case _:
            return ()


def composed(at: Below, parts: tuple[Score, ...]) -> Score:
    """A node with the mark of its parts; without one it is unknown as soon as any part is."""
    units = _units(at.node, parts)
    complete = all(part.complete for part in parts)
    outcome = Outcome.KNOWN if units is not None else Outcome.NOT_APPLICABLE if complete else Outcome.UNKNOWN
    return Score(at.node, at.period, outcome, units, complete, parts, at.weight)


def amount(leaf: ByCount, measure: Measure) -> int:
    """What a count comes to in units, before it is compared with `out_of`."""
    return max(leaf.floor, min(leaf.most, unbounded(leaf, measure)))


def unbounded(leaf: ByCount, measure: Measure) -> int:
    """What a count would come to without a floor and a cap."""
    return leaf.base + leaf.each * measure.numerator - leaf.per_miss * missing(leaf, measure)


def missing(leaf: ByCount, measure: Measure) -> int:
    """What a count lacks to its target, or to what is owed when there is none."""
    return max(0, (measure.denominator if leaf.target is None else leaf.target) - measure.numerator)


def _leaf(node: Leaf, at: Below, facts: Facts) -> Score:
    """A leaf; of a bonus or a deduction the amount, and one that nobody gave changes nothing and is no gap."""
    asked = tuple(facts.read(measure, at.period) for measure in node.measures)
    known = [measure for measure in asked if measure is not None]
    if len(known) < len(asked):
        gap = at.effect is Effect.MARK
        return Score(node, at.period, Outcome.UNKNOWN, None, not gap, (), at.weight, asked, at.effect)
    units = _mark(node, known) if at.effect is Effect.MARK else _amount(node, known)
    outcome = Outcome.NOT_APPLICABLE if units is None else Outcome.KNOWN
    return Score(node, at.period, outcome, units, True, (), at.weight, asked, at.effect)


def _amount(node: Leaf, asked: list[Measure]) -> int | None:
    return amount(node, asked[0]) if isinstance(node, ByCount) and asked[0].denominator else None


def _units(node: Node, parts: tuple[Score, ...]) -> int | None:
    """What the marks of the parts come to; None where none has any."""
    match node:
        case Mean():
            known = _known(parts)
            return divided(sum(known), len(known)) if known else None
        case Least():
            return min(_known(parts), default=None)
        case Adjusted():
            return _adjusted(node, parts)
        case _:
            return _weighted(parts)


def _mark(node: Leaf, asked: list[Measure]) -> int | None:
    """The mark of a leaf from its measures; None where it does not apply."""
    match node:
        case ByRate():
            whole = asked[0].denominator * node.full_at
            return min(FULL, divided(FULL * 100 * asked[0].numerator, whole)) if whole else None
        case ByCount():
            return divided(amount(node, asked[0]) * FULL, node.out_of) if asked[0].denominator else None
        case ByVotes():
            given = sum(measure.numerator for measure in asked)
            worth = sum(units * measure.numerator for (_code, units), measure in zip(node.worth, asked, strict=True))
            return divided(worth, given) if given else None


def _known(parts: Iterable[Score]) -> list[int]:
    return [part.units for part in parts if part.units is not None]


def _weighted(parts: tuple[Score, ...]) -> int | None:
    known = [(part.weight or 0, part.units) for part in parts if part.units is not None]
    whole = sum(weight for weight, _units in known)
    return divided(sum(weight * units for weight, units in known), whole) if whole else None


def _adjusted(node: Adjusted, parts: tuple[Score, ...]) -> int | None:
    main = parts[0].units
    if main is None:
        return None
    bonus = sum(_known(part for part in parts if part.effect is Effect.BONUS))
    deducted = sum(_known(part for part in parts if part.effect is Effect.DEDUCTION))
    if node.most_deducted is not None:
        deducted = min(node.most_deducted, deducted)
    return max(node.floor, min(node.most, main + min(node.most_bonus, bonus) - deducted))
