"""A review meeting: calling it, and its page with what is to be done next."""

from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.access import policy
from taizhang.domain.assessments.actions.reviewing import MeetingEntry, call_meeting
from taizhang.domain.assessments.models import PanelSeat, ReviewMeeting
from taizhang.domain.inspections.offices import office_names
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import REVIEWING
from taizhang.kernel.errors import Refused
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.orgs.choosing import organization_meant
from taizhang.web.reviewing.finding import HOLD, VIEW, find_meeting, holds, own_reports, reports_seen
from taizhang.web.reviewing.forms import AddingForm, MeetingForm, SeatsForm
from taizhang.web.reviewing.words import STAGES


@page(HOLD, methods=("GET", "POST"))
def new_meeting(request: PageRequest) -> HttpResponse:
    """Call the meeting of an office; a second one is refused."""
    form = MeetingForm(request.POST or None, _own_office(request), request.today.year)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            office = organization_meant(request, said["office"], HOLD)
            entry = MeetingEntry(office, said["year"], said["held_on"], said["below"], said["id"])
            made = call_meeting(entry=entry, by=request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            say(request, gettext("The meeting is called; those who report find their report on their own page."))
            return see_other(reverse("reviewing:meeting", args=[made.pk]))
    return show(request, "reviewing/new_meeting.html", {"form": form}, status=422 if form.errors else 200)


@page(VIEW)
def meeting(request: PageRequest, key: UUID) -> HttpResponse:
    """One meeting: who reports, the panel, and where it stands; htmx asks for the ballots cast alone."""
    found = find_meeting(request, key)
    held = holds(request, found)
    context = {"meeting": found, "office": _office(request, found), "held": held, **cast_so_far(found)}
    context["stage"] = STAGES[found.stage]
    context["reports"] = list(reports_seen(request).filter(meeting=key).order_by("org_path"))
    context["mine"] = set(own_reports(request).filter(meeting=key).values_list("pk", flat=True))
    if held:
        seats = list(found.seats.select_related("organization"))
        context |= {"seats": seats, "coded": sum(each.code is not None for each in seats)}
        context |= {"seats_form": SeatsForm(None), "adding_form": AddingForm(None)}
    return show(request, "reviewing/meeting.html", context, block="cast")


def cast_so_far(meeting: ReviewMeeting) -> dict[str, int]:
    """How many ballots of how many are cast; never whose, never what they say."""
    seats = PanelSeat.objects.filter(meeting=meeting)
    counted = seats.aggregate(cast=Count("pk", filter=Q(spent=True)), seated=Count("pk"))
    return counted if meeting.ballots is None else {**counted, "cast": meeting.ballots}


def _office(request: PageRequest, found: ReviewMeeting) -> str:
    return office_names([found.organization_id], request.on)[found.organization_id]


def _own_office(request: PageRequest) -> str:
    """The office of the reader's own post that may hold a meeting, by its short name; the highest of several."""
    posts = [each.organization_id for each in policy.held(request.account, request.today)]
    own = within(request, Placement.objects.filter(kind__in=REVIEWING, organization__in=posts), HOLD)
    return own.order_by("path").values_list("short_name", flat=True).first() or ""
