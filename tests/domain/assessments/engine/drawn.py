"""Planes of drawn facts: what the strategies of the kernel draw for one organisation, for many."""

from random import Random
from uuid import UUID

import numpy as np
import pyarrow as pa

from taizhang.domain.assessments.facts.parquet import periods
from taizhang.domain.assessments.facts.planes import Counted, Layer, Planes
from taizhang.kernel.measures import Measure
from tests.kernel.scoring.strategies import INSTITUTIONS, KEPT, YEAR, facts_of

KINDS = ("branch", "general")


def planes_of(drawn, random: Random) -> Planes:
    """The planes of such facts, in groups of random size."""
    count = len(drawn)
    heads = pa.table(
        {
            "key": pa.array([UUID(int=place).bytes for place in range(count)], pa.binary(16)),
            "code": [f"B{place:04}" for place in range(count)],
            "path": [f"/d/b{place:04}/" for place in range(count)],
            "category": [random.choice("AAABCD") for _place in drawn],
            "kind": [random.choice(KINDS) for _place in drawn],
        }
    )
    duties = {code: _layers([each.duties[code] for each in drawn]) for code in INSTITUTIONS}
    counts = {measure: (_counted([each.kept[measure] for each in drawn], kind),) for measure, kind in KEPT.items()}
    return Planes(YEAR, heads, duties, counts)


def drawn_planes(seed: int, count: int):
    """Facts and the planes of the same."""
    random = Random(seed)
    drawn = [facts_of(random) for _place in range(count)]
    return drawn, planes_of(drawn, random)


def _layers(months):
    return tuple(
        Layer(*(_bits([getattr(each, part) for each in months], layer) for part in ("owed", "met", "on_time")))
        for layer in range(2)
    )


def _bits(rows, layer):
    return np.array([sum(1 << month for month in range(12) if row[month] > layer) for row in rows], np.uint16)


def _counted(rows, kind):
    found = [[row.get(period) for row in rows] for period in periods(kind, YEAR)]
    known = np.array([[each is not None for each in row] for row in found])
    filled = [[each or Measure(0, 0) for each in row] for row in found]
    numerator = np.array([[each.numerator for each in row] for row in filled], np.int64)
    return Counted(kind, numerator, np.array([[each.denominator for each in row] for row in filled], np.int64), known)
