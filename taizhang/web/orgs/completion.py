"""How far the year of an organisation and of those right below it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Subquery, Value

from taizhang.domain.duties import measures
from taizhang.domain.duties.measures import NOTHING, Completion
from taizhang.domain.duties.packs import PackRules, find_pack
from taizhang.domain.duties.queries import LightLine, lights_of, seen_from_above
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import BY_NAME, right_under
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period
from taizhang.web.kit.paging import slice_of


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
        """Met of due so far by institution, in the order of their codes."""
        return sorted((code, counted.met) for code, counted in self._summed(0).items())

    def by_child(self) -> dict[str, Completion]:
        """What is due so far by the part right below."""
        return self._summed(1)

    def _summed(self, part: int) -> dict[str, Completion]:
        found: dict[str, Completion] = {}
        for keys, counted in self._counted.items():
            key = keys.split(" ", 1)[part]
            found[key] = found.get(key, NOTHING) + counted
        return found

    @cached_property
    def _counted(self) -> Mapping[str, Completion]:
        """By institution and part right below; one query for both."""
        return measures.completions(self.path, self.period, on=self.on, by="institution child", due_so_far=True)


@dataclass(frozen=True, slots=True)
class Child:
    """An organisation right below, with the year of everything under it and its own light as seen from above."""

    place: Placement
    completion: Measure
    light: LightLine


@dataclass(frozen=True, slots=True)
class Children:
    """A part of those right below: its lines, how many there are in all, and where its neighbours begin."""

    lines: list[Child]
    count: int
    after: str = ""
    before: str = ""


def children_of(place: Placement, on: date, year: Year, query: Mapping[str, str]) -> Children:
    """Those right below that the address asks for, by name; none of the further queries when there are none."""
    every = right_under(place, on)
    count = every.order_by().annotate(all=Value(1)).values("all").annotate(count=Count("pk")).values("count")
    part = slice_of(every.annotate(siblings=Subquery(count)), BY_NAME, query)
    if not part.rows:
        return Children([], 0)
    counted = year.by_child()
    shown = lights_of([one.organization_id for one in part.rows], seen_from_above(on))
    lines = [Child(one, counted.get(one.path, NOTHING).met, shown[one.organization_id]) for one in part.rows]
    return Children(lines, part.rows[0].siblings, part.after, part.before)
