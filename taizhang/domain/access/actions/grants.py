"""Giving and ending grants: nobody gives to himself, and the three administrators stay three people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from taizhang.domain.access.actions.authority import require
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import ROLES, Permission, Reach, Role, excluded
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.fields import ONE_DAY, require_foreseeable, require_near
from taizhang.domain.orgs.models import Organization, Person, Placement
from taizhang.domain.orgs.names import not_standing
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@dataclass(frozen=True, slots=True)
class GrantEntry:
    """A person shall hold a role over an organisation, as far as the reach says, from a day to a day."""

    person: Person
    role: Role
    organization: Organization
    reach: Reach
    starts_on: date
    ends_on: date | None = None


@action
def give(*, person: Person, role: Role, organization: Organization, reach: Reach, starts_on: date, by: Actor) -> Grant:
    """Give a person a role over an organisation from a day on."""
    return give_many(entries=[GrantEntry(person, role, organization, reach, starts_on)], by=by)[0]


@action
def give_many(*, entries: Sequence[GrantEntry], by: Actor) -> list[Grant]:
    """Give grants in a fixed number of queries; one audit entry each."""
    people = sorted({entry.person.pk for entry in entries})
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
    require(Permission.GRANTS_MANAGE, by, first=not Grant.objects.exists())
    standing = _standing(entries)
    held: dict[UUID, list[Grant]] = {}
    for grant in Grant.objects.filter(person__in=people):
        held.setdefault(grant.person_id, []).append(grant)
    grants = [_grant(entry, held.setdefault(entry.person.pk, []), standing, by) for entry in entries]
    insert_many(Grant, grants)
    for grant in grants:
        note(grant_note("grants.give", grant, by, starts_on=grant.starts_on, ends_on=grant.ends_on))
    return grants


@action
def end_grant(*, grant: Grant, on: date, by: Actor) -> Grant:
    """Let a grant hold no longer from a day on; one that would only begin then falls away."""
    require(Permission.GRANTS_MANAGE, by, first=False)
    require_near(on, by.on)
    grant = Grant.objects.select_for_update().select_related("person", "organization").get(pk=grant.pk)
    if grant.ends_on is not None and grant.ends_on < on:
        raise Refused(_("This grant already ended on {last}."), code="access.grant-ended", last=grant.ends_on)
    note(grant_note("grants.end", grant, by, on=on, starts_on=grant.starts_on, ends_on=grant.ends_on))
    if grant.starts_on >= on:
        Grant.objects.filter(pk=grant.pk).delete()
    else:
        grant.ends_on = on - ONE_DAY
        grant.save(update_fields=["ends_on"])
    return grant


def _grant(entry: GrantEntry, held: list[Grant], standing: dict[UUID, list[Placement]], by: Actor) -> Grant:
    """The checked grant of an entry, added to what its person holds."""
    require_near(entry.starts_on, by.on)
    require_foreseeable(entry.ends_on, by.on)
    _refuse_self(entry, by)
    if not any(place.holds(entry.starts_on) for place in standing.get(entry.organization.pk, ())):
        raise not_standing(entry.organization, entry.starts_on)
    days = entry.starts_on, entry.ends_on or date.max
    at_once = [each for each in held if each.starts_on <= days[1] and (each.ends_on or date.max) >= days[0]]
    refuse_excluded(entry, at_once)
    refuse_same(entry, at_once)
    grant = Grant(
        id=uuid7(),
        person=entry.person,
        role=Role(entry.role).value,
        organization=entry.organization,
        reach=Reach(entry.reach).value,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        granted_by_id=by.person_id,
        granted_by_name=by.name,
        granted_at=by.at,
    )
    held.append(grant)
    return grant


def _standing(entries: Sequence[GrantEntry]) -> dict[UUID, list[Placement]]:
    places: dict[UUID, list[Placement]] = {}
    for place in Placement.objects.filter(organization__in={entry.organization.pk for entry in entries}):
        places.setdefault(place.organization_id, []).append(place)
    return places


def _refuse_self(entry: GrantEntry, by: Actor) -> None:
    if by.person_id is not None and entry.person.pk == by.person_id:
        raise Refused(
            _("Nobody gives a role to himself."),
            _("Ask another security administrator."),
            code="access.grant-self",
        )


def refuse_excluded(entry: GrantEntry, held: Sequence[Grant]) -> None:
    """Refuse a second administrator's role, and a business role beside one (separation of duties, GB/T 22239)."""
    against = next((each for each in held if Role(each.role) in excluded(entry.role)), None)
    if against is not None:
        raise Refused(
            _("{name} holds the role {held} and cannot hold {role} beside it."),
            _("Choose another person, or end the other grant first."),
            code="access.roles-exclude",
            name=entry.person.name,
            held=str(ROLES[Role(against.role)].name),
            role=str(ROLES[entry.role].name),
        )


def refuse_same(entry: GrantEntry, held: Sequence[Grant]) -> None:
    """Refuse the same role over the same organisation twice."""
    wanted = (entry.role, entry.organization.pk)
    if any((each.role, each.organization_id) == wanted for each in held):
        raise Refused(
            _("{name} already holds the role {role} over this organisation."),
            _("End the other grant first, to change its reach."),
            code="access.grant-twice",
            name=entry.person.name,
            role=str(ROLES[entry.role].name),
        )


def grant_note(verb: str, grant: Grant, by: Actor, **days: date | None) -> Note:
    """What the audit trail keeps of a grant given, ended or restored."""
    details = {"person": str(grant.person_id), "role": grant.role, "reach": grant.reach, **days}
    return Note(verb, grant, by, grant.organization_id, label=f"{grant.person.name} {grant.role}", details=details)
