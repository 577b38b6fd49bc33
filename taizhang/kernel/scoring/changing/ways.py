"""The least set of open items that lifts a grade: found greedily, made smaller, and proven where that can be done.

Most schemes are sums, where taking the greatest gain first is already the best. Bounds, caps and least nodes may spoil
that, so smaller sets are looked for as well, up to so many tries; `least` says whether none can be smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from taizhang.kernel.periods import Period
from taizhang.kernel.scoring.changing.bounds import most_gained
from taizhang.kernel.scoring.changing.items import OpenItem
from taizhang.kernel.scoring.changing.rescoring import Rescoring, units
from taizhang.kernel.scoring.evaluate import Score, evaluate
from taizhang.kernel.scoring.facts import Facts
from taizhang.kernel.scoring.grading import capped, natural, vetoed
from taizhang.kernel.scoring.nodes import Node
from taizhang.kernel.scoring.scheme import Scheme

TRIES = 1500  # sets that are tried to find a smaller one: some tenths of a second at worst


@dataclass(frozen=True, slots=True)
class Lift:
    """One item of a way, and what it adds when all before it are done; together they are what the way adds."""

    item: OpenItem
    units: int


@dataclass(frozen=True, slots=True)
class Way:
    """How a better grade would be reached by the mark; whether a share leaves a place for it depends on the others."""

    grade: str
    index: int
    units: int
    lifts: tuple[Lift, ...]
    least: bool


def ways(tree: Node, facts: Facts, period: Period, open_items: Sequence[OpenItem], scheme: Scheme) -> list[Way]:
    """A way to each better grade that can still be reached, the next one first.

    Hand in the facts with everything owed until the end of the period, so that what is not done counts as missed.
    """
    rescoring = Rescoring(evaluate(tree, facts, period), open_items)
    best = capped(scheme, 0, vetoed(scheme, facts, period))
    now = units(rescoring.score)
    worst = len(scheme.bands) if now < 0 else natural(scheme.bands, now)
    search = _Search(rescoring)
    reached = search.greedily(scheme.bands[best].least)
    found: list[Way] = []
    for place in reversed(range(best, worst)):
        line = scheme.bands[place].least
        if found and found[-1].units >= line:
            continue
        least = search.least(reached, line)
        if least is None:
            break
        found.append(_way(scheme, best, rescoring, *least))
    return found


def _way(scheme: Scheme, best: int, rescoring: Rescoring, items: Sequence[OpenItem], least: bool) -> Way:
    lifts, score = list[Lift](), rescoring.score
    for item in items:
        after = rescoring.with_(score, [item])
        lifts.append(Lift(item, max(0, units(after)) - max(0, units(score))))
        score = after
    index = max(best, natural(scheme.bands, units(score)))
    return Way(scheme.bands[index].code, index, units(score), tuple(lifts), least)


class _Search:
    """Looks for small sets of items that reach a line, leaving aside whatever cannot."""

    def __init__(self, rescoring: Rescoring) -> None:
        self._rescoring = rescoring
        bounds = [(most_gained(rescoring, item), item) for item in rescoring.items]
        self._bounds = sorted(bounds, key=lambda each: each[0], reverse=True)
        self._tries = 0

    def greedily(self, line: int) -> list[OpenItem]:
        """Items until a mark reaches a line, each time the one that adds most."""
        chosen, left, score = list[OpenItem](), list(self._bounds), self._rescoring.score
        while left and units(score) < line:
            at, score = self._best(left, score)
            chosen.append(left.pop(at)[1])
        return chosen

    def _best(self, left: Sequence[tuple[Fraction, OpenItem]], score: Score) -> tuple[int, Score]:
        """Which item adds most to a score; those that could not add more are not tried."""
        best, after = 0, self._rescoring.with_(score, [left[0][1]])
        for at, (bound, item) in enumerate(left[1:], start=1):
            if units(after) >= units(score) + bound:
                break
            tried = self._rescoring.with_(score, [item])
            if units(tried) > units(after):
                best, after = at, tried
        return best, after

    def least(self, reached: Sequence[OpenItem], line: int) -> tuple[Sequence[OpenItem], bool] | None:
        """The least set whose mark reaches a line, and whether it is proven; None when not even all together do."""
        chosen = self._prefix(reached, line)
        if chosen is None:
            return None
        fewest = self._fewest(line)
        if len(chosen) > fewest:
            chosen = self._without_idle(chosen, line)
        self._tries = 0
        for size in range(fewest, len(chosen)):
            smaller = self._found(line, size, self._rescoring.score)
            if smaller is not None:
                return smaller, True
            if self._tries > TRIES:
                return chosen, False
        return chosen, True

    def _prefix(self, reached: Sequence[OpenItem], line: int) -> Sequence[OpenItem] | None:
        score = self._rescoring.score
        for size, item in enumerate(reached):
            if units(score) >= line:
                return reached[:size]
            score = self._rescoring.with_(score, [item])
        return reached if units(score) >= line else None

    def _without_idle(self, chosen: Sequence[OpenItem], line: int) -> Sequence[OpenItem]:
        """A set from which nothing can be left out; what adds least goes first."""
        for item in reversed(chosen):
            fewer = [each for each in chosen if each is not item]
            if units(self._rescoring.with_(self._rescoring.score, fewer)) >= line:
                chosen = fewer
        return chosen

    def _fewest(self, line: int) -> int:
        """So many are needed at least, if every item gained the most that it can."""
        size, could = 0, Fraction(units(self._rescoring.score))
        while could < line and size < len(self._bounds):
            could += self._bounds[size][0]
            size += 1
        return size

    def _found(self, line: int, size: int, score: Score, start: int = 0) -> list[OpenItem] | None:
        """A set of so many more that reaches the line, by trying those that could gain most first."""
        if units(score) >= line:
            return []
        for at in range(start, len(self._bounds) - size + 1):
            rest = sum(bound for bound, _item in self._bounds[at : at + size])
            if not size or units(score) + rest < line or self._tries > TRIES:
                return None
            self._tries += 1
            item = self._bounds[at][1]
            found = self._found(line, size - 1, self._rescoring.with_(score, [item]), at + 1)
            if found is not None:
                return [item, *found]
        return None
