"""Grades and ranks of all groups at once, as kernel/scoring/grading.py gives them to one group after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhang.domain.assessments.facts.planes import Whole
from taizhang.kernel.scoring import Band, Scheme

GRADES = NDArray[np.int8]
_ROOM = 40  # bits of a mark beside its group in one sorting key


@dataclass(frozen=True, slots=True, eq=False)
class Standings:
    """Places among the bands (-1 without a mark), ranks (0 for none) and the sizes of the groups."""

    grade: GRADES
    rank: NDArray[np.int32]
    size: NDArray[np.int32]


def standings(scheme: Scheme, group: Whole, units: Whole, cap: GRADES) -> Standings:
    """What follows from marks (-1 for none) within groups; `cap` is the best grade that vetoes leave to each."""
    marked = np.flatnonzero(units >= 0)
    count = len(units)
    result = Standings(np.full(count, -1, np.int8), np.zeros(count, np.int32), np.zeros(count, np.int32))
    if not len(marked):
        return result
    order = marked[_descending(group[marked], units[marked])]
    groups, marks = group[order], units[order]
    grade = np.maximum(_natural(scheme.bands, marks), cap[order])
    sizes = np.bincount(groups)[groups]
    start = _starts(_changes(groups))
    ranked = sizes >= scheme.fewest
    rank = np.where(ranked, _starts(_changes(groups) | _changes(marks)) - start + 1, 0)
    for place, band in enumerate(scheme.bands[:-1]):
        if band.share is not None:
            here = np.flatnonzero(ranked & (grade == place))
            most = sizes[here] * band.share[0] // band.share[1]
            grade[here[_over(groups[here], marks[here], most)]] += 1
    result.grade[order], result.rank[order], result.size[order] = grade, rank, sizes
    return result


def _descending(group: Whole, units: Whole) -> NDArray[np.intp]:
    """The order by group, within it from the highest mark down."""
    if int(units.max()) >> _ROOM:
        return np.lexsort((-units, group))
    return np.argsort((group << _ROOM) - units)


def _natural(bands: tuple[Band, ...], marks: Whole) -> GRADES:
    grade = np.full(len(marks), len(bands) - 1, np.int8)
    for place in range(len(bands) - 2, -1, -1):
        grade[marks >= bands[place].least] = place
    return grade


def _over(groups: Whole, marks: Whole, most: Whole) -> NDArray[np.bool_]:
    """Who must leave a band: everybody for whom, with all who have as much or more, there is no place."""
    if not len(groups):
        return np.zeros(0, np.bool_)
    first = _changes(groups)
    last_of_run = np.append((first | _changes(marks))[1:], True)
    ends = np.flatnonzero(last_of_run)
    end = ends[np.searchsorted(ends, np.arange(len(groups)))]
    return end - _starts(first) + 1 > most


def _changes(values: Whole) -> NDArray[np.bool_]:
    """Where a value differs from the one before it."""
    changed = np.ones(len(values), np.bool_)
    changed[1:] = values[1:] != values[:-1]
    return changed


def _starts(changed: NDArray[np.bool_]) -> Whole:
    """For each the place at which its run began."""
    return np.maximum.accumulate(np.where(changed, np.arange(len(changed)), 0))
