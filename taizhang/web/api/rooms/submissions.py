"""Submissions: what waits for an office; approved, sent back, and an approval undone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from taizhang.domain.records.actions import approve, send_back, undo
from taizhang.domain.reviews.models import Step
from taizhang.domain.reviews.models import Submission as Handed
from taizhang.web.api.answers import Made, Page, address, match, parted
from taizhang.web.api.bodies import Because, Sent
from taizhang.web.api.calls import get, post
from taizhang.web.api.nouns import OrganizationRef, organization_of
from taizhang.web.api.once import once
from taizhang.web.api.parameters import asked
from taizhang.web.kit.page import PageRequest
from taizhang.web.records.finding import unknown
from taizhang.web.reviews.queue import REVIEW, Queue, waiting, within_reach

ORDER = ("submission__submitted_at", "id")


class SubmissionLine(Schema):
    """A gathering that was handed in, and where its review stands."""

    id: UUID
    organization: OrganizationRef
    title: str
    state: str
    round: int
    submitted_at: datetime
    submitted_by: str
    activity: str
    href: str
    page: str


class Move(Schema):
    """One move of its life: who, when, why."""

    move: str
    at: datetime
    by: str
    because: str


class Submission(SubmissionLine):
    """One of them with its life so far."""

    reviewer: str
    decided_at: datetime | None
    decided_by: str
    moves: list[Move]


@get("submissions", "submissions", REVIEW, Page[SubmissionLine], asks=Queue)
def submissions(request: PageRequest) -> Page[SubmissionLine]:
    """What waits for the offices that one holds, the longest waiting first; `everyone` shows other offices too."""
    return parted(request, waiting(request, asked(request, Queue)), ORDER, _lines)


@get("submissions/{uuid:key}", "submission", REVIEW, Submission)
def submission(request: PageRequest, key: UUID) -> Submission:
    """One that is within one's reach, whatever its state."""
    return one(request, key)


@post("submissions/{uuid:key}/approval", "submission_approval", REVIEW, Submission, matched=True)
def approval(request: PageRequest, key: UUID, body: Sent) -> Submission | Made:
    """Approve: duties are met, points are posted."""
    return _change(request, key, body, lambda: approve(submission_ids=[key], by=request.by))


@post("submissions/{uuid:key}/return", "submission_return", REVIEW, Submission, matched=True)
def sent_back(request: PageRequest, key: UUID, body: Because) -> Submission | Made:
    """Send back, with the reason."""
    return _change(request, key, body, lambda: send_back(submission_id=key, because=body.because, by=request.by))


@post("submissions/{uuid:key}/reversal", "submission_reversal", REVIEW, Submission, matched=True)
def reversal(request: PageRequest, key: UUID, body: Because) -> Submission | Made:
    """Undo an approval, with the reason: duties are open again, points are reversed."""
    return _change(request, key, body, lambda: undo(submission_ids=[key], because=body.because, by=request.by))


def _change(request: PageRequest, key: UUID, body: Sent, act: Any) -> Submission | Made:
    one(request, key)
    with once(request, body) as before:
        if before:
            return one(request, key)
        Handed.objects.select_for_update(of=("self",)).filter(pk=key).first()  # nobody decides while it is compared
        match(request, one(request, key))
        act()
    return Made(one(request, key))


def one(request: PageRequest, key: UUID) -> Submission:
    """A submission within one's reach, with its life so far; else 404."""
    found = within_reach(request).select_related("submission__reviewer").filter(submission_id=key).first()
    if found is None:
        raise unknown()
    handed = found.submission
    return Submission(
        **_fields(found),
        reviewer=handed.reviewer.code,
        decided_at=handed.decided_at,
        decided_by=handed.decided_by_name,
        moves=[
            Move(move=step.move, at=step.at, by=step.by_name, because=step.because)
            for step in Step.objects.filter(submission=handed).order_by("at", "id")
        ],
    )


def _lines(found: Iterable[Any]) -> list[SubmissionLine]:
    return [SubmissionLine(**_fields(row)) for row in found]


def _fields(row: Any) -> dict[str, Any]:
    handed = row.submission
    return {
        "id": handed.pk,
        "organization": organization_of(row),
        "title": row.title,
        "state": handed.state,
        "round": handed.round,
        "submitted_at": handed.submitted_at,
        "submitted_by": handed.submitted_by_name,
        "activity": address(f"activities/{row.pk}"),
        "href": address(f"submissions/{handed.pk}"),
        "page": f"/reviews/{handed.pk}/",
    }
