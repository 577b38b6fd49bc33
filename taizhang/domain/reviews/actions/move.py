"""Deciding: approve, return, withdraw, reopen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many, uuids
from taizhang.domain.reviews.models import Step, Submission
from taizhang.domain.reviews.rules import after, refuse_reason
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.workflow import Move, State

# In the order of ids, so that two batches at once wait for each other and never deadlock.
_LOCKED = "SELECT * FROM reviews_submission WHERE id = ANY(%s::uuid[]) ORDER BY id FOR UPDATE"
_DECIDED = """
UPDATE reviews_submission
SET state = %s, round = round + %s, decided_by_id = %s::uuid, decided_by_name = %s, decided_at = %s::timestamptz
WHERE id = ANY(%s::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A submission that a move could not be made with, and why."""

    submission_id: UUID
    why: Refused


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move of many came to."""

    done: tuple[Submission, ...]
    skipped: tuple[Skipped, ...]


@action
def move(*, submission_id: UUID, move: Move, because: str = "", by: Actor) -> Submission:
    """Make one move of a submission's life; the second of two reviewers at once is refused with who was first."""
    moved = move_many(submission_ids=[submission_id], move=move, because=because, by=by)
    for skipped in moved.skipped:
        raise skipped.why
    return moved.done[0]


@action
def move_many(*, submission_ids: Iterable[UUID], move: Move, because: str = "", by: Actor) -> Moved:
    """Make the same move with many submissions in five statements; those it is refused for stay as they are."""
    refuse_reason(move, because)
    wanted = sorted(set(submission_ids))
    found = {submission.pk: submission for submission in Submission.objects.raw(_LOCKED, [uuids(wanted)])}
    skipped = [Skipped(pk, _unknown()) for pk in wanted if pk not in found]
    steps: list[Step] = []
    done: list[Submission] = []
    for submission in found.values():
        try:
            to = after(submission, move, because, by)
        except Refused as refused:
            skipped.append(Skipped(submission.pk, refused))
            continue
        steps.append(_step(submission, move, to, because, by))
        done.append(submission)
    _write(done, steps, move, by)
    return Moved(tuple(done), tuple(skipped))


def _write(done: list[Submission], steps: list[Step], move: Move, by: Actor) -> None:
    """Bring the submissions to where their steps lead, in the database and in memory, and note it."""
    if not done:
        return
    to = State(steps[0].after)
    risen = 1 if move is Move.REOPEN else 0  # an undone approval begins another round, which may post points again
    person, name, at = _decision(move, by)
    with connection.cursor() as cursor:
        cursor.execute(_DECIDED, [to.value, risen, person, name, at, uuids(each.pk for each in done)])
    for each in done:
        each.state, each.round = to, each.round + risen
        each.decided_by_id, each.decided_by_name, each.decided_at = person, name, at
    insert_many(Step, steps)
    for each, step in zip(done, steps, strict=True):
        note(_note(each, step, by))


def _decision(move: Move, by: Actor) -> tuple[UUID | None, str, datetime | None]:
    """Who decided and when; undone or withdrawn, nobody has decided."""
    return (by.person_id, by.name, by.at) if move in (Move.APPROVE, Move.RETURN) else (None, "", None)


def _step(submission: Submission, move: Move, to: State, because: str, by: Actor) -> Step:
    return Step(
        submission=submission,
        move=move.value,
        before=submission.state,
        after=to.value,
        by_person_id=by.person_id,
        by_name=by.name,
        at=by.at,
        because=because.strip(),
    )


def _note(submission: Submission, step: Step, by: Actor) -> Note:
    return Note(
        verb=f"reviews.{step.move}",
        subject=submission,
        by=by,
        organization_id=submission.organization_id,
        details={
            "kind": submission.subject_kind,
            "subject": str(submission.subject_id),
            **({"because": step.because} if step.because else {}),
        },
    )


def _unknown() -> Refused:
    return Refused(
        _("This submission does not exist."), _("Open the list again; it may be old."), code="reviews.unknown"
    )
