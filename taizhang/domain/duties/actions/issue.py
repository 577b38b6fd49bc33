"""Issuing the duties of a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import uuids
from taizhang.domain.duties.locks import Lock, wait_for
from taizhang.domain.duties.owers import calendar_around, owers, rulings
from taizhang.domain.duties.planning import Owed, Plan, Planner
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7_texts
from taizhang.kernel.periods import Period
from taizhang.kernel.recurrence import Occurrence

# A few occurrences are owed by many organisations: both lists go over once and are joined by number.
_INSERT = """
INSERT INTO duties_duty (id, organization_id, standard_id, institution, occurrence, needed, title, issued_at,
                         first_on, last_on, starts_on, warn_on, due_on, grace_until, closes_on)
SELECT d.id, d.organization_id, o.standard_id, o.institution, o.occurrence, o.needed, '', %s,
       o.first_on, o.last_on, o.starts_on, o.warn_on, o.due_on, o.grace_until, o.closes_on
FROM unnest(%s::uuid[], %s::uuid[], %s::int[]) AS d(id, organization_id, number)
JOIN unnest(%s::int[], %s::uuid[], %s::text[], %s::text[], %s::int[],
            %s::date[], %s::date[], %s::date[], %s::date[], %s::date[], %s::date[], %s::date[])
     AS o(number, standard_id, institution, occurrence, needed,
          first_on, last_on, starts_on, warn_on, due_on, grace_until, closes_on) USING (number)
ON CONFLICT (organization_id, institution, occurrence) DO NOTHING
"""


AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing came to: new duties, duties that were there, institutions that do not apply, closed occurrences."""

    created: int
    existing: int
    not_applicable: int
    closed: int


@action
def issue(*, period: Period, on: date, by: Actor, organizations: Iterable[UUID] | None = None) -> Issued:
    """Issue the duties of every organisation (or of those named) for a period; safe to run twice.

    Owed are the occurrences that share a day with the period, by the pack in force on their first day and the facts
    of the organisation on the first day of the period. Nothing is issued into what is closed on the day `on`.
    """
    _refuse_far(period, on)
    wait_for(Lock.ISSUE)
    ruling = rulings(period.span)
    if not ruling:
        raise Refused(
            _("No rule pack is in force in {period}."),
            _("Publish one that is valid in it."),
            code="duties.no-pack",
            period=str(period),
        )
    planner = Planner(period, on, calendar_around(period))
    plan = planner.plan(ruling, owers(period.first, organizations))
    _refuse_closed(plan, period)
    created = _insert(plan.owed, by.at)
    issued = Issued(created, len(plan.owed) - created, len(plan.not_applicable), plan.closed)
    details = {"period": str(period), "created": created, "existing": issued.existing, "closed": issued.closed}
    note(Note(verb="duties.issue", subject=None, by=by, label=str(period), details=details))
    return issued


def _refuse_far(period: Period, on: date) -> None:
    """Refuse a period that nobody can foresee: its organisations and its rules are not those of today."""
    if period.first > on + AHEAD:
        raise Refused(
            _("{period} begins on {first}, more than a year after {on}."),
            _("Check the year; duties are issued when their time comes near."),
            code="duties.far-period",
            period=str(period),
            first=period.first,
            on=on,
        )


def _refuse_closed(plan: Plan, period: Period) -> None:
    """Refuse a period of which everything is closed."""
    if plan.closed and not plan.owed:
        raise Refused(
            _("The books of {period} are closed; nothing is issued into a closed past."),
            _("Choose a later period."),
            code="duties.closed-period",
            period=str(period),
        )


def _insert(owed: Sequence[Owed], at: datetime) -> int:
    """Insert what is not there yet in one statement; answers how many rows."""
    if not owed:
        return 0
    numbers: dict[tuple[UUID, str, int], int] = {}
    occurrences: list[tuple[object, ...]] = []
    organizations: list[UUID] = []
    places: list[str] = []
    for each in owed:
        key = (each.standard_id, each.occurrence.key, id(each.occurrence))
        if key not in numbers:
            numbers[key] = len(occurrences)
            occurrences.append((len(occurrences), *_dated(each)))
        organizations.append(each.organization_id)
        places.append(str(numbers[key]))
    duties = (f"{{{','.join(uuid7_texts(len(owed)))}}}", uuids(organizations), f"{{{','.join(places)}}}")
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [at, *duties, *(list(column) for column in zip(*occurrences, strict=True))])
        return int(cursor.rowcount)


def _dated(owed: Owed) -> tuple[object, ...]:
    """The columns of an occurrence."""
    on: Occurrence = owed.occurrence
    dates = (on.span.first, on.span.last, on.starts_on, on.warn_on, on.due_on, on.grace_until, on.closes_on)
    return (owed.standard_id, owed.institution, on.key, owed.needed, *dates)
