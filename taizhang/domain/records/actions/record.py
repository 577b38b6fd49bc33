"""Recording a gathering: handing in, revising, withdrawing; one at a time or the books of years at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.names import reviewers_of
from taizhang.domain.points.award import SOURCE_KIND
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.history import changes, snapshot
from taizhang.domain.records.known import Recorded
from taizhang.domain.records.models import Activity
from taizhang.domain.records.plan import Plan, plan_all, recorded_late
from taizhang.domain.records.rows import activity_of, clear_parts, describe, write_activities, write_parts
from taizhang.domain.reviews.actions import Entry, move
from taizhang.domain.reviews.actions import submit as hand_in
from taizhang.domain.reviews.actions import submit_many as hand_in_many
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.workflow import Move, State

REVISABLE = (State.SUBMITTED, State.RETURNED, State.WITHDRAWN)


@action
def submit(*, entry: RecordEntry, by: Actor) -> Activity:
    """Hand a record in; a returned one with the same id is revised. Sending it twice is harmless."""
    with connection.cursor() as cursor:  # the same form sent twice at once: the second waits and finds the first
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(entry.id)])
    known = _stored().filter(pk=entry.id).first()
    if known is None:
        return submit_many(entries=[(entry, by)], by=by)[0]
    _refuse_another(known, entry)
    if known.submission.state in (State.SUBMITTED, State.APPROVED):
        return known
    return revise(entry=entry, by=by)


@action
def submit_many(*, entries: Sequence[Recorded], by: Actor) -> list[Activity]:
    """Hand many new records in, each by its own recorder at its own moment; all or none.

    Answers the activities in the order in which they were held.
    """
    if not entries:
        return []
    plans = plan_all(entries)
    reviewers = _reviewers(plans)
    handed = [
        Entry(
            SOURCE_KIND, each.entry.id, each.entry.organization_id, reviewer, by=each.by, label=each.entry.title.strip()
        )
        for each, reviewer in zip(plans, reviewers, strict=True)
    ]
    submissions = hand_in_many(entries=handed, by=by)
    activities = [activity_of(each, submission.pk) for each, submission in zip(plans, submissions, strict=True)]
    for activity, submission in zip(activities, submissions, strict=True):
        activity.submission = submission
    write_activities(activities, plans)
    for each, activity in zip(plans, activities, strict=True):
        note(_note("records.submit", activity, each))
    return activities


@action
def revise(*, entry: RecordEntry, by: Actor) -> Activity:
    """Write a record anew that was returned, withdrawn or is still waiting; before and after stay in the history.

    When we learnt of the gathering does not change. A waiting record is revised by who handed it in; an approved one
    by nobody.
    """
    activity = _stored().get(pk=entry.id)
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=activity.submission_id)
    _refuse_another(activity, entry)
    _refuse_revision(submission, by)
    before = snapshot(activity)
    plan = plan_all([(entry, by)])[0]
    clear_parts(activity)
    describe(activity, plan)
    activity.late = recorded_late(timezone.localdate(activity.recorded_at), activity.held_on)
    activity.save()
    write_parts([plan])
    _hand_in_again(submission, plan, by)
    revised = _stored().get(pk=entry.id)
    details = changes(before, snapshot(revised))
    note(Note("records.revise", revised, by, revised.organization_id, details=details))
    return revised


def _hand_in_again(submission: Submission, plan: Plan, by: Actor) -> None:
    """Let a revised record wait for review; one that still waits is only called by its new title."""
    title = plan.entry.title.strip()
    if submission.state == State.SUBMITTED:
        Submission.objects.filter(pk=submission.pk).update(label=title)
        return
    hand_in(
        subject_kind=SOURCE_KIND,
        subject_id=plan.entry.id,
        organization_id=submission.organization_id,
        reviewer_id=_reviewers([plan])[0],
        label=title,
        by=by,
    )


@action
def withdraw(*, activity: Activity, because: str = "", by: Actor) -> Activity:
    """Take back a record that waits or was returned; it can be handed in again."""
    move(submission_id=activity.submission_id, move=Move.WITHDRAW, because=because, by=by)
    note(Note("records.withdraw", activity, by, activity.organization_id, details={"because": because.strip()}))
    return _stored().get(pk=activity.pk)


def _stored() -> QuerySet[Activity]:
    return Activity.objects.select_related("submission")


def _refuse_another(activity: Activity, entry: RecordEntry) -> None:
    """A record never moves to another organisation."""
    if activity.organization_id != entry.organization_id:
        raise Refused(
            _("This record belongs to another organisation."),
            _("Begin a new record."),
            code="records.another-organization",
        )


def _refuse_revision(submission: Submission, by: Actor) -> None:
    if submission.state not in REVISABLE:
        raise Refused(
            _("An approved record is not changed."),
            _("Ask the office that approved it to undo the approval first."),
            code="records.approved",
        )
    if submission.state == State.SUBMITTED and submission.submitted_by_id != by.person_id:
        raise Refused(
            _("While a record waits for review only {name}, who handed it in, changes it."),
            _("Ask for it to be sent back, or let {name} change it."),
            code="records.not-yours",
            name=submission.submitted_by_name,
        )


def _reviewers(plans: Sequence[Plan]) -> list[UUID]:
    """Who reviews each record, as of the day it is handed in, or of its own day where the organisation has gone."""
    handed: dict[date, set[UUID]] = {}
    for plan in plans:
        handed.setdefault(plan.by.on, set()).add(plan.entry.organization_id)
    found = {day: reviewers_of(organizations, day) for day, organizations in handed.items()}
    return [_reviewer(plan, found[plan.by.on]) for plan in plans]


def _reviewer(plan: Plan, found: Mapping[UUID, UUID]) -> UUID:
    organization_id = plan.entry.organization_id
    if organization_id in found:
        return found[organization_id]
    for reviewer in reviewers_of([organization_id], plan.entry.held_on).values():
        return reviewer
    raise Refused(
        _("No organisation above reviews the records of this one."),
        _("Ask the district office to place it in the tree."),
        code="records.no-reviewer",
    )


def _note(verb: str, activity: Activity, plan: Plan) -> Note:
    return Note(
        verb=verb,
        subject=activity,
        by=plan.by,
        organization_id=activity.organization_id,
        details={
            "held_on": activity.held_on.isoformat(),
            "institutions": list(activity.institutions),
            "expected": activity.expected,
            "present": activity.present,
            "duties": len(plan.claims),
            "late": activity.late,
        },
    )
