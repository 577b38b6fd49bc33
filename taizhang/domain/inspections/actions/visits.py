"""Visits within the plan of the year: planned where nobody else comes at that time, cancelled with a reason."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.inspections.actions.texts import require_text
from taizhang.domain.inspections.distance import crowd
from taizhang.domain.inspections.models import Cancellation, Plan, Visit
from taizhang.domain.inspections.offices import office_names
from taizhang.domain.orgs.fields import require_reason
from taizhang.domain.orgs.models import Organization
from taizhang.domain.orgs.names import placement
from taizhang.kernel import trees
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """Whom to visit, when, who comes and what for; `id` is made by whoever sends it, so that twice is once."""

    organization: Organization
    visits_on: date
    visitors: str
    purpose: str
    id: UUID = field(default_factory=uuid7)


@action
def arrange(*, plan: Plan, entry: VisitEntry, by: Actor) -> Visit:
    """Plan a visit within the plan of its year; refused when another visit stands too close, with whose it is."""
    visitors, purpose = require_text("visitors", entry.visitors), require_text("purpose", entry.purpose)
    _lock(entry.organization.pk)
    there = Visit.objects.filter(pk=entry.id).select_related("plan").first()
    if there is not None:
        return _same(there, plan, entry)
    _require_day(plan, entry.visits_on, by)
    _require_below(plan, entry)
    require_distance(entry.organization, entry.visits_on)
    visit = Visit.objects.create(
        id=entry.id,
        plan=plan,
        organization=entry.organization,
        visits_on=entry.visits_on,
        visitors=visitors,
        purpose=purpose,
        planned_at=by.at,
        planned_by_id=by.person_id,
        planned_by_name=by.name,
    )
    note(_note("visits.arrange", visit, by, on=visit.visits_on))
    return visit


@action
def cancel(*, visit: Visit, because: str, by: Actor) -> Cancellation:
    """Say that a visit does not take place, and why; twice is once."""
    because = require_reason(because)
    visit = _locked(visit)
    there = visit.cancellations.filter(lifted_at__isnull=True).first()
    if there is not None:
        return there
    _require_ahead(visit, by)
    cancellation = Cancellation.objects.create(
        visit=visit, because=because, at=by.at, by_person_id=by.person_id, by_name=by.name
    )
    note(_note("visits.cancel", visit, by, on=visit.visits_on, because=because))
    return cancellation


@action
def restore(*, visit: Visit, by: Actor) -> Visit:
    """Let a cancelled visit take place after all, unless another was planned too close since."""
    visit = _locked(visit)
    there = visit.cancellations.filter(lifted_at__isnull=True).first()
    if there is None:
        return visit
    _require_ahead(visit, by)
    require_distance(visit.organization, visit.visits_on, leaving=visit.pk)
    there.lifted_at, there.lifted_by_name = by.at, by.name
    there.save(update_fields=["lifted_at", "lifted_by_name"])
    note(_note("visits.restore", visit, by, on=visit.visits_on))
    return visit


def require_distance(organization: Organization, day: date, *, leaving: UUID | None = None) -> None:
    """Refuse a day too close to another visit to the same organisation, and say whose it is and which day is free."""
    found = crowd(organization.pk, day, leaving=leaving)
    if not found.close:
        return
    other = found.close[0]
    office = office_names([other.plan.organization_id], day)[other.plan.organization_id]
    name = office_names([organization.pk], day)[organization.pk]
    rule = (
        _("{office} visits {name} on {other}; two visits to one organisation lie at least {months} months apart.")
        if found.months
        else _("{office} visits {name} on {other} already.")
    )
    raise Refused(
        rule,
        _("Go together with them on that day, or come on {free} or later."),
        code="inspections.too-close",
        office=office,
        name=name,
        other=other.visits_on,
        months=found.months,
        free=found.free_on,
    )


def _same(there: Visit, plan: Plan, entry: VisitEntry) -> Visit:
    """The visit itself when the same was sent before."""
    sent = (plan.pk, entry.organization.pk, entry.visits_on)
    if (there.plan_id, there.organization_id, there.visits_on) == sent:
        return there
    raise Refused(
        _("Another visit was already sent under this identifier."),
        _("Open the form again and type it anew."),
        code="inspections.sent-twice",
    )


def _require_day(plan: Plan, day: date, by: Actor) -> None:
    if day < by.on:
        raise Refused(
            _("{day} is past; visits are announced before they take place."),
            _("Choose today or a later day."),
            code="inspections.past",
            day=day,
        )
    if day.year != plan.year:
        raise Refused(
            _("{day} is not in {year}, the year of this plan."),
            _("Choose a day of that year, or draw up the plan of the other year."),
            code="inspections.other-year",
            day=day,
            year=str(plan.year),
        )


def _require_below(plan: Plan, entry: VisitEntry) -> None:
    """Refuse organisations that do not stand below the office on that day."""
    office, visited = placement(plan.organization, entry.visits_on), placement(entry.organization, entry.visits_on)
    if not trees.under(visited.path, office.path, strict=True):
        raise Refused(
            _("{name} does not stand below {office}."),
            _("An office visits the organisations below it; choose one of them."),
            code="inspections.not-below",
            name=visited.short_name,
            office=office.short_name,
        )


def _require_ahead(visit: Visit, by: Actor) -> None:
    if visit.visits_on < by.on:
        raise Refused(
            _("The day of this visit, {day}, is past."),
            _("What was stays as it was."),
            code="inspections.over",
            day=visit.visits_on,
        )


def _lock(organization_id: UUID) -> None:
    """Let the visits to one organisation be planned one after another."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization_id)


def _locked(visit: Visit) -> Visit:
    """The visit, its organisation locked."""
    _lock(visit.organization_id)
    found: Visit = Visit.objects.select_related("plan", "organization").get(pk=visit.pk)
    return found


def _note(verb: str, visit: Visit, by: Actor, **details: object) -> Note:
    details = {"plan": str(visit.plan_id), **details}
    return Note(verb, visit, by, visit.organization_id, label=visit.purpose, details=details)
