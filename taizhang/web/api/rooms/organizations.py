"""Organisations: the list, one, what stands right below it, and where it stood before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from ninja import Schema

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.kinds import Kind, PostKind
from taizhang.domain.orgs.measures import WITH_OFFICE
from taizhang.domain.orgs.models import Office, Placement, Post
from taizhang.web.api.answers import Items, Number, Page, address, as_of, parted
from taizhang.web.api.calls import get
from taizhang.web.api.nouns import OrganizationRef, PersonRef, organization_ref, person_ref
from taizhang.web.api.parameters import asked
from taizhang.web.kit.filter import condition, elsewhere
from taizhang.web.kit.page import PageRequest, find_organization, within
from taizhang.web.orgs import listing
from taizhang.web.orgs.asof import may_over, organization_url
from taizhang.web.orgs.rollup import RollUp
from taizhang.web.people import listing as people

VIEW = Permission.ORGS_VIEW
ORDER = ("path", "id")


@dataclass(frozen=True)
class Organizations(listing.OrganizationFilter):
    """The filter of the page, and what the rows behind figures ask besides: an office, or a post that is held."""

    office: bool | None = condition("", elsewhere, default=None)
    post: PostKind | None = condition("", elsewhere, default=None)


class OrganizationLine(Schema):
    """An organisation in a list."""

    code: str
    name: str
    short_name: str
    kind: str
    category: str
    under: str | None
    starts_on: date
    ends_on: date | None
    href: str
    page: str


class Placed(Schema):
    """What an organisation was called and where it stood, from a day to a day."""

    name: str
    short_name: str
    kind: str
    category: str
    under: str | None
    starts_on: date
    ends_on: date | None
    because: str


class Organization(OrganizationLine):
    """One organisation as of a day."""

    founded_on: date
    above: OrganizationRef | None
    secretary: PersonRef | None
    office: str | None
    members: Number | None
    children: str
    placements: str
    changes: str
    duties: str
    activities: str
    points: str
    measures: str


@get("organizations", "organizations", VIEW, Page[OrganizationLine], asks=Organizations)
def organizations(request: PageRequest) -> Page[OrganizationLine]:
    """The organisations within one's reach, as of a day."""
    return parted(request, _rows(request), ORDER, _lines)


@get("organizations/{code}", "organization", VIEW, Organization)
def organization(request: PageRequest, code: str) -> Organization:
    """One organisation as of a day, with the ways to everything of it."""
    place = find_organization(request, code)
    above = Placement.objects.on(request.on).select_related("organization").filter(organization=place.parent_id).first()
    secretary = Post.objects.on(request.on).filter(organization=place.organization_id, kind=PostKind.SECRETARY)
    office = Office.objects.on(request.on).filter(organization=place.organization_id).first()
    held = secretary.select_related("person").order_by("starts_on", "id").first()
    seen = may_over(request, Permission.PEOPLE_VIEW, place)
    here = {"organization": code, **as_of(request)}
    line = _line(place, above.organization.code if above else None)
    return Organization(
        **line.model_dump(),
        founded_on=place.organization.founded_on,
        above=organization_ref(above.organization.code, above.name) if above else None,
        secretary=person_ref(held.person_id, held.person.name) if held and seen else None,
        office=office.name if office else None,
        members=_members(request, place) if seen else None,
        children=address(f"organizations/{code}/children", **as_of(request)),
        placements=address(f"organizations/{code}/placements"),
        changes=address(f"organizations/{code}/changes", **as_of(request)),
        duties=address("duties", **here),
        activities=address("activities", **here),
        points=address("points/entries", **here),
        measures=address("measures", **here),
    )


@get("organizations/{code}/children", "organization_children", VIEW, Page[OrganizationLine])
def children(request: PageRequest, code: str) -> Page[OrganizationLine]:
    """What stands right below an organisation: the tree, level by level."""
    place = find_organization(request, code)
    rows = within(request, Placement.objects.filter(parent=place.organization_id))
    return parted(request, rows.select_related("organization", "parent"), ORDER, _lines)


@get("organizations/{code}/placements", "organization_places", VIEW, Items[Placed])
def placements(request: PageRequest, code: str) -> Items[Placed]:
    """Every name and place an organisation had, the latest first."""
    place = find_organization(request, code)
    rows = Placement.objects.filter(organization=place.organization_id).select_related("parent").order_by("-starts_on")
    return Items(
        items=[
            Placed(
                name=row.name,
                short_name=row.short_name,
                kind=row.kind,
                category=row.category,
                under=row.parent.code if row.parent else None,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                because=row.because,
            )
            for row in rows
        ]
    )


def _rows(request: PageRequest) -> QuerySet[Any]:
    """The rows of the page's own list, narrowed by what figures ask."""
    wanted = asked(request, Organizations)
    reach = policy.scope(request.account, VIEW, on=request.today)
    figures = RollUp(tuple(part.path for part in reach.paths), request.on)
    rows: QuerySet[Any] = wanted.apply(listing.meant_rows(request, wanted, figures))
    if wanted.office is not None:
        office = Exists(Office.objects.on(request.on).filter(organization_id=OuterRef("organization_id")))
        rows = rows.filter(office if wanted.office else ~office, kind__in=[Kind(one).value for one in WITH_OFFICE])
    if wanted.post is not None:
        posts = Post.objects.on(request.on).filter(kind=wanted.post).values("organization_id")
        rows = rows.filter(organization_id__in=posts)
    return rows.select_related("organization", "parent")


def _lines(rows: Iterable[Any]) -> list[OrganizationLine]:
    return [_line(row, row.parent.code if row.parent else None) for row in rows]


def _line(row: Any, under: str | None) -> OrganizationLine:
    code = row.organization.code
    return OrganizationLine(
        code=code,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        category=row.category,
        under=under,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        href=address(f"organizations/{code}"),
        page=organization_url(code),
    )


def _members(request: PageRequest, place: Placement) -> Number:
    """How many people belong to it or to one below it, as the list of people shows them."""
    code = place.organization.code
    rows = people.rows(request, people.PersonFilter(organization=code))
    return Number(value=rows.order_by().count(), rows=address("people", organization=code, **as_of(request)))
