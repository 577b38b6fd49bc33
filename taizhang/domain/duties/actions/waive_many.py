"""Waiving many duties for one reason, and taking all of it back at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from taizhang.domain.audit.actions import action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.duties.actions.waive import closed, met_already, reason, trace, waived_already
from taizhang.domain.duties.locks import Lock, wait_for
from taizhang.domain.duties.models import Duty, Waiver
from taizhang.domain.duties.seals import require_unsealed
from taizhang.domain.duties.telling import tell_unwaived, tell_waived
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7


@dataclass(frozen=True, slots=True)
class Waivable:
    """Of some duties those that may be waived, and the others each with why not."""

    possible: tuple[Duty, ...]
    refused: tuple[tuple[Duty, Refused], ...]


def waivable(duties: Iterable[Duty], on: date) -> Waivable:
    """Look at duties loaded with their fulfilment and waiver; nothing is written and nobody is asked again."""
    possible: list[Duty] = []
    refused: list[tuple[Duty, Refused]] = []
    for duty in duties:
        why = _why_not(duty, on)
        if why is None:
            possible.append(duty)
        else:
            refused.append((duty, why))
    return Waivable(tuple(possible), tuple(refused))


@action
def waive_many(*, duty_ids: Collection[UUID], because: str, by: Actor) -> Waivable:
    """Let organisations off these duties for one reason; those that cannot be waived are left and told.

    Refused as a whole when locked results rest on one of them.
    """
    because = reason(because)
    found = waivable(_locked(duty_ids), by.on)
    require_unsealed(found.possible)
    rows = [
        Waiver(id=uuid7(), duty=duty, because=because, at=by.at, by_person_id=by.person_id, by_name=by.name)
        for duty in found.possible
    ]
    insert_many(Waiver, rows)
    tell_waived(found.possible, because, by)
    for duty in found.possible:
        note(trace("duties.waive", duty, because, by))
    return found


@action
def unwaive_many(*, at: datetime, duty_ids: Collection[UUID], because: str, by: Actor) -> Waivable:
    """Take back what this person waived at one moment, of these duties; those whose books closed since stay."""
    because = reason(because)
    mine = Waiver.objects.filter(at=at, by_person_id=by.person_id, duty__in=duty_ids)
    waivers = {waiver.duty_id: waiver for waiver in mine}
    duties = [duty for duty in _locked(list(waivers)) if duty.pk in waivers]
    kept = [(duty, closed(duty)) for duty in duties if duty.closes_on < by.on]
    back = [duty for duty in duties if duty.closes_on >= by.on]
    require_unsealed(back)
    Waiver.objects.filter(duty__in=[duty.pk for duty in back], at=at, by_person_id=by.person_id).take_back(by)
    tell_unwaived(back, because, by)
    for duty in back:
        note(trace("duties.unwaive", duty, because, by, waiver=waivers[duty.pk].because))
    return Waivable(tuple(back), tuple(kept))


def _locked(keys: Collection[UUID]) -> list[Duty]:
    """The duties in one order for everybody, each with how it stands."""
    wait_for(Lock.SEALS, shared=True)
    rows = Duty.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))
    return list(rows.select_related("fulfilment", "waiver"))


def _why_not(duty: Duty, on: date) -> Refused | None:
    if getattr(duty, "fulfilment", None) is not None:
        return met_already()
    waiver = getattr(duty, "waiver", None)
    if waiver is not None:
        return waived_already(waiver)
    return closed(duty) if duty.closes_on < on else None
