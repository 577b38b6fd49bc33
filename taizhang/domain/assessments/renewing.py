"""Planes in which some organisations are read anew, and all others stay as they were frozen."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from taizhang.domain.assessments.facts.planes import MONTHS, Counted, Layer, Planes
from taizhang.kernel.periods import Kind

Places: TypeAlias = NDArray[np.intp]


def renewed(before: Planes, fresh: Planes) -> Planes:
    """The frozen planes with the rows of whoever was read anew; who they are and where they stood stays."""
    both = [key for key in fresh.keys if key in before.places]
    rows = _Rows(
        len(before),
        np.array([before.places[key] for key in both], np.intp),
        np.array([fresh.places[key] for key in both], np.intp),
    )
    duties = {
        code: tuple(
            rows.layer(old, new) for old, new in zip_longest(before.duties.get(code, ()), fresh.duties.get(code, ()))
        )
        for code in sorted({*before.duties, *fresh.duties})
    }
    counts = {
        measure: tuple(
            rows.counted(_kept(before, measure, kind), _kept(fresh, measure, kind))
            for kind in _kinds(before, fresh, measure)
        )
        for measure in sorted({*before.counts, *fresh.counts})
    }
    return Planes(before.year, before.heads, duties, counts)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which rows of so many are replaced, and by which of the fresh ones."""

    size: int
    mine: Places
    theirs: Places

    def layer(self, old: Layer | None, new: Layer | None) -> Layer:
        empty = np.zeros(self.size, np.uint16)
        return Layer(*(self._set(old, new, part, empty) for part in ("due", "met", "on_time")))

    def counted(self, old: Counted | None, new: Counted | None) -> Counted:
        kind = (old or new).kind  # type: ignore[union-attr]  # one of them brought the measure
        shape = (12 // MONTHS[kind], self.size)
        whole, truth = np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
        return Counted(
            kind,
            self._set(old, new, "numerator", whole),
            self._set(old, new, "denominator", whole),
            self._set(old, new, "known", truth),
        )

    def _set(self, old: Any, new: Any, part: str, empty: Any) -> Any:
        """A copy with the fresh rows in their places; what was not found anew is nothing there."""
        changed = (empty if old is None else getattr(old, part)).copy()
        changed[..., self.mine] = 0 if new is None else getattr(new, part)[..., self.theirs]
        return changed


def _kinds(before: Planes, fresh: Planes, measure: str) -> list[Kind]:
    """The kinds of period for which a measure is kept, the longest first as planes hold them."""
    found = {each.kind for planes in (before, fresh) for each in planes.counts.get(measure, ())}
    return sorted(found, key=lambda kind: -MONTHS[kind])


def _kept(planes: Planes, measure: str, kind: Kind) -> Counted | None:
    return next((each for each in planes.counts.get(measure, ()) if each.kind == kind), None)
