"""The tree of a scheme: leaves read measures, nodes put marks together. A node comes to 0..100 points or to nothing.

A measure is so many of so many, per organisation and period. One without a whole does not apply and leaves the
denominator above it; one that nobody knows yet is unknown, which is not nought: it leaves too, and the mark says that
it is incomplete. Only a bonus or a deduction that nobody gave is nothing, and no gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring.units import FULL
from taizhang.kernel.words import say


@dataclass(frozen=True, slots=True)
class Label:
    """What a node, a grade or a scheme is called."""

    zh: str
    en: str

    def words(self, lang: str) -> str:
        """The name in a language."""
        return say(lang, zh=self.zh, en=self.en)


@dataclass(frozen=True, slots=True)
class ByRate:
    """A leaf by rate: so many of so many; the whole is reached at `full_at` per cent of the denominator."""

    code: str
    name: Label
    measure: str
    full_at: int = 100

    @property
    def measures(self) -> tuple[str, ...]:
        """What it reads."""
        return (self.measure,)


@dataclass(frozen=True, slots=True)
class ByCount:
    """A leaf by count: base + each × count − per_miss × missing, kept within floor and most, of `out_of`; all in units.

    Missing is what the count lacks to `target`, or to what is owed (the denominator) when no target is given. So it is
    a count against a target, an event with a cap, points of the ledger, a bonus or a deduction.
    """

    code: str
    name: Label
    measure: str
    out_of: int = FULL
    base: int = 0
    each: int = 0
    per_miss: int = 0
    target: int | None = None
    floor: int = 0
    most: int = FULL

    @property
    def measures(self) -> tuple[str, ...]:
        """What it reads."""
        return (self.measure,)


@dataclass(frozen=True, slots=True)
class ByVotes:
    """A leaf by graded votes: the mean of what each grade is worth (units), by how many gave it."""

    code: str
    name: Label
    worth: tuple[tuple[str, int], ...]  # the measure that counts a grade, and what it is worth

    @property
    def measures(self) -> tuple[str, ...]:
        """What it reads."""
        return tuple(measure for measure, _worth in self.worth)


@dataclass(frozen=True, slots=True)
class Weighted:
    """Σ(weight × mark) / Σ(weight) of those that apply and are known."""

    code: str
    name: Label
    parts: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of one node over the months or quarters of the period in which it applies and is known."""

    code: str
    name: Label
    part: Node
    by: Kind


@dataclass(frozen=True, slots=True)
class Least:
    """The least of those that apply and are known."""

    code: str
    name: Label
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A node with bonuses, together at most `most_bonus`, less deductions, together at most `most_deducted`.

    The result is kept within `floor` and `most`; all in units.
    """

    code: str
    name: Label
    part: Node
    bonuses: tuple[ByCount, ...] = ()
    deductions: tuple[ByCount, ...] = ()
    most_bonus: int = 0
    most_deducted: int | None = None
    floor: int = 0
    most: int = FULL


Leaf: TypeAlias = ByRate | ByCount | ByVotes
Node: TypeAlias = Leaf | Weighted | Mean | Least | Adjusted


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below, in their order."""
    match node:
        case Weighted():
            return tuple(part for _weight, part in node.parts)
        case Mean():
            return (node.part,)
        case Least():
            return node.parts
        case Adjusted():
            return (node.part, *node.bonuses, *node.deductions)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, from the top down."""
    yield node
    for child in children(node):
        yield from walk(child)


def measures(node: Node) -> frozenset[str]:
    """Every measure that is read at or below a node."""
    return frozenset(
        measure for each in walk(node) if isinstance(each, ByRate | ByCount | ByVotes) for measure in each.measures
    )
