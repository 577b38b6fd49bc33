"""Duties that follow from what a gathering decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import ProtectedError

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.models import Duty, Fulfilment, Waiver
from taizhang.kernel.errors import Refused, _

WARNED = timedelta(days=3)  # before the day a decision is due
BOOKS_CLOSE = (3, 31)  # of the following year, with its annual assessment, as for every duty


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that somebody is to carry out by a day."""

    decision_id: UUID
    organization_id: UUID
    title: str
    assignee_id: UUID | None
    decided_on: date
    due_on: date


@action
def from_decisions(*, decisions: Sequence[Decided], by: Actor) -> list[Duty]:
    """Make each decision a duty of its organisation, once; answers the duties of these decisions."""
    known = list(Duty.objects.filter(source_id__in=[each.decision_id for each in decisions]))
    made = {duty.source_id for duty in known}
    duties = [_duty(each, by) for each in decisions if each.decision_id not in made]
    Duty.objects.bulk_create(duties)
    for duty in duties:
        note(_note("duties.decide", duty, by))
    return known + duties


@action
def drop_decisions(*, decision_ids: Iterable[UUID], by: Actor) -> int:
    """Take back the duties of decisions whose approval is undone; answers how many there were."""
    duties = Duty.objects.filter(source_id__in=list(decision_ids))
    dropped = list(duties)
    _forget(dropped)
    try:
        duties.delete()
    except ProtectedError:
        raise Refused(
            _("A decision of this gathering was already carried out or waived."),
            _("Undo that first, then this."),
            code="duties.decision-met",
        ) from None
    for duty in dropped:
        note(_note("duties.drop", duty, by))
    return len(dropped)


def _forget(duties: Sequence[Duty]) -> None:
    """What once met or waived these duties goes with them; what still does keeps them."""
    for model in (Fulfilment, Waiver):
        model.objects.filter(was_of__in=duties).delete()


def _duty(decided: Decided, by: Actor) -> Duty:
    due_on = max(decided.due_on, decided.decided_on)
    return Duty(
        organization_id=decided.organization_id,
        occurrence=str(decided.decision_id),
        title=decided.title,
        assignee_id=decided.assignee_id,
        source_id=decided.decision_id,
        first_on=decided.decided_on,
        last_on=due_on,
        starts_on=decided.decided_on,
        warn_on=max(decided.decided_on, due_on - WARNED),
        due_on=due_on,
        grace_until=due_on,
        closes_on=date(due_on.year + 1, *BOOKS_CLOSE),
        issued_at=by.at,
    )


def _note(verb: str, duty: Duty, by: Actor) -> Note:
    return Note(
        verb=verb,
        subject=duty,
        by=by,
        organization_id=duty.organization_id,
        details={"decision": str(duty.source_id), "due_on": duty.due_on.isoformat()},
    )
