"""Writing one's self-report beside what the ledger says, and handing it in."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.assessments.actions.reporting import hand_in, take_back_report, write_report
from taizhang.domain.assessments.self_report import drawn
from taizhang.domain.inspections.offices import office_names
from taizhang.kernel.errors import Refused
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.reviewing.finding import WRITE, own_report
from taizhang.web.reviewing.forms import ReportForm
from taizhang.web.reviewing.sources import address


@page(WRITE, methods=("GET", "POST"))
def writing(request: PageRequest, key: UUID) -> HttpResponse:
    """The editor: the ledger's sentences with their lists on one side, the report on the other."""
    report = own_report(request, key)
    said = drawn(report.organization, report.meeting.year, request.today, request.lang)
    form = ReportForm(request.POST or None, initial={"text": report.text or said.text()})
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, report, form.cleaned_data["text"])
        except Refused as refusal:
            refuse(form, refusal, "text")
    office = office_names([report.meeting.organization_id], request.today)[report.meeting.organization_id]
    code, year = report.organization.code, report.meeting.year
    lines = [(one.words(), address(one, code, year, request.today)) for one in said.sentences]
    context = {"report": report, "meeting": report.meeting, "office": office, "form": form, "lines": lines}
    return show(request, "reviewing/writing.html", context, status=422 if form.errors else 200)


@page(WRITE, methods=("POST",))
def taking_back(request: PageRequest, key: UUID) -> HttpResponse:
    """Take the report back to change it."""
    take_back_report(report=own_report(request, key), by=request.by)
    say(request, gettext("The report is taken back; change it and hand it in again."))
    return see_other(reverse("reviewing:writing", args=[key]))


def _kept(request: PageRequest, report: Any, text: str) -> HttpResponse:
    """Handed in when that button was pressed; else kept as a draft."""
    if "hand_in" in request.POST:
        hand_in(report=report, text=text, by=request.by)
        say(request, gettext("The report is handed in."), undo=reverse("reviewing:taking_back", args=[report.pk]))
        return see_other(reverse("reviewing:report", args=[report.pk]))
    write_report(report=report, text=text, by=request.by)
    say(request, gettext("The draft is kept."))
    return see_other(reverse("reviewing:writing", args=[report.pk]))
