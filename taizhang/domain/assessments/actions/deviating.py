"""Deciding against the rule: one person proposes, another confirms, both are named, and the reason stands with it."""

from dataclasses import dataclass
from uuid import UUID

from taizhang.domain.assessments.actions.publishing import next_revision, read_anew
from taizhang.domain.assessments.actions.texts import require_text
from taizhang.domain.assessments.freezing import frozen
from taizhang.domain.assessments.marking import require_other
from taizhang.domain.assessments.models import Assessment, Deviation, Override, Stage
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.domain.assessments.standing import hold, label_of, require_stage, result_of
from taizhang.domain.assessments.telling import tell_proposed, tell_published
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.seal import lift
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.scoring import FULL, shown

OPEN = (Stage.PREVIEW, Stage.SECOND, Stage.PUBLISHED)


@dataclass(frozen=True, slots=True)
class DeviationEntry:
    """What one person proposes: another mark or grade, the facts of one read anew, or the lock taken off."""

    kind: Deviation
    because: str
    organization: Organization | None = None
    units: int | None = None
    grade: str = ""


@action
def propose(*, assessment: Assessment, entry: DeviationEntry, by: Actor) -> Override:
    """Propose a decision against the rule; nothing changes until another person confirms it."""
    because = require_text(entry.because)
    assessment = hold(assessment)
    require_stage(assessment, [Stage.LOCKED] if entry.kind is Deviation.UNLOCK else OPEN)
    _require_shape(assessment, entry, by)
    _refuse_second(assessment, entry)
    override = Override.objects.create(
        assessment=assessment,
        organization=entry.organization,
        kind=entry.kind,
        units=entry.units,
        grade=entry.grade,
        because=because,
        proposed_by_id=_person(by),
        proposed_by_name=by.name,
        proposed_at=by.at,
    )
    tell_proposed(override, by)
    note(_note("assessments.propose", override, by))
    return override


@action
def confirm(*, override: Override, by: Actor) -> Override:
    """Confirm what another proposed; the results that follow are a further revision, computed at once."""
    override = _held(override)
    _require_waiting(override)
    _require_second(override, by)
    assessment = override.assessment
    require_stage(assessment, [Stage.LOCKED] if override.kind == Deviation.UNLOCK else OPEN)
    override.confirmed_by_id, override.confirmed_by_name, override.confirmed_at = by.person_id, by.name, by.at
    if override.kind != Deviation.UNLOCK:
        override.revision = assessment.revision + 1
    override.save(update_fields=["confirmed_by_id", "confirmed_by_name", "confirmed_at", "revision"])
    _apply(override, by)
    note(_note("assessments.confirm", override, by, revision=assessment.revision))
    return override


@action
def reject(*, override: Override, by: Actor) -> Override:
    """Reject what was proposed, or take one's own proposal back; twice is once."""
    override = _held(override)
    if override.rejected_at is None:
        _require_waiting(override)
        override.rejected_at = by.at
        override.save(update_fields=["rejected_at"])
        note(_note("assessments.reject", override, by))
    return override


def _apply(override: Override, by: Actor) -> None:
    assessment = override.assessment
    if override.kind == Deviation.UNLOCK:
        assessment.stage, assessment.locked_at, assessment.locked_by_name = Stage.PUBLISHED, None, ""
        assessment.save(update_fields=["stage", "locked_at", "locked_by_name"])
        lift(source_id=assessment.pk, by=by)
    elif override.kind == Deviation.CORRECTION and override.organization_id is not None:
        read_anew(assessment, [override.organization_id], by)
    else:
        next_revision(assessment, frozen(assessment), by)
    if override.kind != Deviation.UNLOCK and assessment.stage == Stage.PUBLISHED:
        tell_published(assessment, by)


def _require_shape(assessment: Assessment, entry: DeviationEntry, by: Actor) -> None:
    """Refuse a proposal without the organisation, mark or grade that its kind needs."""
    if entry.kind is Deviation.UNLOCK:
        return
    if entry.organization is None:
        raise Refused(_("This decision is about one organisation."), _("Choose it."), code="assessments.whose")
    result_of(assessment, entry.organization)
    require_other([entry.organization.pk], by)
    if entry.kind is Deviation.OVERRIDE:
        _require_worth(assessment, entry)


def _require_worth(assessment: Assessment, entry: DeviationEntry) -> None:
    grades = [band.code for band in scheme_of(assessment.scheme).scheme.bands]
    fits = entry.units is None or 0 <= entry.units <= FULL
    if (entry.units is None and not entry.grade) or not fits or (entry.grade and entry.grade not in grades):
        raise Refused(
            _("Another result is a mark from 0 to {most}, a grade of the scheme, or both."),
            _("The grades are: {grades}."),
            code="assessments.worth",
            most=shown(FULL, 0),
            grades=grades,
        )


def _refuse_second(assessment: Assessment, entry: DeviationEntry) -> None:
    rows = Override.objects.waiting().filter(assessment=assessment, kind=entry.kind, organization=entry.organization)
    there = rows.first()
    if there is not None:
        raise Refused(
            _("{name} proposed such a decision already; it waits for a second person."),
            _("Confirm or reject that one first."),
            code="assessments.proposed-already",
            name=there.proposed_by_name,
        )


def _require_waiting(override: Override) -> None:
    if override.confirmed_at is not None or override.rejected_at is not None:
        raise Refused(
            _("This proposal was decided already."), _("Open the assessment again."), code="assessments.decided"
        )


def _require_second(override: Override, by: Actor) -> None:
    """Two persons, and none of them of the organisation that it is about."""
    if by.person_id is None or by.person_id == override.proposed_by_id:
        raise Refused(
            _("{name} proposed this; a second person decides."),
            _("Ask a colleague who may decide to confirm it."),
            code="assessments.same-person",
            name=override.proposed_by_name,
        )
    if override.organization_id is not None:
        require_other([override.organization_id], by)


def _person(by: Actor) -> UUID:
    """Who proposes: always a person, never a program of the house."""
    if by.person_id is None:
        raise Refused(
            _("Only a person proposes a decision against the rule."),
            _("Sign in to propose it."),
            code="assessments.nobody-proposes",
        )
    return by.person_id


def _held(override: Override) -> Override:
    assessment = hold(override.assessment_id)
    found: Override = Override.objects.select_related("organization").get(pk=override.pk)
    found.assessment = assessment
    return found


def _note(verb: str, override: Override, by: Actor, **details: object) -> Note:
    where = override.organization_id or override.assessment.organization_id
    known: dict[str, object] = {"kind": override.kind, "because": override.because, "grade": override.grade}
    if override.units is not None:
        known["units"] = override.units
    known["assessment"] = str(override.assessment_id)
    return Note(verb, override, by, where, label=label_of(override.assessment), details=known | details)
