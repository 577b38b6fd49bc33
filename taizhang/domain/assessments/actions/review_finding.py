"""A review meeting, locked and at the stage at which something may be done with it."""

from datetime import date

from taizhang.domain.assessments.models import ReviewMeeting, ReviewReport, ReviewStage
from taizhang.domain.inspections.offices import office_names
from taizhang.kernel.errors import Refused, Word, _

STAGES = {
    ReviewStage.PREPARING: _("is being prepared"),
    ReviewStage.VOTING: _("is voting"),
    ReviewStage.CLOSED: _("is closed"),
    ReviewStage.CALLED_OFF: _("was called off"),
}


def locked(meeting: ReviewMeeting, *stages: ReviewStage) -> ReviewMeeting:
    """The meeting as it is now, until the act is over; refused at any other stage than these."""
    found: ReviewMeeting = (
        ReviewMeeting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organization")
        .get(pk=meeting.pk)
    )
    refuse_unless(
        found.stage in stages,
        _("The meeting {stage}; this cannot be done any more, or not yet."),
        _("Open the meeting again to see where it stands."),
        code="reviewing.stage",
        stage=Word(STAGES[ReviewStage(found.stage)]),
    )
    return found


def refuse_unless(holds: bool, rule: str, remedy: str, *, code: str, **values: object) -> None:
    """Refuse with a sentence unless something holds; a value that costs a query is a function, asked only then."""
    if not holds:
        spoken = {name: value() if callable(value) else value for name, value in values.items()}
        raise Refused(rule, remedy, code=code, **spoken)


def named(report: ReviewReport, on: date) -> str:
    """How the organisation of a report is called on a day."""
    return office_names([report.organization_id], on)[report.organization_id]
