"""What a circular costs those below, shown before it is sent; and how many there were, beside last year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from taizhang.domain.burden.caps import caps
from taizhang.domain.burden.cost import Over, load, minutes
from taizhang.domain.notices.actions.circulars import CircularEntry
from taizhang.domain.notices.audience import Audience, reached
from taizhang.domain.notices.circulars import LIMITS, Cost, cost, issued
from taizhang.domain.notices.models import Circular
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.kernel import prose
from taizhang.web.kit.page import PageRequest


@dataclass(frozen=True, slots=True)
class Weighed:
    """A circular on the scales."""

    cost: Cost
    length: int
    limit: int
    warnings: tuple[prose.Finding, ...]
    over: tuple[Over, ...]
    per_minute: int = prose.PER_MINUTE


@dataclass(frozen=True, slots=True)
class Counted:
    """How many circulars an office issued this year so far, and by the same day of last year."""

    name: str
    this_year: int
    last_year: int


def weighed(entry: CircularEntry, place: Placement, on: date) -> Weighed:
    """What sending it would take; nothing is written."""
    people = reached(entry.audience, path=place.path, on=on)
    warnings = tuple(found for found in prose.findings(entry.text) if not found.demand.forbidden)
    price = cost(entry.text, people)
    over = tuple(_over(people, price.minutes_each, on))
    return Weighed(price, prose.length(entry.text), LIMITS[entry.weight], warnings, over)


def _over(people: Mapping[UUID, list[UUID]], each: int, on: date) -> Iterator[Over]:
    """The organisations that would have more than their level's minutes in the month by reading this too."""
    loads, allowed = load(people.keys(), on), caps(on)
    places = Placement.objects.on(on).filter(organization__in=people.keys()).order_by("path")
    for place in places:
        asked = minutes(loads.get(place.organization_id, 0)) + each * len(people[place.organization_id])
        cap = allowed[place.level].minutes
        if asked > cap:
            yield Over(place.organization_id, place.short_name, asked, cap)


def counts(request: PageRequest, issuers: list[tuple[str, str]]) -> list[Counted]:
    """The numbers of each office that somebody issues for."""
    keys = dict(Organization.objects.filter(code__in=[code for code, _name in issuers]).values_list("code", "pk"))
    return [Counted(name, *issued(keys[code], request.by.at)) for code, name in issuers]


def audience_words(circular: Circular) -> str:
    """Whom a circular was for, in words."""
    audience = Audience.of(circular.audience)
    return " · ".join(str(each.label) for each in (*audience.kinds, *audience.categories, *audience.posts))
