"""Reckoning: from facts and a scheme to the lines of an assessment, the same lines whenever it is done again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING
from uuid import UUID

from taizhang.domain.assessments import facts
from taizhang.domain.assessments.engine import score
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Scheme
from taizhang.kernel.scoring.grading import ranks

if TYPE_CHECKING:
    from taizhang.domain.assessments.facts.planes import Planes

Group = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What one organisation comes to: the values of a result before it is one."""

    organization_id: UUID
    path: str
    category: str
    kind: str
    units: int | None
    complete: bool
    grade: str
    rank: int | None
    group_size: int

    @property
    def group(self) -> Group:
        """Whoever it is compared with."""
        return self.category, self.kind


@dataclass(frozen=True)
class Reckoning:
    """The facts of an office's organisations and what a scheme makes of them."""

    planes: Planes
    scheme: Scheme
    period: Period

    @cached_property
    def content(self) -> bytes:
        """The facts as they are frozen."""
        return self.planes.to_parquet()

    @cached_property
    def digest(self) -> str:
        """What the facts are recognised by."""
        return sha256(self.content).hexdigest()

    @cached_property
    def results(self) -> str:
        """What the results are recognised by."""
        return sha256(written(self.lines)).hexdigest()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """One line for each organisation that the scheme judges, in the order of the tree."""
        return reckon(self.scheme, self.planes, self.period)


def taken(path: str, scheme: Scheme, period: Period, on: date) -> Reckoning:
    """The facts of a period that is over, as known on a day, in the tree of its last day, of all below a path."""
    planes = facts.load(path, period.year, on, tree_on=period.last, measures=scheme.measures)
    return Reckoning(below(planes, path), scheme, period)


def below(planes: Planes, path: str) -> Planes:
    """The planes without whoever judges."""
    return planes.at(slice(1, None)) if planes.paths[:1] == (path,) else planes


def reckon(scheme: Scheme, planes: Planes, period: Period) -> tuple[Line, ...]:
    """Marks, grades and ranks of all whom the scheme judges; a category without a tree is not judged."""
    scores = score(scheme, planes, period)
    units, complete = scores.units.tolist(), scores.complete.tolist()
    grades, ranks, sizes = scores.grade.tolist(), scores.rank.tolist(), scores.size.tolist()
    codes = [*(band.code for band in scheme.bands), ""]  # -1, no grade, is the last
    return tuple(
        Line(
            planes.keys[place],
            planes.paths[place],
            category,
            planes.kinds[place],
            None if units[place] < 0 else units[place],
            complete[place],
            codes[grades[place]],
            ranks[place] or None,
            sizes[place],
        )
        for place, category in enumerate(planes.categories)
        if category in scheme.trees
    )


@dataclass(frozen=True, slots=True)
class Deviating:
    """Another mark or grade than computed, decided by two persons."""

    organization_id: UUID
    units: int | None = None
    grade: str = ""


def deviated(lines: Sequence[Line], deviations: Iterable[Deviating]) -> tuple[Line, ...]:
    """The lines after such decisions, in their order: nobody else's grade changes, ranks follow the marks."""
    by_key = {line.organization_id: line for line in lines}
    for each in deviations:
        line = by_key[each.organization_id]
        units = line.units if each.units is None else each.units
        by_key[each.organization_id] = replace(line, units=units, grade=each.grade or line.grade)
    return _ranked(tuple(by_key.values()))


def written(lines: Iterable[Line]) -> bytes:
    """The lines as bytes: computed again from the same facts they are the same."""
    values = attrgetter(*(field.name for field in fields(Line)))
    return b"\n".join(json.dumps(values(line), default=str, separators=(",", ":")).encode() for line in lines)


def _ranked(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Ranks counted anew in the groups that have them."""
    marks: dict[Group, list[int]] = {}
    for line in lines:
        if line.units is not None:
            marks.setdefault(line.group, []).append(line.units)
    ranked = {line.group for line in lines if line.rank is not None}
    above = {group: ranks(its) for group, its in marks.items()}
    return tuple(
        replace(line, rank=above[line.group][line.units]) if line.units is not None and line.group in ranked else line
        for line in lines
    )
