"""Party groups of a branch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.fields import ONE_DAY, require_near
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Group, Membership, Organization, Person, Placement
from taizhang.domain.orgs.names import not_standing
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group shall be formed in a branch on a day."""

    organization: Organization
    name: str
    starts_on: date
    leader: Person | None = None


@action
def form_group(
    *, organization: Organization, name: str, starts_on: date, by: Actor, leader: Person | None = None
) -> Group:
    """Form a Party group in a branch from a day on."""
    return form_groups(entries=[GroupEntry(organization, name, starts_on, leader)], by=by)[0]


@action
def form_groups(*, entries: Sequence[GroupEntry], by: Actor) -> list[Group]:
    """Form groups in a fixed number of queries; one audit entry each."""
    keys = {entry.organization.pk for entry in entries}
    places: dict[UUID, list[Placement]] = {}
    for place in Placement.objects.filter(organization__in=keys):
        places.setdefault(place.organization_id, []).append(place)
    taken = {
        (group.organization_id, group.name): group.ends_on or date.max
        for group in Group.objects.filter(organization__in=keys).order_by("starts_on")
    }
    _refuse_strange_leaders(entries)
    made = []
    for entry in entries:
        _check_group(entry, places.get(entry.organization.pk, []), taken, by)
        taken[entry.organization.pk, entry.name] = date.max
        made.append(_group(entry))
    insert_many(Group, made)
    for group in made:
        note(Note("groups.form", group, by, group.organization_id, details={"on": group.starts_on}))
    return made


def _group(entry: GroupEntry) -> Group:
    return Group(
        id=uuid7(),
        organization=entry.organization,
        name=entry.name,
        leader=entry.leader,
        starts_on=entry.starts_on,
    )


def _check_group(
    entry: GroupEntry, places: Sequence[Placement], taken: Mapping[tuple[UUID, str], date], by: Actor
) -> None:
    """Refuse a group where people do not belong directly, or one of the same name at the same time."""
    require_near(entry.starts_on, by.on)
    place = next((row for row in places if row.holds(entry.starts_on)), None)
    if place is None:
        raise not_standing(entry.organization, entry.starts_on)
    if not FORMS[Kind(place.kind)].members:
        raise Refused(
            _("{name} has no Party groups, for people do not belong to it directly."),
            _("Form the group in a branch."),
            code="orgs.group-kind",
            name=place.name,
        )
    if taken.get((entry.organization.pk, entry.name), date.min) >= entry.starts_on:
        raise Refused(
            _("{organization} already has a group called {name}."),
            _("Give the group another name."),
            code="orgs.group-name",
            organization=place.name,
            name=entry.name,
        )


def _refuse_strange_leaders(entries: Sequence[GroupEntry]) -> None:
    """A group is led by a member of its branch."""
    led = [(entry, entry.leader) for entry in entries if entry.leader is not None]
    people = [leader.pk for _entry, leader in led]
    belonging: dict[UUID, list[Membership]] = {}
    for row in Membership.objects.filter(person__in=people) if people else ():
        belonging.setdefault(row.person_id, []).append(row)
    for entry, leader in led:
        rows = belonging.get(leader.pk, ())
        if not any(row.organization_id == entry.organization.pk and row.holds(entry.starts_on) for row in rows):
            raise Refused(
                _("{name} does not belong to the branch on {day} and cannot lead one of its groups."),
                _("Choose among its members."),
                code="orgs.group-leader",
                name=leader.name,
                day=entry.starts_on,
            )


@action
def regroup(*, group: Group, people: Sequence[Person], on: date, by: Actor) -> int:
    """Put members of a branch into one of its groups; answers how many."""
    keys = {person.pk for person in people}
    members = Membership.objects.on(on).filter(organization_id=group.organization_id, person__in=keys)
    count = members.update(group=group)
    if count != len(keys):
        raise Refused(
            _("{count} of these people do not belong to the branch of {name}."),
            _("Choose among its members."),
            code="orgs.group-strangers",
            count=len(keys) - count,
            name=group.name,
        )
    told = sorted(keys)
    note(Note("groups.regroup", group, by, group.organization_id, details={"members": count}, subjects=told))
    return count


@action
def dissolve_group(*, group: Group, on: date, by: Actor) -> Group:
    """Let a group exist no longer from a day on; its members belong to no group."""
    require_near(on, by.on)
    group = Group.objects.select_for_update().get(pk=group.pk)
    if group.starts_on >= on or (group.ends_on is not None and group.ends_on < on):
        raise Refused(
            _("{name} does not exist on the day before {day}."),
            _("Choose a day while the group exists."),
            code="orgs.group-day",
            name=group.name,
            day=on,
        )
    group.ends_on = on - ONE_DAY
    group.save(update_fields=["ends_on"])
    Membership.objects.on(on).filter(group=group).update(group=None)
    note(Note("groups.dissolve", group, by, group.organization_id, details={"on": on}))
    return group
