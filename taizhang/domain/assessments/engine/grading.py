"""Grades and ranks of all groups, as kernel/scoring/grading.py gives them: a group after the other, sorted once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhang.domain.assessments.facts.planes import Whole
from taizhang.kernel.scoring import Band, Scheme

GRADES = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Standings:
    """Places among the bands (-1 without a mark), ranks (0 for none) and the sizes of the groups."""

    grade: GRADES
    rank: NDArray[np.int32]
    size: NDArray[np.int32]


def nobody(count: int) -> Standings:
    """The standings before anybody is graded."""
    return Standings(np.full(count, -1, np.int8), np.zeros(count, np.int32), np.zeros(count, np.int32))


def fill(found: Standings, scheme: Scheme, members: NDArray[np.intp], units: Whole, cap: GRADES) -> None:
    """What follows for the members of one group from the marks of all (-1 for none).

    `cap` is the best grade that vetoes leave to each.
    """
    has = units[members] >= 0
    members = members if has.all() else members[has]
    own = units[members]
    order = _descending(own)
    places, marks = members[order], own[order]
    grade = _natural(scheme.bands, marks)
    if scheme.vetoes:
        grade = np.maximum(grade, cap[places])
    found.size[members] = len(members)
    if len(members) >= scheme.fewest:
        found.rank[places] = _ranks(marks)
        _share(scheme, marks, grade)
    found.grade[places] = grade


def _descending(marks: Whole) -> NDArray[np.intp]:
    """The order from the highest mark down; numpy sorts sixteen bits by counting: the lowest first, then the next."""
    order = np.arange(len(marks))
    behind = marks.max(initial=0) - marks
    for shift in range(0, int(behind.max(initial=0)).bit_length(), 16):
        order = order[np.argsort((behind >> shift).astype(np.uint16)[order], kind="stable")]
    return order


def _natural(bands: tuple[Band, ...], marks: Whole) -> GRADES:
    """The best band whose line each mark reaches, from the highest mark down; below every line it is the worst."""
    grade, rising = np.full(len(marks), len(bands) - 1, np.int8), marks[::-1]
    for place in range(len(bands) - 2, -1, -1):
        grade[: len(marks) - np.searchsorted(rising, bands[place].least)] = place
    return grade


def _share(scheme: Scheme, marks: Whole, grade: GRADES) -> None:
    """Lower whoever finds no place in a band, and whoever ties with the first of them."""
    for place, band in enumerate(scheme.bands[:-1]):
        if band.share is not None:
            here = np.flatnonzero(grade == place)
            most = len(marks) * band.share[0] // band.share[1]
            if len(here) > most:
                grade[here[marks[here] <= marks[here[most]]]] += 1


def _ranks(marks: Whole) -> NDArray[np.intp]:
    """One and how many have more, of marks from the highest down."""
    first = np.ones(len(marks), np.bool_)
    first[1:] = marks[1:] != marks[:-1]
    ranks: NDArray[np.intp] = np.maximum.accumulate(np.where(first, np.arange(1, len(marks) + 1), 0))
    return ranks
