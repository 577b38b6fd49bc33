"""Handing in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.reviews.models import Step, Submission
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.workflow import REVIEW, Move, State


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing handed in: what, by which organisation, to which reviewing organisation.

    `by` names who handed it in, and when, where that is not the actor of the whole batch (an import of old books);
    `label` is what it is called, in its own words.
    """

    subject_kind: str
    subject_id: UUID
    organization_id: UUID
    reviewer_id: UUID
    by: Actor | None = None
    label: str = ""


@action
def submit(
    *, subject_kind: str, subject_id: UUID, organization_id: UUID, reviewer_id: UUID, label: str = "", by: Actor
) -> Submission:
    """Hand something in, for the first time or after it was returned or withdrawn; sending it twice is harmless."""
    entry = Entry(subject_kind, subject_id, organization_id, reviewer_id, label=label)
    _one_at_a_time(entry.subject_id)
    known = Submission.objects.filter(subject_kind=entry.subject_kind, subject_id=entry.subject_id)
    found: Submission | None = known.select_for_update().first()
    if found is None:
        return submit_many(entries=[entry], by=by)[0]
    if found.state == State.SUBMITTED and found.submitted_by_id == by.person_id:
        return found
    before, found.state = State(found.state), REVIEW.after(State(found.state), Move.SUBMIT)
    found.reviewer_id, found.label = entry.reviewer_id, entry.label
    found.submitted_by_id, found.submitted_by_name, found.submitted_at = by.person_id, by.name, by.at
    found.decided_by_id, found.decided_by_name, found.decided_at = None, "", None
    found.save()
    _step(found, before, by).save()
    note(_note(found, by))
    return found


@action
def submit_many(*, entries: Sequence[Entry], by: Actor) -> list[Submission]:
    """Hand many things in for the first time, all or none."""
    submissions = [_submission(entry, entry.by or by) for entry in entries]
    _refuse_known(entries)
    insert_many(Submission, submissions)
    actors = [entry.by or by for entry in entries]
    steps = [_step(each, "", actor) for each, actor in zip(submissions, actors, strict=True)]
    insert_many(Step, steps)
    for each, actor in zip(submissions, actors, strict=True):
        note(_note(each, actor))
    return submissions


def _one_at_a_time(subject_id: UUID) -> None:
    """Let a form that is sent twice at once be handed in once: the second waits, and then finds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(subject_id)])


def _refuse_known(entries: Iterable[Entry]) -> None:
    """Refuse what was handed in before; the constraint holds when two do it at once."""
    kinds: dict[str, list[UUID]] = {}
    for entry in entries:
        kinds.setdefault(entry.subject_kind, []).append(entry.subject_id)
    for kind, subjects in kinds.items():
        known = Submission.objects.filter(subject_kind=kind, subject_id__in=subjects).count()
        if known or len(set(subjects)) < len(subjects):
            raise Refused(
                _("Part of this was handed in before."),
                _("Leave out what was handed in and send the rest."),
                code="reviews.known",
                count=known,
            )


def _submission(entry: Entry, by: Actor) -> Submission:
    return Submission(
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        label=entry.label,
        organization_id=entry.organization_id,
        reviewer_id=entry.reviewer_id,
        state=State.SUBMITTED.value,
        submitted_by_id=by.person_id,
        submitted_by_name=by.name,
        submitted_at=by.at,
    )


def _step(submission: Submission, before: str, by: Actor) -> Step:
    return Step(
        submission=submission,
        move=Move.SUBMIT.value,
        before=before,
        after=State.SUBMITTED.value,
        by_person_id=by.person_id,
        by_name=by.name,
        at=by.at,
    )


def _note(submission: Submission, by: Actor) -> Note:
    return Note(
        verb="reviews.submit",
        subject=submission,
        by=by,
        organization_id=submission.organization_id,
        details={"kind": submission.subject_kind, "subject": str(submission.subject_id)},
    )
