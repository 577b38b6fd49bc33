"""The commonest node by a shorter way: the mean over the months of institutions by their weights.

A duty that is due once a month is met or not, so a month's mark is FULL × (weights met) / (weights due). A standard's
year is one word whose bits are the months. Words are added as one adds by hand in twos, bit by bit with a carry: so the
weights of all months are summed at once. The sum of all weights is below 256: those due and those met make one number
of sixteen bits, and a table knows its mark.
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

BITS = 8  # of a sum of weights
MOST = (1 << BITS) - 1
Sums = NDArray[np.uint32]  # twice the marks of twelve months are below 2³²
_HALVES = tuple((width, np.uint16(low)) for width, low in ((8, 0x00FF), (4, 0x0F0F), (2, 0x3333), (1, 0x5555)))


@dataclass(frozen=True, slots=True)
class Plan:
    """The institutions of such a node, each with its weight and whether only what was in time counts."""

    parts: tuple[tuple[str, int, bool], ...]


def plan(node: Mean, planes: Planes) -> Plan | None:
    """How to reckon a node by the shorter way; None when it is another node."""
    if node.by is not Kind.MONTH or not isinstance(node.part, Weighted):
        return None
    parts = [_part(weight, part) for weight, part in node.part.parts]
    if sum(weight for weight, _part in node.part.parts) > MOST or any(part is None for part in parts):
        return None
    return Plan(tuple(part for part in parts if part and part[0] in planes.duties))


def mean(of: Plan, rows: Rows, period: Period) -> tuple[Whole, Truth, NDArray[np.intp]]:
    """The mean and where there is one; last, who owes something twice in a month and is not reckoned here."""
    first, last = months(period, rows.planes.year)
    due, met = list[tuple[int, Masks]](), list[tuple[int, Masks]]()
    several = np.zeros(rows.size, np.uint16)
    for institution, weight, on_time in of.parts:
        layer, *further = rows.planes.duties[institution]
        due.append((weight, layer.due[rows.where]))
        met.append((weight, (layer.on_time if on_time else layer.met)[rows.where]))
        for other in further:
            several |= other.due[rows.where] & np.uint16(mask_of(first, last))
    total, known = (np.zeros(rows.size, np.uint32) for _sum in range(2))
    for month in _turned([*_summed(met, rows.size), *_summed(due, rows.size)])[first - 1 : last]:
        total += _marks().take(month)
        known += month > MOST  # something is due
    divisor = np.maximum(known, 1)
    return ((2 * total + divisor) // (2 * divisor)).astype(np.int64), known > 0, np.flatnonzero(several)


def _part(weight: int, part: Node) -> tuple[str, int, bool] | None:
    if not isinstance(part, ByRate) or part.full_at != 100:
        return None
    duty = duty_of(part.measure)
    return None if duty is None or duty[0] == ALL else (duty[0], weight, duty[1])


def _summed(weighed: list[tuple[int, Masks]], size: int) -> list[Masks]:
    """The sums of weights, a word for each of their bits: the same bit of the sums of all months."""
    columns = [[mask for weight, mask in weighed if weight >> bit & 1] for bit in range(BITS)]
    for words, carries in zip(columns, [*columns[1:], []], strict=True):
        while len(words) > 1:
            one, two, three = words.pop(), words.pop(), words.pop() if words else np.uint16(0)
            both = one ^ two
            words.append(both ^ three)
            carries.append((one & two) | (both & three))
    return [words[0] if words else np.zeros(size, np.uint16) for words in columns]


def _turned(words: list[Masks]) -> list[Masks]:
    """Sixteen words of sixteen bits turned over by halves of halves: bit m of word k becomes bit k of word m."""
    for width, low in _HALVES:
        shift = np.uint16(width)
        for at in range(16):
            if not at & width:
                swapped = ((words[at] >> shift) ^ words[at + width]) & low
                words[at], words[at + width] = words[at] ^ (swapped << shift), words[at + width] ^ swapped
    return words


@lru_cache(maxsize=1)
def _marks() -> Sums:
    """The mark of a month for the weights due and met as one number; nought where nothing is due."""
    due, met = np.divmod(np.arange(1 << 2 * BITS, dtype=np.int64), 1 << BITS)
    divisor = np.where(due > 0, due, 1)
    return np.where(due > 0, np.minimum(FULL, (2 * FULL * met + divisor) // (2 * divisor)), 0).astype(np.uint32)
