"""Closing a period: the facts are taken and frozen, the results computed, the organisations told."""

from collections.abc import Iterable
from datetime import timedelta

from taizhang.domain.assessments.freezing import freeze
from taizhang.domain.assessments.models import Assessment, SchemeVersion, Stage
from taizhang.domain.assessments.reckoning import Reckoning, taken
from taizhang.domain.assessments.schemefile import MEMBERS, SchemeFile
from taizhang.domain.assessments.schemes import in_force, overlays, scheme_of
from taizhang.domain.assessments.standing import label_of
from taizhang.domain.assessments.telling import tell_preview
from taizhang.domain.audit.actions import Note, action, hold_chain, last_act, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.calendar import calendar
from taizhang.domain.orgs.models import Organization
from taizhang.domain.orgs.names import placement
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period

LOOK_AHEAD = timedelta(days=120)  # longer than the sixty working days that a scheme may give, with every holiday


@action
def close(
    *, office: Organization, period: Period, scheme: SchemeVersion | None = None, seen: str = "", by: Actor
) -> Assessment:
    """Close a period of everything below an office: the preview, from facts that are frozen with it.

    Without a scheme the main one of that time judges. `seen` is the digest of the results that whoever closes looked
    at before (`Reckoning.results`); closing others is refused, and so are facts that change while they are being read.
    """
    version = scheme or main_scheme(period)
    file = scheme_of(version)
    _require_organizations(file)
    _require_period(version, period, by)
    _hold(office)
    _refuse_second(office, version, period)
    act = last_act()
    place = placement(office, by.on)
    reckoning = taken(place.path, file.scheme, period, by.on)
    _require_judged(reckoning)
    _refuse_changed(bool(seen) and reckoning.results != seen)
    if hold_chain() != act:
        again = taken(place.path, file.scheme, period, by.on)  # nothing changes any more until this act is over
        _refuse_changed(again.results != reckoning.results or not _judges(version, period))
        reckoning = again
    assessment = Assessment.objects.create(
        organization=office,
        scheme=version,
        period=str(period),
        stage=Stage.PREVIEW,
        objections_until=calendar(by.on, by.on + LOOK_AHEAD).add_workdays(by.on, file.objection_days),
        closed_at=by.at,
        closed_by_id=by.person_id,
        closed_by_name=by.name,
    )
    lines = freeze(assessment, reckoning, by)
    tell_preview(assessment, by)
    details = {"period": str(period), "facts": reckoning.digest, "results": len(lines)}
    until = {"until": assessment.objections_until.isoformat()}
    note(Note("assessments.close", assessment, by, office.pk, label=label_of(assessment), details=details | until))
    return assessment


def main_scheme(period: Period) -> SchemeVersion:
    """The scheme that judges a period; refused when none is in force."""
    found = in_force(period.kind, period.first)
    if found is None:
        raise Refused(
            _("No scheme judges {period}."),
            _("Publish a scheme for periods of this kind that begins on {day} or before."),
            code="assessments.no-scheme",
            period=str(period),
            day=period.first,
        )
    return found


def _require_period(version: SchemeVersion, period: Period, by: Actor) -> None:
    """Refuse periods that another scheme judges, of another kind, from before the scheme, or that still run."""
    if not _judges(version, period):
        raise Refused(
            _("{scheme} does not judge {period}."),
            _("Choose a period of its kind that begins on {day} or later, before another version follows."),
            code="assessments.other-period",
            scheme=str(version),
            period=str(period),
            day=version.valid_from,
        )
    if by.on <= period.last:
        raise Refused(
            _("{period} is not over: its last day is {day}."),
            _("Close it after that day; until then the scores are provisional and anyone concerned sees them."),
            code="assessments.period-open",
            period=str(period),
            day=period.last,
        )


def _judges(version: SchemeVersion, period: Period) -> bool:
    """Whether a version rules when a period begins: it has not ended, and none that began later stands in its place."""
    ruling = overlays(period.kind, period.first) if version.overlay else [in_force(period.kind, period.first)]
    return version in ruling


def _refuse_second(office: Organization, version: SchemeVersion, period: Period) -> None:
    there = Assessment.objects.filter(organization=office, scheme=version, period=str(period)).first()
    if there is not None:
        raise Refused(
            _("{period} was closed already, by {name}."),
            _("Open that assessment; what came later is corrected there."),
            code="assessments.closed",
            period=str(period),
            name=there.closed_by_name,
        )


def _require_organizations(file: SchemeFile) -> None:
    if file.judges == MEMBERS:
        raise Refused(
            _("The scheme {scheme} judges members, and members are not assessed here."),
            _("Choose a scheme that judges organisations."),
            code="assessments.members",
            scheme=file.code,
        )


def _require_judged(reckoning: Reckoning) -> None:
    if not reckoning.lines:
        raise Refused(
            _("Nobody below this office is judged by this scheme."),
            _("Close the period at the office above, or with another scheme."),
            code="assessments.nobody",
        )


def _refuse_changed(changed: bool) -> None:
    if changed:
        raise Refused(
            _("The facts changed while the period was being closed; nothing was closed."),
            _("Look at the numbers again, then close it."),
            code="assessments.facts-changed",
        )


def _hold(office: Organization) -> None:
    """Let the closings of one office follow one another."""
    rows: Iterable[Organization] = Organization.objects.select_for_update(no_key=True).filter(pk=office.pk)
    list(rows)
