"""Voting on the reports by a seat's code: nothing is kept of who voted what, when, or in which order.

It leaves no note in the audit trail, which numbers and dates what it keeps. All counts of a report stand in one row,
and each ballot rewrites every row it may, whatever it says; so not even the versions of rows tell ballots apart.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import F

from taizhang.domain.assessments.actions.review_finding import refuse_unless
from taizhang.domain.assessments.models import (
    PanelSeat,
    ReviewGrade,
    ReviewMeeting,
    ReviewReport,
    ReviewStage,
    VoteCount,
)
from taizhang.domain.assessments.panel_codes import code_index, own_reports
from taizhang.kernel.errors import Refused, _


def seat_of(code: str) -> PanelSeat:
    """The seat of a code that may vote now; refused when it voted already or the meeting is not voting."""
    found: PanelSeat | None = PanelSeat.objects.select_related("meeting").filter(code=code_index(code)).first()
    if found is None:
        raise Refused(
            _("No seat belongs to this code, or its meeting is over."),
            _("Check each letter and digit; who handed the code out can make new ones before the voting."),
            code="reviewing.code.unknown",
        )
    refuse_unless(
        found.meeting.stage == ReviewStage.VOTING,
        _("The voting is not open."),
        _("Wait until it is opened at the meeting."),
        code="reviewing.not-open",
    )
    refuse_unless(
        not found.spent,
        _("This code has voted; a ballot is cast once and cannot be changed."),
        _("You need do nothing more."),
        code="reviewing.spent",
    )
    return found


def ballot_of(seat: PanelSeat) -> list[ReviewReport]:
    """The reports on which a seat votes, in the order of the tree; never that of its own organisation."""
    own = {report.pk for report in own_reports(seat.meeting)[seat]}
    found = seat.meeting.reports.select_related("organization").placed(seat.meeting.held_on)
    return [report for report in found.order_by("org_path", "organization__code") if report.pk not in own]


@transaction.atomic
def cast(*, code: str, grades: Mapping[UUID, ReviewGrade]) -> None:
    """Cast the ballot of a code: one grade, or an abstention, for each report on which its seat votes."""
    meeting_id = seat_of(code).meeting_id
    ReviewMeeting.objects.select_for_update().get(pk=meeting_id)  # ballots and the close follow one another
    seat = seat_of(code)
    wanted = {report.pk for report in ballot_of(seat)}
    _refuse_others(seat, grades.keys() - wanted)
    refuse_unless(
        grades.keys() >= wanted,
        _("{missing} reports have no grade yet."),
        _("Give each a grade, or abstain."),
        code="reviewing.incomplete",
        missing=len(wanted - grades.keys()),
    )
    for key in sorted(wanted):
        given = {grade.value: F(grade.value) + int(grade == grades[key]) for grade in ReviewGrade}
        VoteCount.objects.filter(report=key).update(**given)
    seat.spent = True
    seat.save(update_fields=["spent"])


def _refuse_others(seat: PanelSeat, others: set[UUID]) -> None:
    """Refuse a vote on oneself, or on a report that is not heard at this meeting."""
    if not others:
        return
    heard = seat.meeting.reports.filter(pk__in=others).exists()
    refuse_unless(
        not heard,
        _("A seat has no vote on its own organisation."),
        _("Open the ballot again; it shows the reports on which this seat votes."),
        code="reviewing.oneself",
    )
    raise Refused(
        _("This report is not heard at the meeting."),
        _("Open the ballot again; it shows the reports on which this seat votes."),
        code="reviewing.report.unknown",
    )
