"""What-if: everybody judged twice over the same facts, by the scheme in force and by another, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from taizhang.kernel import trees
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import FULL, POINT, Band, Scheme
from taizhang.web.schemes.reading import scores

if TYPE_CHECKING:
    from taizhang.domain.assessments.engine.scores import Scores
    from taizhang.domain.assessments.facts.planes import Planes

STEP = 5 * POINT  # how wide a bar of the distribution of marks is
NONE = ""  # the grade of who has none


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many have a grade before and after."""

    code: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class MarkCount:
    """How many have a mark from so many points on, before and after."""

    least: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One organisation before and after: marks in units, grades by their codes."""

    place: int
    key: UUID
    units: tuple[int | None, int | None]
    grades: tuple[str, str]

    @property
    def differs(self) -> bool:
        """Whether its grade changes."""
        return self.grades[0] != self.grades[1]


class WhatIf:
    """One period of everybody within reach, by two schemes."""

    def __init__(
        self, planes: Planes, before: Scheme, after: Scheme, period: Period, reach: Callable[[str], bool] | None = None
    ) -> None:
        self.planes, self.before, self.after, self.period = planes, before, after, period
        self._reach = reach

    @cached_property
    def standings(self) -> list[Standing]:
        """Everybody within reach whom one of the schemes judges, in the order of the tree; the office judges others."""
        old, new = (_columns(each, scores(each, self.planes, self.period)) for each in (self.before, self.after))
        judged = set(self.before.trees) | set(self.after.trees)
        rows = zip(
            self.planes.keys,
            self.planes.paths,
            self.planes.categories,
            zip(*old, strict=True),
            zip(*new, strict=True),
            strict=True,
        )
        return [
            Standing(place, key, (was[0], then[0]), (was[1], then[1]))
            for place, (key, path, category, was, then) in enumerate(rows)
            if category in judged and trees.depth(path) > 1 and (self._reach is None or self._reach(path))
        ]

    @cached_property
    def by_key(self) -> Mapping[UUID, Standing]:
        """Each organisation's two marks and grades."""
        return {one.key: one for one in self.standings}

    @cached_property
    def changed(self) -> list[Standing]:
        """Those whose grade changes."""
        return [one for one in self.standings if one.differs]

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The grades of both schemes from the best (0) to the worst; none is last."""
        return {code: place for place, code in enumerate([band.code for band in self.bands] + [NONE])}

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The grades of the new scheme, and those of today's that it drops, each where its line stands."""
        known = {band.code for band in self.after.bands}
        gone = tuple(band for band in self.before.bands if band.code not in known)
        return tuple(sorted((*self.after.bands, *gone), key=lambda band: -band.least)) if gone else self.after.bands

    def direction(self, one: Standing) -> int:
        """1 where an organisation comes to a better grade, -1 to a worse, 0 to the same."""
        before, after = (self.ranks[grade] for grade in one.grades)
        return (before > after) - (before < after)

    def grades(self, lang: str, none: str) -> list[GradeCount]:
        """How many have each grade before and after, and how many have none."""
        before, after = (Counter(one.grades[side] for one in self.standings) for side in (0, 1))
        named = [(band.code, band.name.words(lang)) for band in self.bands]
        rest = [(NONE, none)] if before[NONE] or after[NONE] else []
        return [GradeCount(code, name, before[code], after[code]) for code, name in named + rest]

    @cached_property
    def marks(self) -> list[MarkCount]:
        """How many have a mark in each step of five points, from the lowest that anybody has."""
        before, after = (
            Counter(
                min(one.units[side] or 0, FULL - 1) // STEP for one in self.standings if one.units[side] is not None
            )
            for side in (0, 1)
        )
        steps = [*before, *after]
        if not steps:
            return []
        return [MarkCount(step * STEP // POINT, before[step], after[step]) for step in range(min(steps), FULL // STEP)]


def _columns(scheme: Scheme, found: Scores) -> tuple[list[int | None], list[str]]:
    """Marks and grades as plain values; -1 says that there is none."""
    codes = [*(band.code for band in scheme.bands), NONE]  # a grade of -1 is the last
    units = [None if each < 0 else each for each in found.units.tolist()]
    return units, [codes[each] for each in found.grade.tolist()]
