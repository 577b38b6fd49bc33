"""Planes: a year's facts of many organisations in the order of the tree, a column for each measure.

A duty is a bit of its month, so one number holds a standard's year; whatever else is counted stands as numerator and
denominator. Not applicable is not due; unknown is said beside the number. Planes are made out of the book at will and
thrown away; what an assessment was computed from is kept as their Parquet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias
from uuid import UUID

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period

Masks: TypeAlias = NDArray[np.uint16]  # bit m - 1 is month m
Whole: TypeAlias = NDArray[np.int64]
Truth: TypeAlias = NDArray[np.bool_]
Where: TypeAlias = slice | NDArray[np.intp]

HEADS = ("key", "code", "path", "category", "kind")
MONTHS = {Kind.YEAR: 12, Kind.HALF: 6, Kind.QUARTER: 3, Kind.MONTH: 1}  # how long a period of the planes is
ALL = "*"


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """The first duty that falls due in each month, or the second, the third: a month has one bit in a layer."""

    due: Masks
    met: Masks
    on_time: Masks

    def at(self, where: Where) -> Layer:
        """The same of some organisations."""
        return Layer(self.due[where], self.met[where], self.on_time[where])


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A measure that is no duty, for each period of a kind: arrays of periods × organisations."""

    kind: Kind
    numerator: Whole
    denominator: Whole
    known: Truth

    def at(self, where: Where) -> Counted:
        """The same of some organisations."""
        return Counted(self.kind, self.numerator[:, where], self.denominator[:, where], self.known[:, where])


@dataclass(frozen=True, eq=False)
class Planes:
    """The facts of one year. `heads` says who the organisations are; `counts` holds a measure longest periods first."""

    year: int
    heads: pa.Table
    duties: Mapping[str, tuple[Layer, ...]] = field(default_factory=dict)  # by institution
    counts: Mapping[str, tuple[Counted, ...]] = field(default_factory=dict)  # by measure

    def __len__(self) -> int:
        return int(self.heads.num_rows)

    @cached_property
    def keys(self) -> tuple[UUID, ...]:
        """Who they are."""
        return tuple(UUID(bytes=each) for each in self._head("key"))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(self._head("code"))

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Where they stand: in the order of the tree, each before what is below it."""
        return tuple(self._head("path"))

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Their categories, a letter each."""
        return tuple(self._head("category"))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Their kinds."""
        return tuple(self._head("kind"))

    @cached_property
    def categories_numbered(self) -> tuple[tuple[str, ...], Whole]:
        """The different categories in their order, and which of them each organisation has."""
        return self._numbered("category")

    @cached_property
    def groups(self) -> tuple[NDArray[np.intp], ...]:
        """The places of each group of category and kind: whoever is compared with each other."""
        kinds, kind = self._numbered("kind")
        group = (self.categories_numbered[1] * len(kinds) + kind).astype(np.uint16)  # a radix sort is the quickest
        order = np.argsort(group, kind="stable")
        return tuple(np.split(order, np.flatnonzero(np.diff(group[order])) + 1)) if len(self) else ()

    @cached_property
    def places(self) -> dict[UUID, int]:
        """Which of them an organisation is."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def ends(self) -> NDArray[np.intp]:
        """For each the place after the last one below it: a subtree is a slice, and its sum a difference."""
        ends, open_above = np.empty(len(self), np.intp), list[tuple[str, int]]()
        for place, path in enumerate(self.paths):
            while open_above and not path.startswith(open_above[-1][0]):
                ends[open_above.pop()[1]] = place
            open_above.append((path, place))
        for _path, place in open_above:
            ends[place] = len(self)
        return ends

    def facts(self, place: int) -> RowFacts:
        """What the plain evaluator reads of one organisation."""
        return RowFacts(self, place)

    def at(self, where: Where) -> Planes:
        """The same facts of some organisations, in their order."""
        heads = (
            self.heads.slice(where.start or 0, len(range(*where.indices(len(self)))))
            if isinstance(where, slice)
            else self.heads.take(pa.array(where))
        )
        duties = {code: tuple(layer.at(where) for layer in layers) for code, layers in self.duties.items()}
        counts = {measure: tuple(each.at(where) for each in kept) for measure, kept in self.counts.items()}
        return Planes(self.year, heads, duties, counts)

    def to_parquet(self) -> bytes:
        """One row an organisation; the same facts give the same bytes."""
        from taizhang.domain.assessments.facts import parquet

        return parquet.written(self)

    def _head(self, name: str) -> list[Any]:
        return self.heads.column(name).to_pylist()  # type: ignore[no-any-return]

    def _numbered(self, head: str) -> tuple[tuple[str, ...], Whole]:
        column = self.heads.column(head)
        values = sorted(pc.unique(column).to_pylist())
        index = pc.index_in(column, value_set=pa.array(values, column.type))
        return tuple(values), np.asarray(index.to_numpy(), np.int64)


class RowFacts:
    """The facts of one organisation, read one by one."""

    def __init__(self, planes: Planes, place: int) -> None:
        self._planes, self._place = planes, place

    def read(self, measure: str, period: Period) -> Measure | None:
        """So many of so many within a period of the planes' year; None where nobody knows yet."""
        first, last = months(period, self._planes.year)
        duty = duty_of(measure)
        if duty is not None:
            return self._duty(*duty, mask_of(first, last))
        for counted in self._planes.counts.get(measure, ()):
            found = self._counted(counted, first, last)
            if found is not None:
                return found
        return None

    def _duty(self, institution: str, on_time: bool, mask: int) -> Measure:
        met = due = 0
        for layer in layers_of(self._planes, institution):
            kept = layer.on_time if on_time else layer.met
            due += (int(layer.due[self._place]) & mask).bit_count()
            met += (int(kept[self._place]) & mask).bit_count()
        return Measure(met, due)

    def _counted(self, counted: Counted, first: int, last: int) -> Measure | None:
        known = [each for each in within(counted.kind, first, last) if counted.known[each, self._place]]
        if not known:
            return None
        return Measure(
            sum(int(counted.numerator[each, self._place]) for each in known),
            sum(int(counted.denominator[each, self._place]) for each in known),
        )


def duty_of(measure: str) -> tuple[str, bool] | None:
    """The institution of a measure of duties ("*" for all), and whether only what was in time counts."""
    word, _colon, rest = measure.partition(":")
    if word != "duty":
        return None
    institution, _colon, which = rest.partition(":")
    return institution, which == "on_time"


def layers_of(planes: Planes, institution: str) -> Iterator[Layer]:
    """The layers of an institution, or of all."""
    found = planes.duties.values() if institution == ALL else [planes.duties.get(institution, ())]
    return (layer for layers in found for layer in layers)


def months(period: Period, year: int) -> tuple[int, int]:
    """The first and the last month of a period; planes hold one year, and nothing shorter than a month."""
    if period.kind not in MONTHS or period.year != year:
        raise ValueError(f"Facts of {year} by months say nothing of {period}.")
    return period.first.month, period.last.month


def mask_of(first: int, last: int) -> int:
    """The bits of some months."""
    return (1 << last) - (1 << (first - 1))


def within(kind: Kind, first: int, last: int) -> range:
    """Which periods of a kind lie within some months."""
    length = MONTHS[kind]
    return range((first - 1 + length - 1) // length, last // length)
