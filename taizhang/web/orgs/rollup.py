"""What a list of organisations shows beside their names: members, completion of the month, lights; few queries each."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property, reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q

from taizhang.domain.audit.kept import kept
from taizhang.domain.duties import measures
from taizhang.domain.duties.queries import LightLine, Lights, lights, seen_from_above
from taizhang.domain.orgs.models import Membership, Placement
from taizhang.kernel import trees
from taizhang.kernel.measures import Light, Measure
from taizhang.kernel.periods import Kind, Period

UNKNOWN = Measure(0, 0)
FEWEST = 5  # organisations that are compared; among fewer each would be known by its place


class RollUp:
    """Figures of every organisation at or below some paths, each with what stands below it; read when first asked."""

    def __init__(self, paths: tuple[str, ...], on: date) -> None:
        self.paths, self.on = tuple(sorted(paths)), on

    def members(self, path: str) -> int:
        """How many people belong to an organisation or to one below it."""
        return self._members[path]

    @property
    def member_counts(self) -> Mapping[str, int]:
        """How many people belong to each organisation or to one below it; nobody is not written."""
        return self._members

    @property
    def shares(self) -> dict[str, float]:
        """The share that each has met, where anything was due."""
        return {path: float(met.rate) for path, met in self._completion.items() if met.rate is not None}

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The place of each among those of its kind and category, where five or more can be compared."""
        found: dict[str, int] = {}
        places = Placement.objects.on(self.on).filter(_below(self.paths, "path"))
        groups: dict[tuple[str, str], list[tuple[float, str]]] = {}
        shares = self.shares
        for path, kind, category in places.values_list("path", "kind", "category"):
            if path in shares:
                groups.setdefault((kind, category), []).append((shares[path], path))
        for group in groups.values():
            if len(group) >= FEWEST:
                ordered = sorted((share for share, _path in group), reverse=True)
                found |= {path: ordered.index(share) + 1 for share, path in group}
        return found

    def completion(self, path: str) -> Measure:
        """What is met of what was due this month up to the day, of an organisation and those below it."""
        return self._completion.get(path, UNKNOWN)

    def light(self, organization_id: UUID) -> LightLine:
        """The line of an organisation's own duties, as those above see it."""
        return self.lights[organization_id]

    def shining(self, colour: Light) -> list[UUID]:
        """The organisations of a colour; who owes nothing is green."""
        return [key for key, _path in self._places if self.lights[key].light is colour]

    @property
    def colours(self) -> Counter[Light]:
        """How many organisations shine in each colour; who owes nothing is green."""
        return Counter(self.lights[key].light for key, _path in self._places)

    @cached_property
    def lights(self) -> Lights:
        """The lines of all, by organisation; none while no pack rules."""
        return lights(self.paths, seen_from_above(self.on))

    @cached_property
    def _places(self) -> list[tuple[UUID, str]]:
        return _places(self.paths, self.on)

    @cached_property
    def _members(self) -> Counter[str]:
        return _members(self.paths, self.on)

    @cached_property
    def _completion(self) -> dict[str, Measure]:
        return _completion(self.paths, self.on)


def _below(paths: tuple[str, ...], field: str) -> Q:
    """The condition of standing at or below one of some paths."""
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths), Q(pk__in=[]))


@kept
def _places(paths: tuple[str, ...], on: date) -> list[tuple[UUID, str]]:
    """Each organisation there with its path."""
    return list(Placement.objects.on(on).filter(_below(paths, "path")).values_list("organization_id", "path"))


@kept
def _members(paths: tuple[str, ...], on: date) -> Counter[str]:
    """How many people belong to each organisation or to one below it; nobody is not written."""
    counted: Counter[str] = Counter()
    rows = Membership.objects.on(on).placed(on).filter(_below(paths, "org_path")).order_by()
    for path, count in rows.values_list("org_path").annotate(count=Count("pk")):
        for step in (*trees.above(path), path):
            counted[step] += count
    return counted


@kept
def _completion(paths: tuple[str, ...], on: date) -> dict[str, Measure]:
    """What is met of what was due this month up to the day, of each and those below it."""
    summed: dict[str, Measure] = {}
    month = Period.containing(on, Kind.MONTH)
    rows = measures.rows(trees.ROOT, month, on=on, due_so_far=True).filter(_below(paths, "org_path"))
    counted = measures.grouped(rows, on, "organization")
    for key, path in _places(paths, on):
        own = counted.get(str(key))
        for step in (*trees.above(path), path) if own else ():
            summed[step] = summed.get(step, UNKNOWN) + own.met  # type: ignore[union-attr]
    return summed
