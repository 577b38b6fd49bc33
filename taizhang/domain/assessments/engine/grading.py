"""Grades and ranks of all groups, as kernel/scoring/grading.py gives them: a group after the other, sorted once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taizhang.domain.assessments.facts.planes import Whole
from taizhang.kernel.scoring import Band, Scheme

GRADES = NDArray[np.int8]
Marks = NDArray[np.unsignedinteger[Any]]
Order = NDArray[np.int32]


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
    own = units.take(members)
    if (own < 0).any():
        members, own = members[own >= 0], own[own >= 0]
    narrow: Marks = own.astype(np.min_scalar_type(own.max(initial=0)))  # less memory to walk through
    order = _descending(narrow)
    marks = narrow.take(order)
    grade = _natural(scheme.bands, marks)
    if scheme.vetoes:
        grade = np.maximum(grade, cap.take(members).take(order))
    found.size[members] = len(members)
    if len(members) >= scheme.fewest:
        found.rank[members] = _back(_ranks(marks), order)
        _share(scheme, marks, grade)
    found.grade[members] = _back(grade, order)


def _descending(marks: Marks) -> Order:
    """The order from the highest mark down; numpy sorts sixteen bits by counting: the lowest first, then the next."""
    order = np.arange(len(marks), dtype=np.int32)
    behind = marks.max(initial=0) - marks
    for shift in range(0, int(behind.max(initial=0)).bit_length(), 16):
        digits = (behind >> shift).astype(np.uint16)
        order = order.take(np.argsort(digits.take(order), kind="stable"))
    return order


def _back(values: NDArray[Any], order: Order) -> NDArray[Any]:
    """What stands in an order, as it stood before."""
    found = np.empty_like(values)
    found[order] = values
    return found


def _natural(bands: tuple[Band, ...], marks: Marks) -> GRADES:
    """The best band whose line each mark reaches, from the highest mark down; below every line it is the worst."""
    grade, rising = np.full(len(marks), len(bands) - 1, np.int8), marks[::-1]
    for place in range(len(bands) - 2, -1, -1):
        grade[: len(marks) - np.searchsorted(rising, bands[place].least)] = place
    return grade


def _share(scheme: Scheme, marks: Marks, grade: GRADES) -> None:
    """Lower whoever finds no place in a band, and whoever ties with the first of them."""
    for place, band in enumerate(scheme.bands[:-1]):
        if band.share is not None:
            here = np.flatnonzero(grade == place)
            most = len(marks) * band.share[0] // band.share[1]
            if len(here) > most:
                grade[here[marks[here] <= marks[here[most]]]] += 1


def _ranks(marks: Marks) -> Order:
    """One and how many have more, of marks from the highest down."""
    ranks = np.arange(1, len(marks) + 1, dtype=np.int32)
    ranks[1:] *= marks[1:] != marks[:-1]
    return np.maximum.accumulate(ranks, out=ranks)
