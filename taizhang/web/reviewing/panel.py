"""The panel: its seats, and the slips with their codes, which are shown this once."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from taizhang.domain.assessments.actions.panel import add_seats, make_codes, remove_seat
from taizhang.domain.inspections.offices import office_names
from taizhang.kernel.errors import Refused
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.orgs.choosing import organization_meant
from taizhang.web.reviewing.finding import HOLD, VIEW, held_meeting, held_seat
from taizhang.web.reviewing.forms import SeatsForm
from taizhang.web.reviewing.stages import drawn


@page(HOLD, methods=("GET", "POST"))
def seats(request: PageRequest, key: UUID) -> HttpResponse:
    """Give the panel some seats alike."""
    meeting, form = held_meeting(request, key), SeatsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            of = organization_meant(request, said["organization"], VIEW) if said["organization"] else None
            add_seats(meeting=meeting, who=said["who"], count=said["count"], organization=of, by=request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            n = said["count"]
            say(request, ngettext("%(num)s seat is added.", "%(num)s seats are added.", n) % {"num": n})
            return see_other(reverse("reviewing:meeting", args=[key]))
    status = 422 if form.errors else 200
    return show(request, "reviewing/seats.html", {"meeting": meeting, "form": form}, status=status)


@page(HOLD, methods=("POST",))
def removal(request: PageRequest, key: UUID) -> HttpResponse:
    """Take a seat away."""
    seat = held_seat(request, key)
    remove_seat(seat=seat, by=request.by)
    say(request, gettext("The seat is taken away; its code is void."))
    return see_other(reverse("reviewing:meeting", args=[seat.meeting_id]))


@page(HOLD, methods=("POST",))
def codes(request: PageRequest, key: UUID) -> HttpResponse:
    """Make new codes for all seats and show their slips; they cannot be shown again, only made anew."""
    meeting = held_meeting(request, key)
    made = make_codes(meeting=meeting, by=request.by)
    address = request.build_absolute_uri(reverse("reviewing:panel"))
    # Behind the # the code stays in the telephone: no server ever sees it in an address.
    slips = [(seat, code, drawn(f"{address}#{code}")) for seat, code in made]
    office = office_names([meeting.organization_id], request.on)[meeting.organization_id]
    context = {"meeting": meeting, "office": office, "slips": slips, "address": address}
    response = show(request, "reviewing/codes.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
