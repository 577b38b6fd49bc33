"""The cast, a street beside it and another district, with one noun of every kind wherever it is asked for."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from taizhang.domain.access.models import Account
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Membership, Organization, Person, Placement
from taizhang.kernel.ids import uuid7
from tests.factories.orgs import FOUNDED
from tests.people import Cast
from tests.web.district import MOMENT, district

DAY = date(2018, 5, 16)
MORE = (
    ("other_street", "410103011", "大学路街道", Kind.STREET, "410103"),
    ("their_district", "410102", "中原区委", Kind.DISTRICT, None),
    ("their_street", "410102010", "林山寨街道", Kind.STREET, "410102"),
    ("their_branch", "LSZ1", "林山寨第一支部", Kind.BRANCH, "410102010"),
)


@dataclass
class World:
    """Organisations and accounts by name; nouns are made when first asked for and kept."""

    cast: Cast
    places: dict[str, Organization]
    kept: dict[tuple[str, UUID], Any] = field(default_factory=dict)

    def account(self, part: str) -> Account:
        """The account that plays a part, as a new request finds it."""
        return self.cast.reloaded(part)

    def once(self, kind: str, organization: Organization, make: Any) -> Any:
        """The noun of a kind at an organisation."""
        key = (kind, organization.pk)
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def member(self, organization: Organization) -> Person:
        """Somebody who belongs to an organisation and plays no part."""

        def make() -> Person:
            person = Person.objects.create(name=f"某{organization.code}", sort_key="mou", search="mou")
            Membership.objects.create(person=person, organization=organization, standing="formal", starts_on=FOUNDED)
            return person

        return self.once("member", organization, make)

    def duty(self, organization: Organization) -> Duty:
        """A duty of May; where the pack asks nothing, one like that of the first branch."""
        own = Duty.objects.filter(organization=organization, institution="L05").order_by("-due_on").first()
        return own or self.once("duty", organization, lambda: clone(self.duty(self.places["first"]), organization))


def clone(row: models.Model, organization: Organization | None = None, **changes: Any) -> Any:
    """The same row once more, under another identifier and at another place."""
    values = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    values |= {row._meta.pk.attname: uuid7(), **changes}
    if organization is not None:
        values["organization_id"] = organization.pk
    return type(row)._base_manager.create(**values)


def world() -> World:
    """Everything in place in May 2018."""
    cast = district()
    places = {name: value for name, value in vars(cast).items() if isinstance(value, Organization)}
    for part, code, name, kind, under in MORE:
        places[part] = _stand(code, name, kind, under)
    return World(cast, places)


def _stand(code: str, name: str, kind: Kind, under: str | None) -> Organization:
    """An organisation in the tree; another district cannot be founded by an act, since one installation serves one."""
    above = Placement.objects.filter(organization__code=under).first() if under else None
    organization = Organization.objects.create(code=code, label=code.lower()[-6:] + "x", founded_on=FOUNDED)
    Placement.objects.create(
        organization=organization,
        parent=above.organization if above else None,
        path=(above.path if above else "/") + organization.label + "/",
        name=name,
        short_name=name,
        kind=kind,
        category=Category.COMMUNITY,
        sort_key=code,
        search=name,
        starts_on=FOUNDED,
    )
    return organization


__all__ = ["DAY", "MOMENT", "World", "clone", "world"]
