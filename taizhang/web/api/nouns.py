"""What several answers share: an organisation or a person by name, both languages of a name."""

from typing import Any
from uuid import UUID

from ninja import Schema

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Person
from taizhang.web.api.answers import address
from taizhang.web.kit.page import PageRequest


class Wording(Schema):
    """A name in both languages."""

    zh: str
    en: str


class OrganizationRef(Schema):
    """An organisation, named as it was then."""

    code: str
    name: str
    href: str


class PersonRef(Schema):
    """A person; the name is empty for whoever may not see it."""

    id: UUID
    name: str
    href: str


def organization_of(row: Any) -> OrganizationRef:
    """The organisation of a row that was placed, with the organisation itself."""
    return organization_ref(row.organization.code, row.org_name or "")


def organization_ref(code: str, name: str) -> OrganizationRef:
    """An organisation by its code."""
    return OrganizationRef(code=code, name=name, href=address(f"organizations/{code}"))


def person_ref(key: UUID, name: str) -> PersonRef:
    """A person by identifier."""
    return PersonRef(id=key, name=name, href=address(f"people/{key}"))


def person_of(request: PageRequest, person: Person | None, row: Any) -> PersonRef | None:
    """A person named in a row that was placed; by name only for whoever may see people there."""
    if person is None:
        return None
    there = policy.scope(request.account, Permission.PEOPLE_VIEW, on=request.today).covers(row.org_path or "")
    return person_ref(person.pk, person.name if there else "")
