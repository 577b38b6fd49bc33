"""The commonest node by a shorter way: the mean over the months of institutions by their weights.

A duty that is due once a month is met or not, so a month's mark is FULL × (weights met) / (weights due). The weights of
all twelve months are summed at once: a table answers, for six months as bits, six fields of ten bits that hold the
weight or nought; two words of 64 bits hold a year. The sum of all weights is below 1024, so no field overflows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from taizhang.domain.assessments.engine.reading import Rows
from taizhang.domain.assessments.facts.planes import ALL, Masks, Planes, Truth, Whole, duty_of, mask_of, months
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import FULL, ByRate, Mean, Node, Weighted

FIELD, HALF = 10, 6  # bits of a field, months of a word
MOST = (1 << FIELD) - 1
Words = NDArray[np.uint64]
_LOW = np.uint16((1 << HALF) - 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """The institutions of such a node, each with its weight and whether only what was in time counts."""

    parts: tuple[tuple[str, int, bool], ...]
    weight: int  # of all together


def plan(node: Mean, planes: Planes) -> Plan | None:
    """How to reckon a node by the shorter way; None when it is another node."""
    if node.by is not Kind.MONTH or not isinstance(node.part, Weighted):
        return None
    parts = [_part(weight, part) for weight, part in node.part.parts]
    weight = sum(weight for weight, _part in node.part.parts)
    if weight > MOST or any(part is None for part in parts):
        return None
    return Plan(tuple(part for part in parts if part and part[0] in planes.duties), weight)


def mean(of: Plan, rows: Rows, period: Period) -> tuple[Whole, Truth, NDArray[np.intp]]:
    """The mean and where there is one; last, who owes something twice in a month and is not reckoned here."""
    first, last = months(period, rows.planes.year)
    due, met = (np.zeros((2, rows.size), np.uint64) for _sum in range(2))
    several = np.zeros(rows.size, np.uint16)
    for institution, weight, on_time in of.parts:
        layer, *further = rows.planes.duties[institution]
        _add(due, layer.due[rows.where], weight)
        _add(met, (layer.on_time if on_time else layer.met)[rows.where], weight)
        for other in further:
            several |= other.due[rows.where] & np.uint16(mask_of(first, last))
    total, known = np.zeros(rows.size, np.int64), np.zeros(rows.size, np.int64)
    marks = _marks(of.weight)
    for month in range(first - 1, last):
        owed, done = _field(due, month), _field(met, month)
        total += marks.take(owed * (of.weight + 1) + done)
        known += owed > 0
    has = known > 0
    divisor = np.where(has, known, 1)
    return (2 * total + divisor) // (2 * divisor), has, np.flatnonzero(several)


def _part(weight: int, part: Node) -> tuple[str, int, bool] | None:
    if not isinstance(part, ByRate) or part.full_at != 100:
        return None
    duty = duty_of(part.measure)
    return None if duty is None or duty[0] == ALL else (duty[0], weight, duty[1])


def _add(sums: Words, masks: Masks, weight: int) -> None:
    fields = _fields(weight)
    sums[0] += fields.take(masks & _LOW)
    sums[1] += fields.take(masks >> np.uint16(HALF))


def _field(sums: Words, month: int) -> Whole:
    half, place = divmod(month, HALF)
    field: Words = (sums[half] >> np.uint64(FIELD * place)) & np.uint64(MOST)
    return field.view(np.int64)


@lru_cache(maxsize=256)
def _fields(weight: int) -> Words:
    """Six months as bits → six fields with the weight where the bit is set."""
    whole = [sum(weight << (FIELD * bit) for bit in range(HALF) if months >> bit & 1) for months in range(1 << HALF)]
    return np.array(whole, np.uint64)


@lru_cache(maxsize=8)
def _marks(weight: int) -> Whole:
    """The mark of a month for the weights due and met, one after the other; nought where nothing is due."""
    due, met = np.divmod(np.arange((weight + 1) ** 2, dtype=np.int64), weight + 1)
    divisor = np.where(due > 0, due, 1)
    return np.where(due > 0, np.minimum(FULL, (2 * FULL * met + divisor) // (2 * divisor)), 0)
