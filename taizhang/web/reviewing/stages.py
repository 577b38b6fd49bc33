"""From preparing to the close: opening, closing, calling off, and the screen of the hall."""

from uuid import UUID

import segno
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from markupsafe import Markup

from taizhang.domain.assessments.actions.reviewing import call_off, close_voting, open_voting
from taizhang.domain.inspections.offices import office_names
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.reviewing.finding import HOLD, held_meeting
from taizhang.web.reviewing.meetings import cast_so_far


@page(HOLD, methods=("POST",))
def opening(request: PageRequest, key: UUID) -> HttpResponse:
    """Open the voting."""
    open_voting(meeting=held_meeting(request, key), by=request.by)
    say(request, gettext("The voting is open."))
    return see_other(reverse("reviewing:meeting", args=[key]))


@page(HOLD, methods=("POST",))
def closing(request: PageRequest, key: UUID) -> HttpResponse:
    """Close the voting; from now on the counts can be read."""
    close_voting(meeting=held_meeting(request, key), by=request.by)
    say(request, gettext("The voting is closed and counted."))
    return see_other(reverse("reviewing:results", args=[key]))


@page(HOLD, methods=("POST",))
def calling_off(request: PageRequest, key: UUID) -> HttpResponse:
    """Call the meeting off, with the reason."""
    call_off(meeting=held_meeting(request, key), because=request.POST.get("because", ""), by=request.by)
    say(request, gettext("The meeting is called off."))
    return see_other(reverse("reviewing:meeting", args=[key]))


@page(HOLD)
def screen(request: PageRequest, key: UUID) -> HttpResponse:
    """What the hall sees: where to vote, and how many ballots are cast; htmx asks for the number alone."""
    found = held_meeting(request, key)
    office = office_names([found.organization_id], request.on)[found.organization_id]
    address = request.build_absolute_uri(reverse("reviewing:panel"))
    context = {"meeting": found, "office": office, "address": address, "drawn": drawn(address), **cast_so_far(found)}
    return show(request, "reviewing/screen.html", context, block="cast")


def drawn(address: str) -> Markup:
    """The code of an address, drawn."""
    svg = segno.make(address, error="m").svg_inline(scale=6, border=4, light="#fff", omitsize=True)
    return Markup(svg)  # noqa: S704  # drawn by us
