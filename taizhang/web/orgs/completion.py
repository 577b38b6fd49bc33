"""How far the year of an organisation and of those right below it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from taizhang.domain.duties import measures
from taizhang.domain.duties.measures import NOTHING, Completion
from taizhang.domain.duties.packs import PackRules, find_pack
from taizhang.domain.duties.queries import LightLine, Lights, lights, seen_from_above
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import children
from taizhang.kernel.errors import Refused
from taizhang.kernel.measures import Measure, light
from taizhang.kernel.periods import Period


@dataclass(frozen=True)
class Year:
    """The year of a day for the organisations at or below a path: what was due so far and what of it is met."""

    path: str
    on: date

    @cached_property
    def rules(self) -> PackRules | None:
        """The rules of the day."""
        return find_pack(self.on)

    @property
    def period(self) -> Period:
        """The whole year."""
        return Period.of_year(self.on.year)

    def institutions(self) -> list[tuple[str, Measure]]:
        """Met of due so far by institution, in the order of their codes; one query."""
        counted = measures.completion(self.path, self.period, on=self.on, by="institution", due_so_far=True)
        return sorted(counted.items())

    def by_child(self) -> dict[str, Completion]:
        """The same by the part right below; one query."""
        return measures.completions(self.path, self.period, on=self.on, by="child", due_so_far=True)


@dataclass(frozen=True, slots=True)
class Child:
    """An organisation right below, with the year of everything under it and its own light as seen from above."""

    place: Placement
    completion: Measure
    light: LightLine


def line_of(duties: Sequence[Any], rules: PackRules) -> LightLine:
    """The number and the colour of a list got from owed_now, by rules that are already at hand."""
    unfinished = sum(not duty.done for duty in duties)
    limits = rules.lights
    return LightLine(unfinished, len(duties), light(unfinished, (limits.green_up_to, limits.yellow_up_to)))


def children_of(place: Placement, on: date, year: Year, day: date | None = None) -> list[Child]:
    """Those right below, by name; none of the further queries when there are none.

    `day` is the one whose lights are seen from above, when it is known already.
    """
    below = children(place, on)
    if not below:
        return []
    counted, day = year.by_child(), day or seen_from_above(on)
    limits = year.rules.lights if year.rules else None
    try:
        shown = lights([place.path], day, (limits.green_up_to, limits.yellow_up_to) if limits else None)
    except Refused:  # no pack rules on that day
        shown = Lights()
    return [Child(one, counted.get(one.path, NOTHING).met, shown[one.organization_id]) for one in below]
