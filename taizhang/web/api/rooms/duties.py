"""Duties: what is owed and how it stands; waived with a reason, and the waiver taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.actions.waive import unwaive, waive
from taizhang.domain.duties.models import Duty as Owed
from taizhang.domain.duties.stood import stood_on
from taizhang.domain.records.models import Activity
from taizhang.web.api.answers import Made, Page, address, match, parted
from taizhang.web.api.bodies import Because
from taizhang.web.api.calls import get, post
from taizhang.web.api.nouns import OrganizationRef, PersonRef, Wording, organization_of, person_of
from taizhang.web.api.once import once
from taizhang.web.api.parameters import asked
from taizhang.web.duties import listing, words
from taizhang.web.duties.finding import find_duty, meant
from taizhang.web.kit.filter import condition, elsewhere
from taizhang.web.kit.page import PageRequest

VIEW, WAIVE = Permission.DUTIES_VIEW, Permission.DUTIES_WAIVE
ORDER = ("due_on", "org_path", "institution", "id")


@dataclass(frozen=True)
class Duties(listing.Duties):
    """The filter of the page; `own` leaves out what those below owe."""

    own: bool = condition("", elsewhere, default=False)


class Met(Schema):
    """By what a duty was met, and when."""

    activity: str
    held_on: date
    learnt_at: datetime


class Waived(Schema):
    """By whose word a duty need not be met."""

    because: str
    at: datetime
    by: str


class DutyLine(Schema):
    """A duty and how it stands by the end of the day."""

    id: UUID
    organization: OrganizationRef
    institution: str
    name: Wording
    occurrence: str
    state: str
    starts_on: date
    due_on: date
    grace_until: date
    closes_on: date
    href: str
    page: str


class Duty(DutyLine):
    """One duty with all its days and what is meant to fulfil it."""

    first_on: date
    last_on: date
    needed: int
    assignee: PersonRef | None
    met: Met | None
    waived: Waived | None
    activities: list[str]


@get("duties", "duties", VIEW, Page[DutyLine], asks=Duties)
def duties(request: PageRequest) -> Page[DutyLine]:
    """The duties of an organisation and of those below it that are due in a period, by default this month."""
    wanted = asked(request, Duties)
    place = meant(request, VIEW)
    rows = wanted.apply(listing.meant_rows(request, wanted, place))
    if wanted.own:
        rows = rows.filter(org_path=place.path)
    return parted(request, rows.select_related("organization"), ORDER, lambda found: _lines(found, request.on))


@get("duties/{uuid:key}", "duty", VIEW, Duty)
def duty(request: PageRequest, key: UUID) -> Duty:
    """One duty, as of a day."""
    return one(request, key)


@post("duties/{uuid:key}/waiver", "duty_waiver", WAIVE, Duty, matched=True)
def waiver(request: PageRequest, key: UUID, body: Because) -> Duty | Made:
    """Let the organisation off, with a reason; the duty no longer counts."""
    return _change(request, key, body, waive)


@post("duties/{uuid:key}/waiver/withdrawal", "duty_waiver_withdrawal", WAIVE, Duty, matched=True)
def withdrawal(request: PageRequest, key: UUID, body: Because) -> Duty | Made:
    """Take a waiver back, with a reason; the duty is owed again."""
    return _change(request, key, body, unwaive)


def _change(request: PageRequest, key: UUID, body: Because, act: Any) -> Duty | Made:
    found = find_duty(request, key)
    with once(request, body) as before:
        if before:
            return one(request, key)
        Owed.objects.select_for_update(of=("self",), no_key=True).get(pk=key)  # nobody changes it while it is compared
        match(request, one(request, key))
        act(duty=found, because=body.because, by=request.by)
    return Made(one(request, key))


def one(request: PageRequest, key: UUID) -> Duty:
    """A duty within one's reach, with all that is known of it."""
    found = find_duty(request, key)
    fulfilment, waiver = stood_on(found, request.on)
    claims = Activity.objects.filter(claims__duty=found).order_by("held_on", "id").values_list("pk", flat=True)
    return Duty(
        **_fields(found, request.on),
        first_on=found.first_on,
        last_on=found.last_on,
        needed=found.needed,
        assignee=person_of(request, found.assignee, found),
        met=Met(
            activity=address(f"activities/{fulfilment.source_id}"),
            held_on=fulfilment.held_on,
            learnt_at=fulfilment.learnt_at,
        )
        if fulfilment
        else None,
        waived=Waived(because=waiver.because, at=waiver.at, by=waiver.by_name) if waiver else None,
        activities=[address(f"activities/{activity}") for activity in claims],
    )


def _lines(found: Iterable[Any], on: date) -> list[DutyLine]:
    return [DutyLine(**_fields(row, on)) for row in found]


def _fields(row: Any, on: date) -> dict[str, Any]:
    standard = row.standard
    named = Wording(zh=standard.name_zh, en=standard.name_en) if standard else Wording(zh=row.title, en=row.title)
    return {
        "id": row.pk,
        "organization": organization_of(row),
        "institution": row.institution,
        "name": named,
        "occurrence": row.occurrence,
        "state": words.standing(row, on)[0],
        **{day: getattr(row, day) for day in ("starts_on", "due_on", "grace_until", "closes_on")},
        "href": address(f"duties/{row.pk}"),
        "page": f"/duties/{row.pk}/",
    }
