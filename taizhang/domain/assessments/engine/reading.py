"""Measures of many organisations at once, read out of planes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taizhang.domain.assessments.facts.planes import (
    Planes,
    Truth,
    Where,
    Whole,
    duty_of,
    layers_of,
    mask_of,
    months,
    within,
)
from taizhang.kernel.periods import Period


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A measure of some organisations: what kernel facts read of each; where it is not known the numbers are 0."""

    numerator: Whole
    denominator: Whole
    known: Truth


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Some organisations of planes, as many as lie in the cache of a processor at once."""

    planes: Planes
    where: Where
    size: int

    def read(self, measure: str, period: Period) -> Reading:
        """A measure of them within a period."""
        first, last = months(period, self.planes.year)
        duty = duty_of(measure)
        if duty is not None:
            return self._duties(*duty, np.uint16(mask_of(first, last)))
        return self._counts(measure, first, last)

    def _duties(self, institution: str, on_time: bool, mask: np.uint16) -> Reading:
        met, due = np.zeros(self.size, np.int64), np.zeros(self.size, np.int64)
        for layer in layers_of(self.planes, institution):
            due += np.bitwise_count(layer.due[self.where] & mask)
            met += np.bitwise_count((layer.on_time if on_time else layer.met)[self.where] & mask)
        return Reading(met, due, np.ones(self.size, np.bool_))

    def _counts(self, measure: str, first: int, last: int) -> Reading:
        """From the longest periods for which a measure is kept to the shortest, until something is known."""
        found = Reading(np.zeros(self.size, np.int64), np.zeros(self.size, np.int64), np.zeros(self.size, np.bool_))
        for counted in self.planes.counts.get(measure, ()):
            open_still, each = ~found.known, within(counted.kind, first, last)
            if len(each):
                part = counted.at(self.where)
                known = part.known[each.start : each.stop] & open_still
                found.numerator[:] += (part.numerator[each.start : each.stop] * known).sum(axis=0)
                found.denominator[:] += (part.denominator[each.start : each.stop] * known).sum(axis=0)
                found.known[:] |= known.any(axis=0)
        return found
