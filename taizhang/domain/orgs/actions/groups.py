"""Party groups of a branch."""

from collections.abc import Sequence
from datetime import date

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.fields import ONE_DAY, require_near
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Group, Membership, Organization, Person
from taizhang.domain.orgs.names import placement
from taizhang.kernel.errors import Refused, _


@action
def form_group(
    *, organization: Organization, name: str, starts_on: date, by: Actor, leader: Person | None = None
) -> Group:
    """Form a Party group in a branch from a day on."""
    require_near(starts_on, by.on)
    place = placement(organization, starts_on)
    if not FORMS[Kind(place.kind)].members:
        raise Refused(
            _("{name} has no Party groups, for people do not belong to it directly."),
            _("Form the group in a branch."),
            code="orgs.group-kind",
            name=place.name,
        )
    if Group.objects.between(starts_on, date.max).filter(organization=organization, name=name).exists():
        raise Refused(
            _("{organization} already has a group called {name}."),
            _("Give the group another name."),
            code="orgs.group-name",
            organization=place.name,
            name=name,
        )
    group = Group.objects.create(organization=organization, name=name, leader=leader, starts_on=starts_on)
    note(Note("groups.form", group, by, organization.pk, details={"on": starts_on}))
    return group


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
    note(Note("groups.regroup", group, by, group.organization_id, details={"members": count}))
    return count


@action
def dissolve_group(*, group: Group, on: date, by: Actor) -> Group:
    """Let a group exist no longer from a day on; its members belong to no group."""
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
