"""The end of organisations: closing, merging into another, splitting off a new one. History stays."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.actions.belonging import end_posts, move_members
from taizhang.domain.orgs.actions.founding import OrganizationEntry, found
from taizhang.domain.orgs.actions.moving import move
from taizhang.domain.orgs.actions.places import changeable, lock_tree
from taizhang.domain.orgs.actions.registering import check_takes_members
from taizhang.domain.orgs.fields import ONE_DAY, require_near, require_reason
from taizhang.domain.orgs.models import Group, Membership, Office, Organization, Person, Placement, Post
from taizhang.kernel.errors import Refused, _


@action
def close(*, organization: Organization, on: date, because: str, by: Actor) -> Placement:
    """Close an organisation: from that day on it does not exist. Refused while people or organisations depend on it."""
    require_near(on, by.on)
    because = require_reason(because)
    lock_tree()
    place = changeable(organization, on)
    _refuse_dependants(place, on)
    return _end(place, on, Note("orgs.close", organization, by, details={"on": on, "because": because}))


@action
def merge(*, organization: Organization, into: Organization, on: date, because: str, by: Actor) -> Placement:
    """Merge an organisation into another: members and organisations below go there, and it ends the day before."""
    require_near(on, by.on)
    because = require_reason(because)
    lock_tree()
    place = changeable(organization, on)
    if organization.pk == into.pk:
        raise Refused(
            _("{name} cannot be merged into itself."), _("Choose another."), code="orgs.merge-self", name=place.name
        )
    for below in Placement.objects.on(on).filter(parent=organization).select_related("organization"):
        move(organization=below.organization, under=into, on=on, because=because, by=by)
    members = _members(place, on)
    if members:
        check_takes_members(into, list(Placement.objects.filter(organization=into).order_by("starts_on")), on)
        move_members(members, into, on, because)
    details = {"on": on, "because": because, "into": into.code, "members": len(members)}
    told = [into.pk, *(row.person_id for row in members)]
    return _end(place, on, Note("orgs.merge", organization, by, details=details, subjects=told))


@action
def split(
    *, organization: Organization, entry: OrganizationEntry, people: Sequence[Person], on: date, by: Actor
) -> Organization:
    """Found a new organisation on a day with some of the members of another, whose posts there end the day before."""
    place = changeable(organization, on)
    keys = {person.pk for person in people}
    if not keys:
        raise Refused(
            _("Nobody would go to the new organisation."),
            _("Choose who goes there; an organisation without members is founded instead."),
            code="orgs.split-nobody",
        )
    leaving = [row for row in _members(place, on) if row.person_id in keys]
    if len(leaving) != len(keys):
        raise Refused(
            _("{count} of these people do not belong to {name} on {day}."),
            _("Choose among its members."),
            code="orgs.split-strangers",
            count=len(keys) - len(leaving),
            name=place.name,
            day=on,
        )
    made = found(entry=replace(entry, founded_on=on), by=by)
    move_members(leaving, made, on, entry.because)
    end_posts(Post.objects.filter(organization=organization, person__in=keys), on)
    details = {"on": on, "from": organization.code, "members": len(leaving), "because": entry.because}
    told = [organization.pk, *(row.person_id for row in leaving)]
    note(Note("orgs.split", made, by, made.pk, entry.name, details, subjects=told))
    return made


def _end(place: Placement, on: date, told: Note) -> Placement:
    """End the place, posts, groups and offices of an organisation the day before."""
    organization = place.organization
    if not Placement.objects.filter(organization=organization, starts_on__lt=on).exists():
        raise Refused(
            _("{name} was founded on {founded} and cannot end on that day."),
            _("Choose a later day."),
            code="orgs.ends-same-day",
            name=place.name,
            founded=place.starts_on,
        )
    if place.starts_on < on:
        place.ends_on = on - ONE_DAY
        place.save(update_fields=["ends_on"])
    else:  # it was renamed or moved on this very day: the row before it is its last
        place.delete()
        place = Placement.objects.filter(organization=organization).latest("starts_on")
    groups = Group.objects.filter(organization=organization)
    Membership.objects.filter(group__in=groups.filter(starts_on__gte=on)).update(group=None)
    for rows in (
        Post.objects.filter(organization=organization),
        groups,
        Office.objects.filter(organization=organization),
    ):
        end_posts(rows, on)
    told.organization_id, told.label = organization.pk, place.name
    note(told)
    return place


def _members(place: Placement, on: date) -> list[Membership]:
    """The memberships of an organisation on a day, its people locked; refused when somebody joins only later."""
    rows = Membership.objects.filter(organization=place.organization_id)
    later = rows.filter(starts_on__gt=on).order_by("starts_on").first()
    if later is not None:
        raise Refused(
            _("Somebody joins {name} on {later}, after {day}."),
            _("Choose that day or a later one."),
            code="orgs.later-member",
            name=place.name,
            later=later.starts_on,
            day=on,
        )
    members: list[Membership] = list(rows.on(on))
    list(Person.objects.select_for_update().filter(pk__in=[row.person_id for row in members]).values_list("pk"))
    return members


def _refuse_dependants(place: Placement, on: date) -> None:
    """Refuse to close while people belong to it or organisations stand under it."""
    members = Membership.objects.between(on, date.max).filter(organization=place.organization_id).count()
    below = Placement.objects.between(on, date.max).filter(parent=place.organization_id)
    organizations = below.values("organization").distinct().count()
    if members or organizations:
        raise Refused(
            _("{name} still has {members} members and {organizations} organisations under it."),
            _("Transfer the members and move or close the organisations first, or merge it into another."),
            code="orgs.close-in-use",
            name=place.name,
            members=members,
            organizations=organizations,
        )
