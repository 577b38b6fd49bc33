"""Where a form starts from: nothing yet, a draft, or a record that is written anew."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.models import Person, Placement
from taizhang.domain.orgs.names import placement
from taizhang.domain.records.drafts import drafts_of
from taizhang.domain.records.models import Activity, Ballot, Decision, Draft, Presence
from taizhang.domain.reviews.models import Step
from taizhang.kernel.workflow import Move, State
from taizhang.web.kit.page import PageRequest
from taizhang.web.records.forms import identifiers
from taizhang.web.records.prefill import prefilled
from taizhang.web.records.sheet import Sheet
from taizhang.web.records.typed import Typed

DECIDED = {"text": "text", "owner_id": "owner", "due_on": "due_on"}  # columns, and the inputs that show them
COUNTED = ("question", "yes", "no", "abstain", "secret")


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
        "guest_names": ["\n".join(activity.guest_names)],
        **_roll(activity),
        **_outcome(activity),
    }
    return Typed.of(values)


def _duty(sheet: Sheet, key: UUID) -> Duty | None:
    """The duty a recorder came from, if it is still to be done."""
    owed = next((duty for duty in sheet.owed if duty.pk == key), None)
    return owed or Duty.objects.filter(pk=key, organization_id=sheet.place.organization_id).unfinished().first()


def _roll(activity: Activity) -> dict[str, Sequence[Any]]:
    """Who was away, and who came without being expected; guests are remembered by name for the sheet."""
    values: dict[str, list[Any]] = {"absent": [], "came": []}
    guests: list[tuple[UUID, str]] = []
    columns = ("person_id", "person__name", "presence", "reason", "counts", "guest")
    for person, name, presence, reason, counts, guest in activity.attendances.values_list(*columns):
        if counts and presence != Presence.PRESENT:
            values["absent"].append(person)
            values |= {f"presence-{person}": [presence], f"reason-{person}": [reason]}
        elif not counts and presence == Presence.PRESENT:
            values["came"].append(person)
        if guest:
            guests.append((person, name))
    activity.known_guests = guests  # type: ignore[attr-defined]
    return {**values}


def _outcome(activity: Activity) -> dict[str, Sequence[Any]]:
    """Decisions and votes, asked for at once."""
    decisions = Decision.objects.filter(activity=OuterRef("pk")).order_by("order")
    ballots = Ballot.objects.filter(activity=OuterRef("pk")).order_by("order")
    found = Activity.objects.filter(pk=activity.pk).values_list(
        ArraySubquery(decisions.values(json=JSONObject(**{name: name for name in DECIDED}))),
        ArraySubquery(ballots.values(json=JSONObject(**{name: name for name in COUNTED}))),
    )
    decided, counted = found.get()
    values: dict[str, Sequence[Any]] = {}
    for number, line in enumerate(decided):
        values |= {f"decision-{number}-{name}": [line[key] or ""] for key, name in DECIDED.items()}
    for number, line in enumerate(counted):
        values |= {f"ballot-{number}-{name}": [line[name]] for name in COUNTED if name != "secret"}
        values |= {f"ballot-{number}-secret": ["on"]} if line["secret"] else {}
    return values
