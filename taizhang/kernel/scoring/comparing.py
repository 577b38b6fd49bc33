"""Comparing: a score with the one of an earlier period, and a mark with its group, in which nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from taizhang.kernel.scoring.evaluate import Effect, Score
from taizhang.kernel.scoring.nodes import Least, Mean, Node, Weighted
from taizhang.kernel.scoring.units import divided
from taizhang.kernel.words import say


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a score now and before, and by how much it moved the mark above it.

    Whatever a bound swallows apart, these add up to the difference of the marks, to the rounding. A part that stands on
    one side only has None on the other: the scheme has changed.
    """

    now: Score | None
    before: Score | None
    moved: int

    @property
    def node(self) -> Node:
        """The part as the scheme names it, the newer wording first."""
        score = self.now or self.before
        if score is None:
            raise ValueError("a difference has at least one side")
        return score.node


@dataclass(frozen=True, slots=True)
class Quartiles:
    """How the marks of a group lie: a quarter, half and three quarters of them lie at or below these."""

    size: int
    lower: int
    median: int
    upper: int

    def words(self, units: int, lang: str) -> str:
        """In which part of the group a mark lies, and no more than that."""
        if self.lower == units == self.upper:
            return say(lang, zh="与同组多数相同", en="as most of its group")
        if units >= self.upper:
            return say(lang, zh="处于同组前四分之一", en="in the upper quarter of its group")
        if units >= self.median:
            return say(lang, zh="不低于同组中位数", en="at or above the median of its group")
        if units >= self.lower:
            return say(lang, zh="低于同组中位数", en="below the median of its group")
        return say(lang, zh="处于同组后四分之一", en="in the lower quarter of its group")


def quartiles(marks: Iterable[int | None], fewest: int) -> Quartiles | None:
    """The quartiles of the marks of a group, as spreadsheets reckon them; None where so few would each be known."""
    known = sorted(mark for mark in marks if mark is not None)
    if not known or len(known) < fewest:
        return None
    return Quartiles(len(known), _quarter(known, 1), _quarter(known, 2), _quarter(known, 3))


def since(now: Score, before: Score) -> list[Difference]:
    """The parts right below two scores; what moved the mark most stands first."""
    mine, theirs = _shares(now), _shares(before)
    found = []
    for key in dict.fromkeys([*mine, *theirs]):
        one, added = mine.get(key, (None, 0))
        other, had = theirs.get(key, (None, 0))
        found.append(Difference(one, other, added - had))
    return sorted(found, key=lambda each: -abs(each.moved))


def chain(now: Score, before: Score) -> Iterator[Difference]:
    """Down the tree, each time to what moved the mark above it most: where a change came from."""
    one: Score | None = now
    other: Score | None = before
    while one is not None and other is not None and one.units != other.units:
        moved = next((each for each in since(one, other) if each.moved), None)
        if moved is None:
            return
        yield moved
        one, other = moved.now, moved.before


def _shares(score: Score) -> dict[tuple[str, int], tuple[Score, int]]:
    """The parts, by code and how many of that code stand before, each with what it adds to the mark."""
    seen: Counter[str] = Counter()
    shares = {}
    for part in score.parts:
        shares[part.node.code, seen[part.node.code]] = part, _added(score, part)
        seen[part.node.code] += 1
    return shares


def _added(score: Score, part: Score) -> int:
    """What a part adds to the mark of its node; what is deducted is negative."""
    if part.units is None:
        return 0
    match score.node:
        case Weighted():
            whole = sum(each.weight or 0 for each in score.parts if each.units is not None)
            return divided((part.weight or 0) * part.units, whole) if whole else 0
        case Mean():
            return divided(part.units, sum(each.units is not None for each in score.parts))
        case Least():
            least = next(each for each in score.parts if each.units == score.units)
            return part.units if part is least else 0
        case _:
            return -part.units if part.effect is Effect.DEDUCTION else part.units


def _quarter(marks: Sequence[int], number: int) -> int:
    """The mark a quarter, half or three quarters up the sorted marks, between two of them in proportion."""
    place, rest = divmod((len(marks) - 1) * number, 4)
    return marks[place] if not rest else divided((4 - rest) * marks[place] + rest * marks[place + 1], 4)
