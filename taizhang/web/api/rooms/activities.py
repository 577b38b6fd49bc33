"""Activities: gatherings handed in once, revised, withdrawn; what was decided and who was there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from taizhang.domain.access.actions.instructions import other_content
from taizhang.domain.access.roles import Permission
from taizhang.domain.records.actions import revise, submit, withdraw
from taizhang.domain.records.models import Activity as Record
from taizhang.domain.reviews.models import Submission
from taizhang.web.api.answers import Made, Number, Page, address, match, parted
from taizhang.web.api.bodies import Because
from taizhang.web.api.calls import get, post, put
from taizhang.web.api.nouns import OrganizationRef, PersonRef, organization_of, person_of
from taizhang.web.api.once import once
from taizhang.web.api.parameters import asked
from taizhang.web.api.records import RecordSent
from taizhang.web.kit.filter import condition, elsewhere
from taizhang.web.kit.page import PageRequest, find_organization, within
from taizhang.web.records.finding import find_record
from taizhang.web.records.listing import Records
from taizhang.web.records.told import Told

VIEW, WRITE = Permission.RECORDS_VIEW, Permission.RECORDS_WRITE
ORDER = ("-held_on", "-id")


@dataclass(frozen=True)
class Activities(Records):
    """The filter of the page, and what the rows behind figures ask besides."""

    under: str = condition("", elsewhere, default="")
    since: date | None = condition("", "held_on__gte", default=None)
    until: date | None = condition("", "held_on__lte", default=None)
    standing: bool = condition("", lambda rows, _yes: rows.standing(), default=False)


class ActivityLine(Schema):
    """A gathering in a list."""

    id: UUID
    organization: OrganizationRef
    institutions: list[str]
    title: str
    held_on: date
    state: str
    expected: Number
    present: Number
    late: bool
    href: str
    page: str


class Decision(Schema):
    """What was decided; its duty once it was approved."""

    id: UUID
    text: str
    owner: PersonRef | None
    due_on: date | None


class Ballot(Schema):
    """A vote, with what the arithmetic of the pack makes of it."""

    question: str
    entitled: int
    present: int
    yes: int
    no: int
    abstain: int
    secret: bool
    valid: bool
    passed: bool


class File(Schema):
    """A file kept with a gathering."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    page: str


class Activity(ActivityLine):
    """One gathering with all that was handed in."""

    starts_at: str | None
    ends_at: str | None
    place: str
    chair: PersonRef | None
    lecturer: str
    topics: list[str]
    minutes: str
    guest_names: list[str] | None = Field(description="Null for whoever may not see people there")
    attended: Number
    recorded_at: datetime
    recorded_by: str
    round: int
    submission: str
    attendances: str
    duties: list[str]
    decisions: list[Decision]
    ballots: list[Ballot]
    evidence: list[File]


@get("activities", "activities", VIEW, Page[ActivityLine], asks=Activities)
def activities(request: PageRequest) -> Page[ActivityLine]:
    """The gatherings handed in within one's reach, whatever their state, the latest first."""
    wanted = asked(request, Activities)
    rows = within(request, Record.objects.select_related("submission", "organization"))
    if wanted.under:
        rows = rows.under(find_organization(request, wanted.under).path)
    return parted(request, wanted.apply(rows).filter(held_on__lte=request.on), ORDER, _lines)


@post("activities", "activity_submission", WRITE, Activity)
def submission(request: PageRequest, body: RecordSent) -> Activity | Made:
    """Hand a gathering in for review; its identifier is made by the program and stays that of the gathering."""
    place = find_organization(request, body.organization)
    with once(request, body) as before:
        if before:
            return one(request, body.id)
        if Record.objects.filter(pk=body.id).exists():
            raise other_content()
        submit(entry=body.entry(place.organization_id, body.id), by=request.by)
    return Made(one(request, body.id))


@get("activities/{uuid:key}", "activity", VIEW, Activity)
def activity(request: PageRequest, key: UUID) -> Activity:
    """One gathering."""
    return one(request, key)


@put("activities/{uuid:key}", "activity_revision", WRITE, Activity, matched=True)
def revision(request: PageRequest, key: UUID, body: RecordSent) -> Activity:
    """Write a gathering anew that was sent back, withdrawn or still waits; before and after stay in its history."""
    found = find_record(request, key)
    place = find_organization(request, body.organization)
    with once(request, body) as before:
        if not before:
            matched(request, key)
            revise(entry=body.entry(place.organization_id, found.pk), by=request.by)
    return one(request, key)


@post("activities/{uuid:key}/withdrawal", "activity_withdrawal", WRITE, Activity, matched=True)
def withdrawal(request: PageRequest, key: UUID, body: Because) -> Activity | Made:
    """Take a gathering back before it is decided on; it can be handed in again."""
    found = find_record(request, key)
    with once(request, body) as before:
        if before:
            return one(request, key)
        matched(request, key)
        withdraw(activity=found, because=body.because, by=request.by)
    return Made(one(request, key))


def hold(key: UUID) -> None:
    """Let nobody else change a gathering until the end of the transaction."""
    Submission.objects.select_for_update(of=("self",)).filter(activity=key).first()


def matched(request: PageRequest, key: UUID) -> Activity:
    """The gathering as it stands, held until the change is made; refused when the program means another version."""
    hold(key)
    found = one(request, key)
    match(request, found)
    return found


def one(request: PageRequest, key: UUID) -> Activity:
    """A gathering within one's reach, with all that belongs to it."""
    found = find_record(request, key)
    where = address(f"activities/{key}/attendances")
    return Activity(
        **_fields(found),
        starts_at=f"{found.starts_at:%H:%M}" if found.starts_at else None,
        ends_at=f"{found.ends_at:%H:%M}" if found.ends_at else None,
        chair=person_of(request, found.chair, found),
        attended=Number(value=found.attended, rows=address(f"activities/{key}/attendances", presence="present")),
        round=found.submission.round,
        submission=address(f"submissions/{found.submission_id}"),
        attendances=where,
        **{name: getattr(found, name) for name in ("place", "lecturer", "topics", "minutes", "recorded_at")},
        guest_names=found.guest_names if Told(request, found).named else None,
        recorded_by=found.recorded_by_name,
        duties=[
            address(f"duties/{duty}") for duty in found.claims.order_by("duty_id").values_list("duty_id", flat=True)
        ],
        **_outcome(request, found),
    )


def _outcome(request: PageRequest, found: Any) -> dict[str, Any]:
    """What came of a gathering."""
    return {
        "decisions": [
            Decision(id=each.pk, text=each.text, owner=person_of(request, each.owner, found), due_on=each.due_on)
            for each in found.decisions.select_related("owner")
        ],
        "ballots": [
            Ballot(**{name: getattr(each, name) for name in Ballot.model_fields}) for each in found.ballots.all()
        ],
        "evidence": [
            File(
                **{name: getattr(each, name) for name in ("id", "name", "media_type", "size", "sha256")},
                page=f"/records/{found.pk}/evidence/{each.pk}/",
            )
            for each in found.evidence.all()
        ],
    }


def _lines(found: Iterable[Any]) -> list[ActivityLine]:
    return [ActivityLine(**_fields(row)) for row in found]


def _fields(row: Any) -> dict[str, Any]:
    roll = f"activities/{row.pk}/attendances"
    return {
        "id": row.pk,
        "organization": organization_of(row),
        "institutions": list(row.institutions),
        "title": row.title,
        "held_on": row.held_on,
        "state": row.submission.state,
        "expected": Number(value=row.expected, rows=address(roll, counts="true")),
        "present": Number(value=row.present, rows=address(roll, counts="true", presence="present")),
        "late": row.late,
        "href": address(f"activities/{row.pk}"),
        "page": f"/records/{row.pk}/",
    }
