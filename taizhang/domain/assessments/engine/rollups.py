"""Roll-ups: in the order of the tree a subtree is a slice, and what stands below anybody the difference of two sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taizhang.domain.assessments.engine.scores import Scores
from taizhang.domain.assessments.facts.planes import Planes, Whole


@dataclass(frozen=True, slots=True, eq=False)
class Rollup:
    """For each organisation: how many at or below it have a mark, the sum of their units, and their mean (-1: none)."""

    marked: Whole
    units: Whole
    mean: Whole


def rollup(planes: Planes, scores: Scores) -> Rollup:
    """What the marks at or below each come to."""
    has = scores.units >= 0
    marked, units = _below(planes, has.astype(np.int64)), _below(planes, np.where(has, scores.units, 0))
    divisor = np.maximum(marked, 1)
    return Rollup(marked, units, np.where(marked > 0, (2 * units + divisor) // (2 * divisor), -1))


def _below(planes: Planes, values: Whole) -> Whole:
    sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(values)])
    return sums[planes.ends] - sums[:-1]  # type: ignore[no-any-return]
