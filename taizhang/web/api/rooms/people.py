"""People: the least that a program needs, numbers masked."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Exemption, Membership, Post
from taizhang.web.api.answers import Page, address, parted
from taizhang.web.api.calls import get
from taizhang.web.api.nouns import OrganizationRef, organization_of
from taizhang.web.api.parameters import asked
from taizhang.web.kit.page import PageRequest
from taizhang.web.people.listing import PersonFilter, rows
from taizhang.web.people.reach import find_person

VIEW = Permission.PEOPLE_VIEW
ORDER = ("person__sort_key", "person_id")


class PersonLine(Schema):
    """A person as a member of an organisation."""

    id: UUID
    name: str
    organization: OrganizationRef
    standing: str
    posts: list[str]
    exempt: bool
    id_number: str
    phone: str
    href: str
    page: str


class Belonging(Schema):
    """To which organisation a person belonged, from a day to a day."""

    organization: OrganizationRef
    standing: str
    starts_on: date
    ends_on: date | None


class Person(Schema):
    """One person: numbers masked, no birthday, no address."""

    id: UUID
    name: str
    registration: str
    joined_on: date | None
    id_number: str
    phone: str
    exempt: bool
    posts: list[str]
    memberships: list[Belonging]
    points: str
    page: str


@get("people", "people", VIEW, Page[PersonLine], asks=PersonFilter)
def people(request: PageRequest) -> Page[PersonLine]:
    """Everyone who belongs to an organisation within one's reach, as of a day."""
    wanted = asked(request, PersonFilter)
    return parted(request, wanted.apply(rows(request, wanted)), ORDER, _lines)


@get("people/{uuid:key}", "person", VIEW, Person)
def person(request: PageRequest, key: UUID) -> Person:
    """One person within one's reach."""
    found = find_person(request, key)
    belonged = Membership.objects.filter(person=found, starts_on__lte=request.on).placed(request.on)
    posts = Post.objects.on(request.on).filter(person=found).order_by("kind").values_list("kind", flat=True)
    return Person(
        id=found.pk,
        name=found.name,
        registration=found.registration,
        joined_on=found.joined_on,
        id_number=found.id_masked,
        phone=found.phone_masked,
        exempt=Exemption.objects.on(request.on).filter(person=found).exists(),
        posts=list(posts),
        memberships=[_belonging(row) for row in belonged.select_related("organization").order_by("-starts_on")],
        points=address(f"people/{key}/points"),
        page=f"/people/{key}/",
    )


def _lines(found: Iterable[Any]) -> list[PersonLine]:
    return [
        PersonLine(
            id=row.person_id,
            name=row.person.name,
            organization=organization_of(row),
            standing=row.standing,
            posts=list(row.post_kinds),
            exempt=bool(row.ground),
            id_number=row.person.id_masked,
            phone=row.person.phone_masked,
            href=address(f"people/{row.person_id}"),
            page=f"/people/{row.person_id}/",
        )
        for row in found
    ]


def _belonging(row: Any) -> Belonging:
    return Belonging(
        organization=organization_of(row),
        standing=row.standing,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )
