"""The plain evaluator: one organisation, one tree, in whole numbers. It is the oracle of every faster engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring.facts import Facts
from taizhang.kernel.scoring.nodes import Adjusted, ByCount, ByRate, ByVotes, Least, Mean, Node, Weighted
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


def evaluate(node: Node, facts: Facts, period: Period, weight: int | None = None) -> Score:
    """The score of a node for the organisation of these facts."""
    match node:
        case ByRate() | ByCount() | ByVotes():
            return _leaf(node, facts, period, weight)
        case Weighted():
            parts = tuple(evaluate(part, facts, period, share) for share, part in node.parts)
            return _joined(node, period, parts, _weighted(parts), weight)
        case Mean():
            parts = tuple(evaluate(node.part, facts, each) for each in period.split(node.by))
            known = _known(parts)
            return _joined(node, period, parts, divided(sum(known), len(known)) if known else None, weight)
        case Least():
            parts = tuple(evaluate(part, facts, period) for part in node.parts)
            return _joined(node, period, parts, min(_known(parts), default=None), weight)
        case Adjusted():
            return _adjusted(node, facts, period, weight)


def amount(leaf: ByCount, measure: Measure) -> int:
    """What a count comes to in units, before it is compared with `out_of`."""
    goal = measure.denominator if leaf.target is None else leaf.target
    missing = max(0, goal - measure.numerator)
    earned = leaf.base + leaf.each * measure.numerator - leaf.per_miss * missing
    return max(leaf.floor, min(leaf.most, earned))


def _leaf(node: ByRate | ByCount | ByVotes, facts: Facts, period: Period, weight: int | None) -> Score:
    read = tuple(facts.read(measure, period) for measure in node.measures)
    if any(measure is None for measure in read):
        return Score(node, period, Outcome.UNKNOWN, None, False, (), weight, read)
    known = [measure for measure in read if measure is not None]
    units = _mark(node, known)
    outcome = Outcome.NOT_APPLICABLE if units is None else Outcome.KNOWN
    return Score(node, period, outcome, units, True, (), weight, read)


def _mark(node: ByRate | ByCount | ByVotes, read: list[Measure]) -> int | None:
    """The mark of a leaf from its measures; None where it does not apply."""
    match node:
        case ByRate():
            whole = read[0].denominator * node.full_at
            return min(FULL, divided(FULL * 100 * read[0].numerator, whole)) if whole else None
        case ByCount():
            return divided(amount(node, read[0]) * FULL, node.out_of) if read[0].denominator else None
        case ByVotes():
            given = sum(measure.numerator for measure in read)
            worth = sum(units * measure.numerator for (_code, units), measure in zip(node.worth, read, strict=True))
            return divided(worth, given) if given else None


def _known(parts: Iterable[Score]) -> list[int]:
    return [part.units for part in parts if part.units is not None]


def _weighted(parts: tuple[Score, ...]) -> int | None:
    known = [(part.weight or 0, part.units) for part in parts if part.units is not None]
    whole = sum(weight for weight, _units in known)
    return divided(sum(weight * units for weight, units in known), whole) if whole else None


def _joined(node: Node, period: Period, parts: tuple[Score, ...], units: int | None, weight: int | None) -> Score:
    """A node with the mark of its parts; without one it is unknown as soon as any part is."""
    complete = all(part.complete for part in parts)
    outcome = Outcome.KNOWN if units is not None else Outcome.NOT_APPLICABLE if complete else Outcome.UNKNOWN
    return Score(node, period, outcome, units, complete, parts, weight)


def _adjusted(node: Adjusted, facts: Facts, period: Period, weight: int | None) -> Score:
    main = evaluate(node.part, facts, period)
    bonuses = tuple(_amount(leaf, facts, period, Effect.BONUS) for leaf in node.bonuses)
    deductions = tuple(_amount(leaf, facts, period, Effect.DEDUCTION) for leaf in node.deductions)
    units = None
    if main.units is not None:
        deducted = sum(_known(deductions))
        if node.most_deducted is not None:
            deducted = min(node.most_deducted, deducted)
        adjusted = main.units + min(node.most_bonus, sum(_known(bonuses))) - deducted
        units = max(node.floor, min(node.most, adjusted))
    return _joined(node, period, (main, *bonuses, *deductions), units, weight)


def _amount(leaf: ByCount, facts: Facts, period: Period, effect: Effect) -> Score:
    """A bonus or a deduction: its amount in units; one that does not apply or that nobody gave changes nothing."""
    measure = facts.read(leaf.measure, period)
    if measure is None:
        return Score(leaf, period, Outcome.UNKNOWN, None, True, read=(None,), effect=effect)
    if not measure.denominator:
        return Score(leaf, period, Outcome.NOT_APPLICABLE, None, True, read=(measure,), effect=effect)
    return Score(leaf, period, Outcome.KNOWN, amount(leaf, measure), True, read=(measure,), effect=effect)
