"""Approving as it is usually written: every row read and saved by the ORM, one after the other."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from taizhang.domain.audit.actions import CHAIN_LOCK
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.chain import GENESIS, digest
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.duties.packs import pack_in_force
from taizhang.domain.points.award import SOURCE_KIND, Source, awards
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.lines import GROUND_OF
from taizhang.domain.records.models import Activity
from taizhang.domain.reviews.models import Step, Submission
from taizhang.domain.reviews.rules import after
from taizhang.kernel.workflow import Move


def approve_by_rows(*, submission_ids: Sequence[UUID], by: Actor) -> None:
    """Approve one record in one transaction; the same rows come of it as by ours."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission_ids[0])
        activity = Activity.objects.get(submission=submission)
        _decide(submission, by)
        _fulfil(activity, by)
        _post(activity, submission, by)
        for verb in ("reviews.approve", "records.approve"):
            _trace(verb, activity, by)


def _decide(submission: Submission, by: Actor) -> None:
    before, to = submission.state, after(submission, Move.APPROVE, "", by)
    submission.state = to
    submission.decided_by_id, submission.decided_by_name, submission.decided_at = by.person_id, by.name, by.at
    submission.save()
    Step.add(submission=submission, move=Move.APPROVE, before=before, after=to, by_person_id=by.person_id,
             by_name=by.name, at=by.at)  # fmt: skip


def _fulfil(activity: Activity, by: Actor) -> None:
    for claim in activity.claims.all():
        duty = Duty.objects.select_for_update().get(pk=claim.duty_id)
        others = duty.claims.filter(activity__submission__state="approved")
        if others.count() >= duty.needed:
            told = {"held_on": activity.held_on, "learnt_at": by.at, "by_person_id": by.person_id, "by_name": by.name}
            Fulfilment.objects.get_or_create(
                duty=duty, defaults={"source_kind": SOURCE_KIND, "source_id": activity.pk, **told}
            )


def _post(activity: Activity, submission: Submission, by: Actor) -> None:
    there = activity.attendances.filter(presence="present", guest=False)
    present = {mark.person_id: GROUND_OF.get(mark.why_not, "") for mark in there}
    institutions = tuple(activity.institutions)
    source = Source(activity.pk, activity.organization_id, institutions, activity.held_on, present, submission.round)
    for award in awards(pack_in_force(activity.held_on), source):
        PointEntry.objects.get_or_create(
            organization_id=award.organization_id, person_id=award.person_id, rule=award.rule,
            source_id=source.id, round=source.round,
            defaults={"institution": award.institution, "kind": award.kind, "amount": award.amount,
                      "source_kind": source.kind, "happened_on": source.happened_on,
                      "year": source.happened_on.year, "posted_at": by.at, "posted_by_id": by.person_id,
                      "posted_by_name": by.name},
        )  # fmt: skip


def _trace(verb: str, activity: Activity, by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [CHAIN_LOCK])
    last = AuditEntry.objects.order_by("-number").first()
    entry = AuditEntry(
        number=last.number + 1 if last else 1, at=by.at, actor_id=by.person_id, actor_name=by.name,
        channel=by.channel, verb=verb, subject_kind="activity", subject_id=activity.pk,
        subject_label=activity.title, organization_id=activity.organization_id, details={},
        previous_hash=last.hash if last else GENESIS,
    )  # fmt: skip
    entry.hash = digest(entry, entry.previous_hash)
    entry.save()
