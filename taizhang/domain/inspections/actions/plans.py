"""The one item of inspection of an office in a year: drawn up once, widened when more should be looked at."""

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.inspections.actions.texts import require_text
from taizhang.domain.inspections.models import Plan, Widening
from taizhang.domain.inspections.offices import has_office
from taizhang.domain.orgs.fields import require_reason
from taizhang.domain.orgs.models import Organization
from taizhang.domain.orgs.names import placement
from taizhang.kernel.errors import Refused, _


@action
def draw_up(*, office: Organization, year: int, subject: str, basis: str, by: Actor) -> Plan:
    """Say what an office inspects in a year, and on which ground; once a year, this one or the next."""
    subject, basis = require_text("subject", subject), require_text("basis", basis)
    _require_year(year, by)
    place = placement(office, by.on)
    if not has_office(place):
        raise Refused(
            _("{name} has no office that inspects others."),
            _("Choose the district, a street or a unit."),
            code="inspections.no-office",
            name=place.short_name,
        )
    _lock(office)
    there = Plan.objects.filter(organization=office, year=year).first()
    if there is not None:
        return _same(there, subject, basis, place.short_name)
    plan = Plan.objects.create(
        organization=office,
        year=year,
        subject=subject,
        basis=basis,
        made_at=by.at,
        made_by_id=by.person_id,
        made_by_name=by.name,
    )
    note(_note("visits.plan", plan, by, year=year, basis=basis))
    return plan


@action
def widen(*, plan: Plan, subject: str, basis: str, because: str, by: Actor) -> Widening:
    """Merge a further subject into the plan of the year, with a reason; what it said before is kept."""
    subject, basis, because = require_text("subject", subject), require_text("basis", basis), require_reason(because)
    plan = _locked(plan)
    if (plan.subject, plan.basis) == (subject, basis):
        raise Refused(
            _("The plan says this already."),
            _("Add what else should be looked at."),
            code="inspections.nothing-new",
        )
    before = Widening.objects.create(
        plan=plan, subject=plan.subject, basis=plan.basis, because=because, at=by.at, by_name=by.name
    )
    _rewrite(plan, subject, basis)
    note(_note("visits.widen", plan, by, before=before.subject, because=because))
    return before


@action
def narrow(*, widening: Widening, by: Actor) -> Plan:
    """Undo the latest widening: the plan says again what it said before."""
    plan = _locked(widening.plan)
    latest = plan.widenings.first()
    if latest is None or latest.pk != widening.pk:
        raise Refused(
            _("The plan was changed again since."),
            _("Open the plan; only its latest change can be undone."),
            code="inspections.not-latest",
        )
    _rewrite(plan, latest.subject, latest.basis)
    latest.delete()
    note(_note("visits.narrow", plan, by))
    return plan


@action
def withdraw(*, plan: Plan, by: Actor) -> None:
    """Take back a plan within which no visit was ever planned."""
    plan = _locked(plan)
    if plan.visits.exists():
        raise Refused(
            _("Visits were planned within this plan; it stays."),
            _("Cancel the visits that are not to take place."),
            code="inspections.has-visits",
        )
    note(_note("visits.withdraw", plan, by, year=plan.year))
    plan.delete()


def _require_year(year: int, by: Actor) -> None:
    this = by.on.year
    if year not in (this, this + 1):
        raise Refused(
            _("Visits are planned for {this} or {next}, not for {year}."),
            _("Choose one of these years."),
            code="inspections.year",
            this=str(this),
            next=str(this + 1),
            year=str(year),
        )


def _same(plan: Plan, subject: str, basis: str, name: str) -> Plan:
    """The plan itself when it says the same; else refused: one item for each office and year."""
    if (plan.subject, plan.basis) == (subject, basis):
        return plan
    raise Refused(
        _("{name} already inspects one item in {year}: “{subject}”. Each office has one a year."),
        _("Merge the new subject into that plan by widening it."),
        code="inspections.second-plan",
        name=name,
        year=str(plan.year),
        subject=plan.subject,
    )


def _rewrite(plan: Plan, subject: str, basis: str) -> None:
    plan.subject, plan.basis = subject, basis
    plan.save(update_fields=["subject", "basis"])


def _lock(office: Organization) -> None:
    """Let acts on the plans of one office follow one another."""
    Organization.objects.select_for_update(no_key=True).get(pk=office.pk)


def _locked(plan: Plan) -> Plan:
    found: Plan | None = Plan.objects.select_for_update(of=("self",), no_key=True).filter(pk=plan.pk).first()
    if found is None:
        raise Refused(
            _("This plan was taken back."), _("Open the list of plans again."), code="inspections.plan.unknown"
        )
    return found


def _note(verb: str, plan: Plan, by: Actor, **details: object) -> Note:
    return Note(verb, plan, by, plan.organization_id, label=plan.subject, details=details)
