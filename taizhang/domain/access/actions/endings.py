"""Ending many grants at once, and taking that back as a whole."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from taizhang.domain.access.actions.authority import require
from taizhang.domain.access.actions.grants import GrantEntry, end_grant, grant_note, refuse_excluded, refuse_same
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Permission, Reach, Role
from taizhang.domain.audit.actions import action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.fields import ONE_DAY
from taizhang.domain.orgs.models import Organization, Person
from taizhang.kernel.errors import Refused, _


def endable(grants: Iterable[Grant], on: date) -> tuple[list[Grant], list[Grant]]:
    """Those that can end on a day, and those that ended before it."""
    found = list(grants)
    over = {grant.pk for grant in found if grant.ends_on is not None and grant.ends_on < on}
    return [grant for grant in found if grant.pk not in over], [grant for grant in found if grant.pk in over]


@action
def end_many(*, grant_ids: Collection[UUID], on: date, by: Actor) -> list[Grant]:
    """End grants from a day on, all or none; those that ended before it are left as they are."""
    require(Permission.GRANTS_MANAGE, by, first=False)
    rows = Grant.objects.select_for_update(of=("self",)).filter(pk__in=list(grant_ids)).order_by("pk")
    possible, _over = endable(rows.select_related("person", "organization"), on)
    for grant in possible:
        end_grant(grant=grant, on=on, by=by)
    return possible


@action
def restore_many(*, at: datetime, by: Actor) -> list[Grant]:
    """Take back what this person ended at one moment of the same day: each grant holds as before."""
    require(Permission.GRANTS_MANAGE, by, first=False)
    acts = list(AuditEntry.objects.filter(verb="grants.end", at=at, actor_id=by.person_id).order_by("number"))
    back = [_restored(act, by) for act in acts if act.details["on"] == by.on.isoformat()]
    restored = [grant for grant in back if grant is not None]
    if not restored:
        raise Refused(
            _("There is no such ending of yours today; it may have been taken back already."),
            _("Give the role again where it is needed."),
            code="access.grant-restore",
        )
    return restored


def _restored(act: AuditEntry, by: Actor) -> Grant | None:
    """The grant of an act as it was before; None when somebody changed it since."""
    details, today = act.details, by.on
    starts_on, ends_on = _day(details["starts_on"]), _day(details["ends_on"])
    person = Person.objects.select_for_update(of=("self",)).get(pk=details["person"])
    others = [each for each in Grant.objects.filter(person=person) if each.pk != act.subject_id]
    later = [each for each in others if each.ends_on is None or each.ends_on >= today]
    organization = Organization.objects.get(pk=str(act.organization_id))
    entry = GrantEntry(
        person, Role(details["role"]), organization, Reach(details["reach"]), starts_on or today, ends_on
    )
    refuse_excluded(entry, later)
    refuse_same(entry, later)
    found = Grant.objects.filter(pk=str(act.subject_id)).first()
    if found is not None and found.ends_on != today - ONE_DAY:
        return None
    grant = found or _anew(act, entry, by)
    grant.ends_on = ends_on
    grant.save()
    note(grant_note("grants.restore", grant, by, ends_on=ends_on))
    return grant


def _anew(act: AuditEntry, entry: GrantEntry, by: Actor) -> Grant:
    """A grant that had only begun, or was still to begin, and fell away when it was ended."""
    return Grant(
        id=act.subject_id,
        person=entry.person,
        role=entry.role.value,
        organization=entry.organization,
        reach=entry.reach.value,
        starts_on=entry.starts_on,
        granted_by_id=by.person_id,
        granted_by_name=by.name,
        granted_at=by.at,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
