"""The rows of planned gatherings, written with a handful of COPY statements for one of them or for thousands."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from taizhang.domain.audit.bulk import copy_in, insert_many
from taizhang.domain.records.models import Activity, Attendance, Ballot, Claim, Decision, Draft, Evidence
from taizhang.domain.records.plan import Plan
from taizhang.domain.records.votes import as_json
from taizhang.kernel.ids import uuid7_texts

_ATTENDANCE = ("id", "activity_id", "person_id", "presence", "reason", "counts", "votes", "why_not", "guest")
_SAID = {True: "t", False: "f"}


def activity_of(plan: Plan, submission_id: UUID) -> Activity:
    """The activity of a plan, not yet stored."""
    activity = Activity(id=plan.entry.id, organization_id=plan.entry.organization_id, submission_id=submission_id)
    activity.recorded_at, activity.recorded_by_id, activity.recorded_by_name = (
        plan.by.at,
        plan.by.person_id,
        plan.by.name,
    )
    activity.late = plan.late
    describe(activity, plan)
    return activity


def describe(activity: Activity, plan: Plan) -> None:
    """Bring what a plan says into an activity."""
    entry, turnout = plan.entry, plan.turnout
    activity.institutions = list(dict.fromkeys(entry.institutions))
    activity.title, activity.place = entry.title.strip(), entry.place.strip()
    activity.held_on, activity.starts_at, activity.ends_at = entry.held_on, entry.starts_at, entry.ends_at
    activity.chair_id, activity.lecturer = entry.chair_id, entry.lecturer.strip()
    activity.topics = [topic.strip() for topic in entry.topics if topic.strip()]
    activity.minutes = entry.minutes
    activity.guest_names = list(dict.fromkeys(name.strip() for name in entry.guest_names if name.strip()))
    activity.expected, activity.present, activity.attended = turnout.expected, turnout.present, turnout.attended


def write_activities(activities: Sequence[Activity], plans: Sequence[Plan]) -> None:
    """Store new activities and all that belongs to them."""
    insert_many(Activity, activities)
    write_parts(plans)


def write_parts(plans: Sequence[Plan]) -> None:
    """Store rolls, claims, decisions and votes, attach the files and drop the drafts."""
    copy_in(Attendance, _ATTENDANCE, _marks(plans))
    insert_many(Claim, [Claim(activity_id=plan.entry.id, duty_id=each.id) for plan in plans for each in plan.claims])
    insert_many(Decision, [decision for plan in plans for decision in _decisions(plan)])
    insert_many(Ballot, [ballot for plan in plans for ballot in _ballots(plan)])
    for plan in plans:
        if plan.entry.evidence_ids:
            Evidence.objects.filter(pk__in=plan.entry.evidence_ids).update(activity_id=plan.entry.id)
    _drop_drafts(plans)


def _drop_drafts(plans: Sequence[Plan]) -> None:
    """Each recorder's own drafts; whatever identifier a form names, nobody else's."""
    writers = {key: plan.by.person_id for plan in plans for key in (plan.entry.draft_id, plan.entry.id) if key}
    drafts = Draft.objects.filter(pk__in=writers).values_list("pk", "person_id")
    own = [key for key, writer in drafts if writers[key] == writer]
    if own:
        Draft.objects.filter(pk__in=own).delete()


def clear_parts(activity: Activity) -> None:
    """Remove what belongs to an activity that is written anew; its files are kept with the draft."""
    activity.attendances.all().delete()
    activity.claims.all().delete()
    activity.decisions.all().delete()
    activity.ballots.all().delete()
    activity.evidence.update(activity=None, draft_id=activity.pk)


def _marks(plans: Sequence[Plan]) -> Iterator[tuple[str, ...]]:
    """The lines of the rolls, all as text: a month of a district has tens of thousands."""
    keys = iter(uuid7_texts(sum(len(plan.turnout.marks) for plan in plans)))
    for plan in plans:
        activity = plan.entry.id.hex
        for person, presence, reason, counts, votes, why_not, guest in plan.turnout.marks:
            yes = (_SAID[counts], _SAID[votes], why_not, _SAID[guest])
            yield (next(keys), activity, person.hex, presence, reason, *yes)


def _decisions(plan: Plan) -> Iterator[Decision]:
    for order, each in enumerate(plan.entry.decisions, start=1):
        yield Decision(
            id=each.id,
            activity_id=plan.entry.id,
            order=order,
            text=each.text.strip(),
            owner_id=each.owner_id,
            due_on=each.due_on,
        )


def _ballots(plan: Plan) -> Iterator[Ballot]:
    for order, each in enumerate(plan.outcomes, start=1):
        yield Ballot(
            id=each.ballot.id,
            activity_id=plan.entry.id,
            order=order,
            question=each.ballot.question.strip(),
            entitled=each.tally.entitled,
            present=each.tally.here,
            yes=each.tally.yes,
            no=each.tally.no,
            abstain=each.tally.abstain,
            secret=each.ballot.secret,
            quorum=as_json(each.shares.quorum),
            passing=as_json(each.shares.passing),
            valid=each.present.holds,
            passed=each.holds,
        )
