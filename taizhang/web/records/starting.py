"""Where a form starts from: nothing yet, a draft, or a record that is written anew."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.models import Person, Placement
from taizhang.domain.orgs.names import placement
from taizhang.domain.records.drafts import drafts_of
from taizhang.domain.records.models import Activity, Draft, Presence
from taizhang.domain.reviews.models import Step
from taizhang.kernel.workflow import Move, State
from taizhang.web.kit.page import PageRequest
from taizhang.web.records.forms import identifiers
from taizhang.web.records.prefill import prefilled
from taizhang.web.records.sheet import Sheet
from taizhang.web.records.typed import Typed


def blank(sheet: Sheet, duty: str) -> Typed:
    """A form prefilled with what is most likely, perhaps for one duty."""
    wanted = next((_duty(sheet, key) for key in identifiers([duty])), None)
    return Typed.of(prefilled(sheet.place, sheet.pack, sheet.owed, wanted, sheet.request.today))


def of_draft(person: Person, key: UUID) -> Typed | None:
    """What the person typed before, if there is a draft."""
    draft = drafts_of(person).filter(pk=key).first()
    return Typed.of(draft.body) if draft is not None else None


def drafts_here(person: Person, place: Placement) -> list[Draft]:
    """The gatherings of an organisation that the person began to record, the latest first."""
    return list(drafts_of(person).filter(organization_id=place.organization_id)[:50])


def placed(activity: Activity, request: PageRequest) -> Placement:
    """Where the organisation of a record stands, with the organisation itself."""
    return placement(activity.organization, request.today)


def returned_because(activity: Activity) -> Step | None:
    """The last return of a record, which says what to mend."""
    if activity.submission.state != State.RETURNED:
        return None
    return Step.objects.filter(submission=activity.submission_id, move=Move.RETURN).order_by("-at").first()


def of_record(activity: Activity) -> Typed:
    """A stored record in the words of the form."""
    values: dict[str, Sequence[Any]] = {
        "institutions": activity.institutions,
        "title": [activity.title],
        "held_on": [activity.held_on.isoformat()],
        "starts_at": [f"{activity.starts_at:%H:%M}" if activity.starts_at else ""],
        "ends_at": [f"{activity.ends_at:%H:%M}" if activity.ends_at else ""],
        "place": [activity.place],
        "chair": [activity.chair_id or ""],
        "lecturer": [activity.lecturer],
        "topics": ["\n".join(activity.topics)],
        "minutes": [activity.minutes],
        **_roll(activity),
        **_outcome(activity),
    }
    return Typed.of(values)


def _duty(sheet: Sheet, key: UUID) -> Duty | None:
    """The duty a recorder came from, if it is still to be done."""
    owed = next((duty for duty in sheet.owed if duty.pk == key), None)
    return owed or Duty.objects.filter(pk=key, organization_id=sheet.place.organization_id).unfinished().first()


def _roll(activity: Activity) -> dict[str, Sequence[Any]]:
    values: dict[str, list[Any]] = {"absent": [], "came": []}
    for person, presence, reason, counts in activity.attendances.values_list(
        "person_id", "presence", "reason", "counts"
    ):
        if counts and presence != Presence.PRESENT:
            values["absent"].append(person)
            values |= {f"presence-{person}": [presence], f"reason-{person}": [reason]}
        elif not counts and presence == Presence.PRESENT:
            values["came"].append(person)
    return {**values}


def _outcome(activity: Activity) -> dict[str, Sequence[Any]]:
    values: dict[str, Sequence[Any]] = {}
    for number, decision in enumerate(activity.decisions.all()):
        line: dict[str, Any] = {
            "text": decision.text,
            "owner": decision.owner_id or "",
            "due_on": decision.due_on or "",
        }
        values |= {f"decision-{number}-{name}": [value] for name, value in line.items()}
    for number, ballot in enumerate(activity.ballots.all()):
        counted = {"question": ballot.question, "yes": ballot.yes, "no": ballot.no, "abstain": ballot.abstain}
        line = {**counted, **({"secret": "on"} if ballot.secret else {})}
        values |= {f"ballot-{number}-{name}": [value] for name, value in line.items()}
    return values
