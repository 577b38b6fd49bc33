"""Finding meetings, reports and seats: those of offices within reach, and those at which one within reach reports."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import PanelSeat, ReviewMeeting, ReviewReport
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, within

# Whoever marks holds the meetings of his office; whoever may object for an organisation writes its own report.
VIEW, HOLD, WRITE = Permission.SCORES_VIEW, Permission.SCORES_MARK, Permission.SCORES_OBJECT


def meetings_seen(request: PageRequest) -> Any:
    """The meetings of offices within reach, and those at which an organisation within reach reports."""
    offices = within(request, ReviewMeeting.objects.all(), VIEW).values("pk")
    reporting = within(request, ReviewReport.objects.all(), VIEW).values("meeting")
    return ReviewMeeting.objects.filter(Q(pk__in=offices) | Q(pk__in=reporting)).select_related("organization")


def reports_seen(request: PageRequest) -> Any:
    """The reports of organisations within reach, each with its place."""
    rows = within(request, ReviewReport.objects.placed(request.on), VIEW)
    return rows.select_related("organization", "meeting", "meeting__organization")


def find_meeting(request: PageRequest, key: UUID) -> ReviewMeeting:
    """A meeting that the reader may see; else 404."""
    found: ReviewMeeting = _there(meetings_seen(request).filter(pk=key).first())
    return found


def held_meeting(request: PageRequest, key: UUID) -> ReviewMeeting:
    """A meeting of an office for which the reader holds meetings; else 404."""
    rows = within(request, ReviewMeeting.objects.select_related("organization"), HOLD)
    found: ReviewMeeting = _there(rows.filter(pk=key).first())
    return found


def holds(request: PageRequest, meeting: ReviewMeeting) -> bool:
    """Whether the reader holds this meeting, today."""
    own = within(request, ReviewMeeting.objects.all(), HOLD) if request.on == request.today else None
    return own is not None and own.filter(pk=meeting.pk).exists()


def find_report(request: PageRequest, key: UUID) -> Any:
    """A report that the reader may see; else 404."""
    return _there(reports_seen(request).filter(pk=key).first())


def held_report(request: PageRequest, key: UUID) -> ReviewReport:
    """A report at a meeting that the reader holds; else 404."""
    meetings = within(request, ReviewMeeting.objects.all(), HOLD).values("pk")
    rows = ReviewReport.objects.filter(meeting__in=meetings).select_related("meeting", "organization")
    found: ReviewReport = _there(rows.filter(pk=key).first())
    return found


def held_seat(request: PageRequest, key: UUID) -> PanelSeat:
    """A seat at a meeting that the reader holds; else 404."""
    meetings = within(request, ReviewMeeting.objects.all(), HOLD).values("pk")
    found: PanelSeat = _there(PanelSeat.objects.select_related("meeting").filter(meeting__in=meetings, pk=key).first())
    return found


def own_reports(request: PageRequest) -> Any:
    """The reports that the reader writes: of the organisations of his own posts, not of those below them."""
    posts = [each.organization_id for each in policy.held(request.account, request.today)]
    rows = within(request, ReviewReport.objects.placed(request.today), WRITE).filter(organization__in=posts)
    return rows.select_related("organization", "meeting", "meeting__organization")


def own_report(request: PageRequest, key: UUID) -> Any:
    """A report that the reader writes; else 404."""
    return _there(own_reports(request).filter(pk=key).first())


def _there(found: Any) -> Any:
    if found is None:
        raise Refused(
            _("There is no such review meeting within your reach."),
            _("Look for it in the list of review meetings."),
            code="reviewing.unknown",
        )
    return found
