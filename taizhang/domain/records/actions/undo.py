"""Undoing an approval: everything it brought is taken back by opposite rows, and the record waits for review again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.decisions import drop_decisions
from taizhang.domain.duties.actions.fulfil import Claimed, hold, unfulfil
from taizhang.domain.points.actions import reverse_source
from taizhang.domain.points.award import SOURCE_KIND
from taizhang.domain.records.gathered import Gathered, of_submissions
from taizhang.domain.records.models import Activity, Claim
from taizhang.domain.reviews.actions import Skipped, move_many
from taizhang.kernel.workflow import Move, State


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undoing came to."""

    count: int
    reversed: int  # entries of the ledger
    skipped: tuple[Skipped, ...] = ()


@action
def undo(*, submission_ids: Iterable[UUID], because: str, by: Actor) -> Undone:
    """Take approvals back, with a reason: duties are open again unless others meet them, points are reversed.

    Refused when a decision of the gathering was already carried out. Of several, those not approved are skipped.
    """
    wanted = set(submission_ids)
    moved = move_many(submission_ids=wanted, move=Move.REOPEN, because=because, by=by)
    if len(wanted) == 1 and moved.skipped:
        raise moved.skipped[0].why
    gatherings = of_submissions(submission.pk for submission in moved.done)
    sources = [each.id for each in gatherings]
    _reopen(gatherings, sources, by)
    decisions = [decision.decision_id for each in gatherings for decision in each.decisions]
    if decisions:
        drop_decisions(decision_ids=decisions, by=by)
    reversed_ = reverse_source(source_ids=sources, because=because, by=by) if sources else 0
    for each in gatherings:
        note(_note(each, because, by))
    return Undone(len(gatherings), reversed_, moved.skipped)


def _reopen(gatherings: Sequence[Gathered], sources: list[UUID], by: Actor) -> None:
    """Take back what the gatherings met, and let the claims of others that still stand meet it anew."""
    duties = {duty for each in gatherings for duty in each.duties}
    if duties:
        hold(duties)
        unfulfil(source_ids=sources, remaining=_remaining(duties, sources, by), by=by)


def _remaining(duties: set[UUID], sources: list[UUID], by: Actor) -> list[Claimed]:
    """The approved claims of other gatherings on these duties, counted anew in the order of their days."""
    claims = Claim.objects.filter(duty_id__in=duties, activity__submission__state=State.APPROVED)
    rows = claims.exclude(activity_id__in=sources).order_by("activity__held_on", "activity_id")
    counts: dict[UUID, int] = {}
    found = []
    for duty, activity, held_on, decided_at in rows.values_list(
        "duty_id", "activity_id", "activity__held_on", "activity__submission__decided_at"
    ):
        counts[duty] = counts.get(duty, 0) + 1
        found.append(Claimed(duty, counts[duty], SOURCE_KIND, activity, held_on, decided_at or by.at))
    return found


def _note(each: Gathered, because: str, by: Actor) -> Note:
    return Note(
        verb="records.undo",
        subject=Activity(pk=each.id, title=each.title),
        by=by,
        organization_id=each.organization_id,
        label=each.title,
        details={"because": because, "round": each.round},
    )
