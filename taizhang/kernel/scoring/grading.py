"""Grading: which grade and which rank follow from the marks of a group, in whole numbers.

The mark gives the grade; a veto caps it; then the shares, from the best grade down: of a group of n only the highest
⌊n × share⌋ keep a grade, the others fall to the next and count there. Who ties across the cut falls too: a share is
never exceeded, and equals are never parted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from taizhang.kernel.periods import Period
from taizhang.kernel.scoring.facts import Facts
from taizhang.kernel.scoring.scheme import Band, Scheme

Group = tuple[str, str]  # category and kind: whoever is compared with each other


@dataclass(frozen=True, slots=True)
class Judged:
    """One organisation that is to be graded: its group, its mark (None: none) and the vetoes that hit it."""

    group: Group
    units: int | None
    vetoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade of one organisation, and why it is not another.

    `index` is its place among the bands, the best 0, and -1 without a mark; `natural` is what the mark alone gives;
    `full` are the bands in which the share had no place left for it. `rank` is 1 and how many of the group have more.
    """

    grade: str
    index: int
    natural: int
    vetoes: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    rank: int | None = None
    size: int = 0


def natural(bands: Sequence[Band], units: int) -> int:
    """The place of the best band whose line a mark reaches; below every line it is the worst."""
    return next((place for place, band in enumerate(bands) if units >= band.least), len(bands) - 1)


def places(share: tuple[int, int], size: int) -> int:
    """How many of a group may have a grade: the whole part of its share, 优秀 ≤ 1/3 of 20 → 6."""
    numerator, denominator = share
    return size * numerator // denominator


def vetoed(scheme: Scheme, facts: Facts, period: Period) -> tuple[str, ...]:
    """The codes of the vetoes that hit the organisation of these facts; one that nobody entered does not."""
    found = ((veto.code, facts.read(veto.measure, period)) for veto in scheme.vetoes)
    return tuple(code for code, measure in found if measure is not None and measure.numerator > 0)


def capped(scheme: Scheme, place: int, vetoes: Sequence[str]) -> int:
    """The place of a band after vetoes: each lowers to its grade at best, none lifts."""
    caps = [_place(scheme.bands, veto.grade) for veto in scheme.vetoes if veto.code in vetoes]
    return max([place, *caps])


def grade(scheme: Scheme, judged: Sequence[Judged]) -> tuple[Graded, ...]:
    """The grades of all who are judged together, in the order in which they are given."""
    graded = [_alone(scheme, each) for each in judged]
    for group in dict.fromkeys(each.group for each in judged):
        members = [at for at, each in enumerate(judged) if each.group == group and each.units is not None]
        _compare(scheme, judged, graded, members)
    return tuple(graded)


def _alone(scheme: Scheme, one: Judged) -> Graded:
    """What an organisation gets before it is compared with others."""
    if one.units is None:
        return Graded("", -1, -1, one.vetoes)
    by_mark = natural(scheme.bands, one.units)
    place = capped(scheme, by_mark, one.vetoes)
    return Graded(scheme.bands[place].code, place, by_mark, one.vetoes)


def _compare(scheme: Scheme, judged: Sequence[Judged], graded: list[Graded], members: list[int]) -> None:
    """Ranks and shares within one group, unless it is so small that each would be known."""
    size = len(members)
    for at in members:
        graded[at] = replace(graded[at], size=size)
    if size < scheme.fewest:
        return
    marks = {at: judged[at].units or 0 for at in members}
    found = ranks(marks.values())
    for at in members:
        graded[at] = replace(graded[at], rank=found[marks[at]])
    for place, band in enumerate(scheme.bands[:-1]):
        if band.share is not None:
            here = {at: marks[at] for at in members if graded[at].index == place}
            below = scheme.bands[place + 1].code
            for at in _over(here, places(band.share, size)):
                graded[at] = replace(graded[at], grade=below, index=place + 1, full=(*graded[at].full, band.code))


def _over(marks: dict[int, int], most: int) -> list[int]:
    """Who must leave a band that holds at most so many: everyone from the highest mark on that does not fit whole."""
    kept = 0
    counted = Counter(marks.values())
    for mark in sorted(counted, reverse=True):
        if kept + counted[mark] > most:
            return [at for at, its in marks.items() if its <= mark]
        kept += counted[mark]
    return []


def ranks(marks: Iterable[int]) -> dict[int, int]:
    """The rank of each mark: 1 and how many have more."""
    found: dict[int, int] = {}
    for above, mark in enumerate(sorted(marks, reverse=True)):
        found.setdefault(mark, above + 1)
    return found


def _place(bands: Sequence[Band], code: str) -> int:
    return next(place for place, band in enumerate(bands) if band.code == code)
