"""The ballot of a panel, on a telephone: by the seat's code and nothing else.

No sign-in: one would leave a dated line in the audit trail beside a name, and many who sit on a panel have no account.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from taizhang.domain.assessments.actions.voting import ballot_of, cast, seat_of
from taizhang.domain.assessments.models import ReviewGrade
from taizhang.domain.inspections.offices import office_names
from taizhang.kernel.errors import Refused
from taizhang.web.cases.limits import refuse_flood
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.refusals import sentence
from taizhang.web.reviewing.words import GRADES

PREFIX = "grade-"


@page(public=True, methods=("GET", "POST"))
def panel(request: PageRequest) -> HttpResponse:
    """Ask for the code, and show its ballot."""
    if request.method == "GET":
        return _page(request, "reviewing/panel.html", {})
    return _ballot(request)


@page(public=True, methods=("POST",))
def casting(request: PageRequest) -> HttpResponse:
    """Cast the ballot."""
    try:
        refuse_flood(request, "panel")
        cast(code=request.POST.get("code", ""), grades=_grades(request))
    except Refused as refusal:
        return _ballot(request, sentence(refusal))
    return see_other(reverse("reviewing:thanks"))


@page(public=True)
def thanks(request: PageRequest) -> HttpResponse:
    """The ballot is cast."""
    return _page(request, "reviewing/thanks.html", {})


def _ballot(request: PageRequest, wrong: str = "") -> HttpResponse:
    """The ballot of the code that was sent, with what was chosen so far; back to the code when it is not good."""
    code = request.POST.get("code", "")
    try:
        if not wrong:
            refuse_flood(request, "panel")
        seat = seat_of(code)
    except Refused as refusal:
        return _page(request, "reviewing/panel.html", {"wrong": sentence(refusal), "code": code}, 422)
    reports, meeting = ballot_of(seat), seat.meeting
    names = office_names([meeting.organization_id], meeting.held_on)
    context: dict[str, Any] = {"code": code, "reports": reports, "meeting": meeting, "wrong": wrong}
    context |= {"chosen": {key: grade.value for key, grade in _grades(request).items()}, "prefix": PREFIX}
    context |= {"grades": list(GRADES.items()), "office": names[meeting.organization_id]}
    return _page(request, "reviewing/ballot.html", context, 422 if wrong else 200)


def _grades(request: PageRequest) -> dict[UUID, ReviewGrade]:
    """What was chosen; what is no grade of a report is left out and so found missing."""
    sent = ((name.removeprefix(PREFIX), request.POST[name]) for name in request.POST if name.startswith(PREFIX))
    return {_key(name): ReviewGrade(grade) for name, grade in sent if grade in GRADES and _key(name)}


def _key(text: str) -> Any:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page(request: PageRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = show(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
