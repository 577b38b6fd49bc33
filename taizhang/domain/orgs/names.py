"""Where an organisation stands on a day: its placement, those above and below it, and who reviews its records."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from taizhang.domain.orgs.kinds import FORMS
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.orgs.models.placement import PlacementQuerySet
from taizhang.kernel import trees
from taizhang.kernel.errors import Refused, _

BY_NAME = ("sort_key", "path")
REVIEWING = tuple(kind for kind, form in FORMS.items() if form.reviews)


def placement(organization: Organization | UUID, on: date) -> Placement:
    """The place of an organisation on a day; refused when it did not exist then."""
    key = organization.pk if isinstance(organization, Organization) else organization
    place: Placement | None = (
        Placement.objects.on(on).select_related("organization").filter(organization_id=key).first()
    )
    if place is None:
        raise not_standing(organization, on)
    return place


def placed_by_code(code: str, on: date) -> Placement | None:
    """The place of the organisation with a code on a day, or None."""
    found: Placement | None = (
        Placement.objects.on(on).select_related("organization").filter(organization__code=code).first()
    )
    return found


def not_standing(organization: Organization | UUID, on: date) -> Refused:
    """The refusal of asking for an organisation on a day on which it did not exist."""
    code = organization.code if isinstance(organization, Organization) else str(organization)
    return Refused(
        _("The organisation {organization} does not exist on {day}."),
        _("Choose a day between its founding and its closing."),
        code="orgs.not-standing",
        organization=code,
        day=on,
    )


def ancestors(place: Placement, on: date) -> list[Placement]:
    """Those above a place on a day, from the top down, without itself; one query."""
    above = trees.above(place.path)
    return list(Placement.objects.on(on).select_related("organization").filter(path__in=above).order_by("path"))


def children(place: Placement, on: date) -> list[Placement]:
    """Those right under a place on a day, by name; one query."""
    return list(right_under(place, on).order_by(*BY_NAME))


def right_under(place: Placement, on: date) -> PlacementQuerySet:
    """Those right under a place on a day; a page that may have many shows them in parts, `BY_NAME`."""
    places: PlacementQuerySet = Placement.objects.on(on).filter(parent_id=place.organization_id)
    return places.select_related("organization")


def reviewer_of(organization_id: UUID, on: date) -> UUID:
    """The nearest organisation above whose office reviews records; the top one reviews its own."""
    found = reviewers_of([organization_id], on)
    if organization_id not in found:
        raise not_standing(organization_id, on)
    return found[organization_id]


def reviewers_of(organization_ids: Iterable[UUID], on: date) -> dict[UUID, UUID]:
    """The reviewing organisation of each that exists on a day; two queries for any number."""
    places = Placement.objects.on(on)
    offices: dict[str, UUID] = dict(places.filter(kind__in=REVIEWING).values_list("path", "organization_id"))
    wanted = places.filter(organization_id__in=list(organization_ids)).values_list("organization_id", "path")
    return {key: _nearest(path, offices, key) for key, path in wanted}


def _nearest(path: str, offices: dict[str, UUID], itself: UUID) -> UUID:
    for above in reversed(trees.above(path)):
        if above in offices:
            return offices[above]
    return itself
