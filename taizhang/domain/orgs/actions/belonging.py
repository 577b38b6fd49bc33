"""Changes of membership: transfer, confirmation, leaving; and the same for many at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.orgs.actions.registering import check_takes_members
from taizhang.domain.orgs.fields import ONE_DAY, require_past, require_reason
from taizhang.domain.orgs.models import Group, Membership, Office, Organization, Person, Placement, Post
from taizhang.domain.orgs.models.membership import Standing
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7
from taizhang.kernel.periods import add_years

PROBATION = 1  # year (rules on joining, article 32)


@action
def transfer(*, person: Person, to: Organization, on: date, because: str, by: Actor) -> Membership:
    """Let a person belong to another organisation from a day on; posts in the former one end the day before."""
    require_past(on, by.on)
    because = require_reason(because)
    current = _current(person, on)
    if current.organization_id == to.pk:
        raise Refused(
            _("{name} already belongs to this organisation."),
            _("Choose another organisation."),
            code="orgs.belongs-there",
            name=person.name,
        )
    check_takes_members(to, list(Placement.objects.filter(organization=to).order_by("starts_on")), on)
    [moved] = move_members([current], to, on, because)
    end_posts(Post.objects.filter(person=person, organization_id=current.organization_id), on)
    Group.objects.filter(leader=person, organization_id=current.organization_id).update(leader=None)
    _tell("people.transfer", person, by, to.pk, on=on, because=because, left=str(current.organization_id))
    return moved


@action
def confirm(*, person: Person, on: date, by: Actor) -> Membership:
    """Make a probationary member a formal one from a day on, after the year of probation."""
    require_past(on, by.on)
    current = _current(person, on)
    if current.standing != Standing.PROBATIONARY:
        raise Refused(_("{name} is no probationary member."), code="orgs.not-probationary", name=person.name)
    if person.joined_on is not None and on < add_years(person.joined_on, PROBATION):
        raise Refused(
            _("The probation of {name}, who joined on {joined}, lasts until {until}."),
            _("Confirm on that day or later."),
            code="orgs.probation",
            name=person.name,
            joined=person.joined_on,
            until=add_years(person.joined_on, PROBATION),
        )
    group = current.group_id
    [formal] = change_memberships([current], on, standing=Standing.FORMAL.value, group_id=group)
    Person.objects.filter(pk=person.pk).update(confirmed_on=on)
    _tell("people.confirm", person, by, formal.organization_id, on=on)
    return formal


@action
def leave(*, person: Person, on: date, because: str, by: Actor) -> Membership:
    """Let a person belong to no organisation from a day on; all posts end the day before."""
    require_past(on, by.on)
    because = require_reason(because)
    current = _current(person, on)
    if current.starts_on >= on:
        raise Refused(
            _("{name} joined on {joined} and cannot leave on the same day."),
            _("Choose a later day."),
            code="orgs.leaves-same-day",
            name=person.name,
            joined=current.starts_on,
        )
    Membership.objects.filter(pk=current.pk).update(ends_on=on - ONE_DAY)
    current.ends_on = on - ONE_DAY
    end_posts(Post.objects.filter(person=person), on)
    Group.objects.filter(leader=person).update(leader=None)
    _tell("people.leave", person, by, current.organization_id, on=on, because=because)
    return current


def move_members(memberships: Sequence[Membership], to: Organization, on: date, because: str) -> list[Membership]:
    """Let members belong to another organisation from a day on; groups stay behind."""
    return change_memberships(memberships, on, organization_id=to.pk, group_id=None, because=because)


def change_memberships(memberships: Sequence[Membership], on: date, **columns: Any) -> list[Membership]:
    """Let changed memberships hold from a day on; one that began on that very day is changed itself."""
    old = [row for row in memberships if row.starts_on < on]
    Membership.objects.filter(pk__in=[row.pk for row in old]).update(ends_on=on - ONE_DAY)
    fresh = [
        Membership(
            id=uuid7(),
            starts_on=on,
            ends_on=row.ends_on,
            **{
                "person_id": row.person_id,
                "organization_id": row.organization_id,
                "standing": row.standing,
                **columns,
            },
        )
        for row in old
    ]
    today = [row.pk for row in memberships if row.starts_on == on]
    Membership.objects.filter(pk__in=today).update(**columns)
    insert_many(Membership, fresh)
    return [*Membership.objects.filter(pk__in=today), *fresh]


def end_posts(posts: "QuerySet[Post] | QuerySet[Group] | QuerySet[Office]", on: date) -> int:
    """End dated rows the day before; those that would only begin then fall away. Answers how many."""
    never, _kinds = posts.filter(starts_on__gte=on).delete()
    return never + posts.filter(starts_on__lt=on).exclude(ends_on__lt=on).update(ends_on=on - ONE_DAY)


def people_named(organization_id: UUID, names: Sequence[str], on: date) -> dict[str, list[UUID]]:
    """The members of an organisation with each of the names; two people may share one."""
    found: dict[str, list[UUID]] = {name: [] for name in names}
    members = Membership.objects.on(on).filter(organization_id=organization_id, person__name__in=names)
    for name, key in members.order_by("person__sort_key", "person_id").values_list("person__name", "person_id"):
        found[name].append(key)
    return found


def _current(person: Person, on: date) -> Membership:
    """The membership of a person on a day, the person locked; refused when there is none, or a later one is known."""
    Person.objects.select_for_update().get(pk=person.pk)
    rows: list[Membership] = list(Membership.objects.filter(person=person).order_by("starts_on"))
    current = next((row for row in rows if row.holds(on)), None)
    if current is None:
        raise Refused(
            _("{name} belongs to no organisation on {day}."),
            _("Register the person with an organisation first."),
            code="orgs.belongs-nowhere",
            name=person.name,
            day=on,
        )
    if rows[-1].starts_on > on:
        raise Refused(
            _("The membership of {name} already changes on {later}."),
            _("Enter changes in their order: choose that day or a later one."),
            code="orgs.later-membership",
            name=person.name,
            later=rows[-1].starts_on,
        )
    return current


def _tell(verb: str, person: Person, by: Actor, organization_id: UUID, **details: Any) -> None:
    note(Note(verb=verb, subject=person, by=by, organization_id=organization_id, details=details))
