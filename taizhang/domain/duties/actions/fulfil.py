"""Meeting duties, and undoing it: rows that belong to the act of another room, whose audit entry speaks of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from taizhang.domain.audit.actions import action
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import uuids
from taizhang.domain.duties.locks import Lock, wait_for
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.duties.seals import require_unsealed
from taizhang.kernel.ids import uuid7

# The claim that completes what is needed is the one that fulfils; of several the earliest in number.
_INSERT = """
INSERT INTO duties_fulfilment (id, duty_id, source_kind, source_id, held_on, learnt_at, by_person_id, by_name)
SELECT DISTINCT ON (c.duty_id) c.id, c.duty_id, c.source_kind, c.source_id, c.held_on, c.learnt_at, %s::uuid, %s
FROM unnest(%s::uuid[], %s::uuid[], %s::int[], %s::text[], %s::uuid[], %s::date[], %s::timestamptz[])
     AS c(id, duty_id, approved, source_kind, source_id, held_on, learnt_at)
JOIN duties_duty d ON d.id = c.duty_id AND c.approved >= d.needed
ORDER BY c.duty_id, c.approved, c.held_on
ON CONFLICT (duty_id) DO NOTHING
RETURNING duty_id
"""
_HOLD = "SELECT id FROM duties_duty WHERE id = ANY(%s::uuid[]) ORDER BY id FOR NO KEY UPDATE"


@dataclass(frozen=True, slots=True)
class Claimed:
    """An approved claim on a duty: `approved` counts the approved claims on it up to this one, itself included."""

    duty_id: UUID
    approved: int
    source_kind: str
    source_id: UUID
    held_on: date
    learnt_at: datetime


def hold(duty_ids: Iterable[UUID]) -> list[Duty]:
    """Lock duties until the end of the transaction, so that claims on them are counted one approval at a time."""
    return list(Duty.objects.raw(_HOLD, [uuids(set(duty_ids))]))


@action
def fulfil(*, claims: Sequence[Claimed], by: Actor) -> set[UUID]:
    """Meet the duties whose needed claims are approved, in one statement; answers those newly met.

    A duty that is met already stays as it is, so fulfilling twice is harmless.
    """
    if not claims:
        return set()
    columns = zip(
        *((uuid7(), c.duty_id, c.approved, c.source_kind, c.source_id, c.held_on, c.learnt_at) for c in claims),
        strict=True,
    )
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [by.person_id, by.name, *map(list, columns)])
        return {row[0] for row in cursor.fetchall()}


@action
def unfulfil(*, source_ids: Iterable[UUID], remaining: Sequence[Claimed] = (), by: Actor) -> int:
    """Take back what sources met; answers how many duties they had met. The rows stay, for the days they stood on.

    `remaining` are the approved claims still standing on the duties concerned, counted anew: a duty that they are
    enough for stays met, by them. Refused for duties on which locked results rest.
    """
    wait_for(Lock.SEALS, shared=True)  # for whoever is sealing what would be taken back
    standing = Fulfilment.objects.standing().filter(source_id__in=list(source_ids))
    require_unsealed(each.duty for each in standing.select_related("duty"))
    taken: int = standing.take_back(by)
    if remaining:
        Fulfilment.objects.filter(pk__in=_outdone(remaining)).take_back(by)
    fulfil(claims=remaining, by=by)
    return taken


def _outdone(claims: Sequence[Claimed]) -> list[UUID]:
    """The standing fulfilments that these claims, counted anew, do not bear out."""
    standing = Fulfilment.objects.filter(duty__in={claim.duty_id for claim in claims}).select_related("duty")
    return [row.pk for row in standing if (row.source_id, row.held_on) != _meeting(row.duty, claims)]


def _meeting(duty: Duty, claims: Sequence[Claimed]) -> tuple[UUID, date] | None:
    """Which claim meets a duty and on which day it was held, as the statement above chooses it."""
    enough = [claim for claim in claims if claim.duty_id == duty.pk and claim.approved >= duty.needed]
    first = min(enough, key=lambda claim: (claim.approved, claim.held_on), default=None)
    return (first.source_id, first.held_on) if first else None
