"""Submissions made through their own actions."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization
from taizhang.domain.reviews import actions
from taizhang.domain.reviews.models import Step, Submission
from taizhang.kernel.ids import uuid7
from taizhang.kernel.workflow import Move

MOMENT = datetime(2018, 5, 20, 2, tzinfo=UTC)


def person(name: str = "王书记", at: datetime = MOMENT, person_id: UUID | None = None) -> Actor:
    """Somebody who acts; two calls are two people."""
    return Actor(name=name, at=at, person_id=person_id or uuid4())


def submission(organization: Organization, reviewer: Organization, by: Actor | None = None) -> Submission:
    """Something handed in and waiting for review."""
    return actions.submit(
        subject_kind="activity",
        subject_id=uuid7(),
        organization_id=organization.pk,
        reviewer_id=reviewer.pk,
        by=by or person(),
    )


def step(organization: Organization, reviewer: Organization) -> Step:
    """The first step of a submission: an approval, after it was handed in."""
    moved = submission(organization, reviewer)
    actions.move(submission_id=moved.pk, move=Move.APPROVE, by=person("李审核"))
    return Step.objects.filter(submission=moved).latest("at")
