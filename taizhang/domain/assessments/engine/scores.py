"""Scores: the marks, grades and ranks of all organisations of planes.

Each range of organisations is marked alone and could be so on any machine (`marks`); ranks and shares join them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from taizhang.domain.assessments.engine.columns import column
from taizhang.domain.assessments.engine.grading import GRADES, fill, nobody
from taizhang.domain.assessments.engine.reading import Rows
from taizhang.domain.assessments.facts.planes import Planes, Truth, Where, Whole
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Node, Scheme

T = TypeVar("T")
BLOCK = 1 << 15  # organisations at once: their columns stay in the cache of a processor


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What a range of organisations comes to alone: units (-1 for none), and the best grade that vetoes leave."""

    units: Whole
    complete: Truth
    cap: GRADES


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What all come to: units -1 without a mark, the place among the bands -1 without, rank 0 without."""

    period: Period
    units: Whole
    complete: Truth
    grade: GRADES
    rank: NDArray[np.int32]
    size: NDArray[np.int32]  # of the group: how many of it have a mark


def score(scheme: Scheme, planes: Planes, period: Period) -> Scores:
    """The scores of a period; an organisation for whose category there is no tree is not judged."""
    return joined(scheme, planes, marks(scheme, planes, period), period)


def marks(scheme: Scheme, planes: Planes, period: Period) -> Marks:
    """The marks alone, a block of organisations after the other."""
    found = Marks(np.full(len(planes), -1, np.int64), np.ones(len(planes), np.bool_), _caps(scheme, planes, period))

    def mark(block: tuple[Node, Where, int]) -> None:
        tree, where, size = block
        result = column(tree, Rows(planes, where, size), period)
        found.units[where] = np.where(result.has, result.units, -1)
        found.complete[where] = result.complete

    _each(mark, list(_blocks(scheme, planes)), len(planes))
    return found


def joined(scheme: Scheme, planes: Planes, found: Marks, period: Period) -> Scores:
    """What follows when all marks are together: each group is graded and ranked alone."""
    stand = nobody(len(planes))
    _each(lambda members: fill(stand, scheme, members, found.units, found.cap), planes.groups, len(planes))
    return Scores(period, found.units, found.complete, stand.grade, stand.rank, stand.size)


def _each(do: Callable[[T], None], parts: Sequence[T], count: int) -> None:
    """Each part, on all processors where there are many organisations; in a district a thread brings nothing."""
    if count <= BLOCK:
        for part in parts:
            do(part)
    else:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(do, parts))


def _blocks(scheme: Scheme, planes: Planes) -> Iterator[tuple[Node, Where, int]]:
    """Each tree with the organisations that it judges, in ranges that fit the cache."""
    categories, category_of = planes.categories_numbered
    trees: list[tuple[Node, list[int]]] = []
    for number, category in enumerate(categories):
        tree = scheme.trees.get(category)
        mine = next((numbers for each, numbers in trees if each == tree), None)
        if mine is not None:
            mine.append(number)
        elif tree is not None:
            trees.append((tree, [number]))
    if len(trees) == 1 and len(trees[0][1]) == len(categories):
        for start in range(0, len(planes), BLOCK):
            stop = min(start + BLOCK, len(planes))
            yield trees[0][0], slice(start, stop), stop - start
        return
    for tree, numbers in trees:
        places = np.flatnonzero(np.isin(category_of, numbers))
        for start in range(0, len(places), BLOCK):
            part = places[start : start + BLOCK]
            yield tree, part, len(part)


def _caps(scheme: Scheme, planes: Planes, period: Period) -> GRADES:
    caps = np.zeros(len(planes), np.int8)
    place_of = {band.code: place for place, band in enumerate(scheme.bands)}
    for veto in scheme.vetoes:
        read = Rows(planes, slice(0, len(planes)), len(planes)).read(veto.measure, period)
        caps[read.numerator > 0] = np.maximum(caps[read.numerator > 0], place_of[veto.grade])
    return caps
