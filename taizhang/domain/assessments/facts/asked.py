"""Which facts are wanted, and whose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa

from taizhang.domain.assessments.facts.planes import HEADS, MONTHS, Counted
from taizhang.domain.orgs.models import PlacedQuerySet, Placement
from taizhang.kernel.periods import Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """Which facts are wanted: see facts.load."""

    path: str
    year: int
    on: date
    live: bool = False
    tree_on: date | None = None
    measures: frozenset[str] | None = None
    only: frozenset[UUID] | None = None

    @property
    def tree_day(self) -> date:
        """The day of the tree: within the year, and not after the day as of which is known unless that is asked."""
        return self.tree_on or max(date(self.year, 1, 1), min(self.on, date(self.year, 12, 31)))

    def wants(self, word: str) -> bool:
        """Whether any measure beginning with a word is asked for."""
        return self.measures is None or any(measure.partition(":")[0] == word for measure in self.measures)

    def within(self, rows: PlacedQuerySet) -> PlacedQuerySet:
        """The rows of the organisations asked for: whatever moved brings along what it did elsewhere."""
        if self.only is not None:
            return rows.filter(organization__in=self.only)
        return rows if self.path == "/" else rows.placed(self.tree_day).under(self.path)


def heads(asked: Asked) -> pa.Table:
    """Who the organisations are, in the order of the tree; one query."""
    rows = Placement.objects.on(asked.tree_day).under(asked.path).order_by("path")
    if asked.only is not None:
        rows = rows.filter(organization__in=asked.only)
    found = list(rows.values_list("organization_id", "organization__code", "path", "category", "kind"))
    columns: list[tuple[Any, ...]] = list(zip(*found, strict=True)) or [() for _name in HEADS]
    keys = pa.array([key.bytes for key in columns[0]], pa.binary(16))
    return pa.table([keys, *(pa.array(column, pa.string()) for column in columns[1:])], names=list(HEADS))


@dataclass(frozen=True, slots=True)
class Counts:
    """Where the rows of a grouped query go: arrays of periods × organisations."""

    places: dict[UUID, int]

    def of(self, kind: Kind, rows: Iterable[tuple[UUID, int, int, int]], *, known: bool) -> Counted:
        """From organisation, number of the period, numerator and denominator; `known`: also where there is no row."""
        shape = (12 // MONTHS[kind], len(self.places))
        counted = Counted(kind, np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.full(shape, known))
        for key, number, numerator, denominator in rows:
            place = self.places.get(key)
            if place is not None:
                counted.numerator[number - 1, place] = numerator
                counted.denominator[number - 1, place] = denominator
                counted.known[number - 1, place] = True
        return counted


Reader = Callable[[Asked, Counts], dict[str, tuple[Counted, ...]]]
