"""The reports of a meeting: who reports, what is reported, and the one comment on it."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.assessments.actions.reporting import LONGEST_COMMENT, comment
from taizhang.domain.assessments.actions.reviewing import add_report, remove_report
from taizhang.domain.assessments.models import ReviewStage
from taizhang.domain.assessments.review_votes import votes_of
from taizhang.domain.assessments.self_report import told
from taizhang.domain.inspections.offices import office_names
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.orgs.choosing import organization_meant
from taizhang.web.reviewing.finding import HOLD, VIEW, find_report, held_meeting, held_report, holds, own_reports
from taizhang.web.reviewing.sources import address
from taizhang.web.reviewing.words import GRADES, STAGES

LIVE = (ReviewStage.PREPARING, ReviewStage.VOTING)


@page(HOLD, methods=("POST",))
def adding(request: PageRequest, key: UUID) -> HttpResponse:
    """Let a further organisation report."""
    meeting = held_meeting(request, key)
    organization = organization_meant(request, request.POST.get("reporting", ""), HOLD)
    made = add_report(meeting=meeting, organization=organization, by=request.by)
    say(request, gettext("It reports too."), undo=reverse("reviewing:removal", args=[made.pk]))
    return see_other(reverse("reviewing:meeting", args=[key]))


@page(HOLD, methods=("POST",))
def removal(request: PageRequest, key: UUID) -> HttpResponse:
    """Take an organisation off the list."""
    report = held_report(request, key)
    remove_report(report=report, by=request.by)
    say(request, gettext("It does not report at this meeting."))
    return see_other(reverse("reviewing:meeting", args=[report.meeting_id]))


@page(VIEW)
def report(request: PageRequest, key: UUID) -> HttpResponse:
    """One report: its words, what the ledger said that day, the comment, and after the close the votes."""
    found = find_report(request, key)
    meeting, day = found.meeting, found.handed_in_at
    lines = [
        (one.words(), address(one, found.organization.code, meeting.year, day.date())) for one in told(found.drawn)
    ]
    closed = meeting.stage == ReviewStage.CLOSED
    context = {
        "report": found,
        "meeting": meeting,
        "office": office_names([meeting.organization_id], request.on)[meeting.organization_id],
        "stage": STAGES[meeting.stage],
        "lines": lines,
        "votes": votes_of(found.votes) if closed else None,
        "grades": GRADES,
        "may_comment": meeting.stage in LIVE and bool(day) and holds(request, meeting),
        "mine": own_reports(request).filter(pk=key).exists(),
        "longest": LONGEST_COMMENT,
    }
    return show(request, "reviewing/report.html", context)


@page(HOLD, methods=("POST",))
def commenting(request: PageRequest, key: UUID) -> HttpResponse:
    """Comment on a report."""
    found = held_report(request, key)
    comment(report=found, words=request.POST.get("words", ""), by=request.by)
    say(request, gettext("The comment is kept."))
    return see_other(reverse("reviewing:report", args=[key]))
