"""The score as it would be with a thing done: only what it touches is reckoned again, from what each leaf has read."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring.changing.items import Gain, Gained, OpenItem
from taizhang.kernel.scoring.evaluate import Below, Score, composed, read
from taizhang.kernel.scoring.nodes import ByCount, ByRate, ByVotes, Node, measures, walk


class Rescoring:
    """A score as it stands, and the items that can move it."""

    def __init__(self, score: Score, items: Sequence[OpenItem]) -> None:
        self.score = score
        self._reads = {id(node): measures(node) for node in walk(score.node)}
        self.items = [item for item in items if self.touching(score, item.gains)]

    def with_(self, score: Score, items: Sequence[OpenItem]) -> Score:
        """A score – this one, or one that came of it – with some more items done."""
        return self._again(score, [gain for item in items for gain in item.gains])

    def touching(self, score: Score, gains: Sequence[Gain]) -> list[Gain]:
        """The gains that are read at or below a node of the tree, in its period."""
        reads: frozenset[str] = self._reads[id(score.node)]
        return [gain for gain in gains if gain.measure in reads and score.period.contains(gain.period)]

    def _again(self, score: Score, gains: Sequence[Gain]) -> Score:
        mine = self.touching(score, gains)
        if not mine:
            return score
        at = Below(score.node, score.period, score.weight, score.effect)
        if not score.parts:
            return read(at, Gained(_AsRead(score), mine))
        return composed(at, tuple(self._again(part, mine) for part in score.parts))


def units(score: Score) -> int:
    """The mark of a score; −1 where there is none."""
    return -1 if score.units is None else score.units


class _AsRead:
    """The facts that a leaf has read."""

    def __init__(self, score: Score) -> None:
        self._measures = dict(zip(_measures(score.node), score.read, strict=True))

    def read(self, measure: str, _period: Period) -> Measure | None:
        return self._measures[measure]


def _measures(node: Node) -> tuple[str, ...]:
    return node.measures if isinstance(node, ByRate | ByCount | ByVotes) else ()
