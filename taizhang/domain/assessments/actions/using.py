"""The register of what results were used for, as the article requires."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from taizhang.domain.assessments.actions.texts import SHORT, require_text
from taizhang.domain.assessments.models import Purpose, Result, Stage, Use
from taizhang.domain.assessments.standing import hold, label_of, require_stage
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@dataclass(frozen=True, slots=True)
class UseEntry:
    """What a result was used for, and when; sent twice it is once."""

    result: Result
    purpose: Purpose
    what: str
    on: date
    id: UUID = field(default_factory=uuid7)


@action
def enter_use(*, entry: UseEntry, by: Actor) -> Use:
    """Say what a published result was used for."""
    what = require_text(entry.what, SHORT)
    assessment = hold(entry.result.assessment_id)
    there: Use | None = Use.objects.filter(pk=entry.id).first()
    if there is not None and there.result_id == entry.result.pk:
        return there
    require_stage(assessment, [Stage.PUBLISHED, Stage.LOCKED])
    if entry.result.revision != assessment.revision:
        raise Refused(
            _("This result was replaced by another since."),
            _("Open the result that stands."),
            code="assessments.replaced",
        )
    _require_day(entry, by)
    use = Use.objects.create(
        id=entry.id,
        result=entry.result,
        organization_id=entry.result.organization_id,
        purpose=entry.purpose,
        what=what,
        on=entry.on,
        by_name=by.name,
        at=by.at,
    )
    note(_note("assessments.use", use, by))
    return use


@action
def take_back_use(*, use: Use, by: Actor) -> Use:
    """Take a line of the register back; twice is once."""
    found: Use = Use.objects.select_for_update(of=("self",), no_key=True).get(pk=use.pk)
    if found.taken_back_at is None:
        found.taken_back_at = by.at
        found.save(update_fields=["taken_back_at"])
        note(_note("assessments.take-back-use", found, by))
    return found


def _require_day(entry: UseEntry, by: Actor) -> None:
    published = entry.result.assessment.published_at
    first = timezone.localtime(published).date() if published else entry.on
    if not first <= entry.on <= by.on:
        raise Refused(
            _("A result is used after it was published and not later than today."),
            _("Check the day."),
            code="assessments.use-day",
        )


def _note(verb: str, use: Use, by: Actor) -> Note:
    details = {"purpose": use.purpose, "what": use.what, "on": use.on.isoformat()}
    return Note(verb, use, by, use.organization_id, label=label_of(use.result.assessment), details=details)
