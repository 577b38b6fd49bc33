"""Submissions made through their own actions."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization
from taizhang.domain.reviews import actions
from taizhang.domain.reviews.models import Step, Submission
from taizhang.kernel.ids import uuid7
from taizhang.kernel.workflow import Move
from tests.factories.duties import stand

MOMENT = datetime(2018, 5, 20, 2, tzinfo=UTC)


def person(name: str = "王书记", at: datetime = MOMENT, person_id: UUID | None = None) -> Actor:
    """Somebody who acts; two calls are two people."""
    return Actor(name=name, at=at, person_id=person_id or uuid4())


def submission(
    organization: Organization | None = None, reviewer: Organization | None = None, by: Actor | None = None
) -> Submission:
    """Something handed in and waiting for review."""
    return actions.submit(
        subject_kind="activity",
        subject_id=uuid7(),
        organization_id=(organization or stand("B-" + uuid4().hex[:6]).organization).pk,
        reviewer_id=(reviewer or stand("S-" + uuid4().hex[:6]).organization).pk,
        by=by or person(),
    )


def step() -> Step:
    """The last step of a submission: its approval."""
    moved = submission()
    actions.move(submission_id=moved.pk, move=Move.APPROVE, by=person("李审核"))
    return Step.objects.filter(submission=moved).latest("at")
