"""The live scores below an organisation: how they lie, the means and rates below each part, and the months so far."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from taizhang.domain.assessments import engine, facts
from taizhang.domain.audit.kept import kept
from taizhang.kernel import trees
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import Scheme
from taizhang.kernel.scoring.comparing import Quartiles, quartiles
from taizhang.web.scores import reading

if TYPE_CHECKING:
    from taizhang.domain.assessments.facts.planes import Planes

ALL = "duty:*"


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the marks at or below an organisation."""

    marked: int
    units: int | None


@dataclass(frozen=True, slots=True)
class Whole:
    """What stands below an organisation: bands and how many, quartiles, means and rates by path, means by month."""

    grades: dict[str, int]
    quartiles: Quartiles | None
    judged: int
    marked: int
    means: dict[str, Mean]  # by the path right below
    rates: dict[tuple[str, str], Measure]  # by the path right below, and the institution
    trend: list[tuple[Period, int | None]]


@kept
def whole(path: str, period: Period, on: date, code: str = "") -> Whole | None:
    """The live scores below a path by the main scheme of a period, or the overlay of a code; None without one.

    The facts are read once. Shares and ranks are those of the whole district, whoever looks.
    """
    version = reading.in_force(period, code)
    if version is None:
        return None
    scheme, months = reading.scheme_of(version), reading.months(period.year, on)
    read = {ALL, *scheme.measures, *(measure for found in months.values() if found for measure in found.measures)}
    planes = facts.load(_root(path), period.year, on, live=True, measures=read)
    places = [place for place, own in enumerate(planes.paths) if own.startswith(path) and own != path]
    steps = {place: own for place in places if trees.depth(own := planes.paths[place]) == trees.depth(path) + 1}
    scores = engine.score(scheme, planes, period)
    judged = [place for place in places if planes.categories[place] in scheme.trees]
    marks = [int(scores.units[place]) for place in judged if scores.units[place] >= 0]
    rollup = engine.rollup(planes, scores)
    return Whole(
        grades=dict(Counter(_code(scheme, int(scores.grade[place])) for place in judged)),
        quartiles=quartiles(marks, scheme.fewest),
        judged=len(judged),
        marked=len(marks),
        means={step: _mean(rollup, place) for place, step in steps.items()},
        rates=_rates(planes, steps, period),
        trend=[(month, _mean_of(found, planes, path, month)) for month, found in months.items()],
    )


def _root(path: str) -> str:
    """The path of the district to which a path belongs."""
    above = trees.above(path)
    return above[0] if above else path


def _mean(rollup: Any, place: int) -> Mean:
    units = int(rollup.mean[place])
    return Mean(int(rollup.marked[place]), units if units >= 0 else None)


def _mean_of(scheme: Scheme | None, planes: "Planes", path: str, month: Period) -> int | None:
    """The mean of the marks of a month at or below a path."""
    if scheme is None or path not in planes.paths:
        return None
    rollup = engine.rollup(planes, engine.score(scheme, planes, month))
    return _mean(rollup, planes.paths.index(path)).units


def _code(scheme: Scheme, index: int) -> str:
    return scheme.bands[index].code if index >= 0 else ""


def _rates(planes: "Planes", steps: dict[int, str], period: Period) -> dict[tuple[str, str], Measure]:
    """Met of owed of each institution below each path, by counting the bits of the months."""
    import numpy as np

    mask = sum(1 << (month.first.month - 1) for month in period.split(Kind.MONTH))
    found: dict[tuple[str, str], Measure] = {}
    for institution, layers in planes.duties.items():
        due = sum(np.bitwise_count(layer.due & np.uint16(mask)).astype(np.int64) for layer in layers)
        met = sum(np.bitwise_count(layer.met & np.uint16(mask)).astype(np.int64) for layer in layers)
        for place, step in steps.items():
            part = slice(place, int(planes.ends[place]))
            measure = Measure(int(np.sum(met[part])), int(np.sum(due[part])))
            if measure.denominator:
                found[step, institution] = measure
    return found
