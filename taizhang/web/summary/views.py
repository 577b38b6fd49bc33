"""The week or the month of an organisation on a page, on paper and as a workbook: the same lines each time."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.context import show
from taizhang.web.kit.exports import workbook_response
from taizhang.web.kit.filter import Filter, condition, elsewhere
from taizhang.web.kit.filters import day
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from taizhang.web.kit.printing import printed
from taizhang.web.summary.lines import TABLE
from taizhang.web.summary.report import Report

VIEW = Permission.RECORDS_VIEW


@dataclass(frozen=True)
class Asked(Filter):
    """Of which organisation, over which week or month."""

    organization: str = condition(_("Organisation"), elsewhere, default="")
    period: Period | None = condition(_("Week or month"), elsewhere, default=None, type="hidden")
    on: date | None = None


@page(VIEW)
def summary(request: PageRequest) -> HttpResponseBase:
    """What a week or a month came to, computed from the records."""
    asked = Asked.from_query(request.GET)
    period = asked.period or Period.containing(request.on, Kind.WEEK)
    report = Report(request, _place(request, asked.organization), period)
    parts, title = report.parts, f"{report.place.short_name} · {written(period)}"
    lines = [replace(line, part=part.name) for part in parts for line in part.lines]
    if (wanted := request.GET.get("format", "")) == "xlsx":
        return workbook_response(TABLE, lines, f"{report.place.short_name}-{period}")
    if wanted == "print":
        return printed(request, TABLE, lines, title, [(say("Days"), _days(period))])
    names = [(place.organization.code, place.name) for place in report.book.around]
    context = {
        "asked": asked,
        "report": report,
        "parts": parts,
        "title": title,
        "filters": asked.fields(organization=names),
        "spans": _spans(asked, request.on, period),
    }
    return show(request, "summary/summary.html", context)


def _place(request: PageRequest, code: str) -> Placement:
    """The organisation chosen, or the highest one within reach."""
    if code:
        return find_organization(request, code)
    place: Placement | None = within(request, Placement.objects.select_related("organization")).order_by("path").first()
    if place is None:
        raise Refused(
            mark("No organisation is within your reach on this day."),
            mark("Ask the security administrator for your post."),
            code="summary.unknown",
        )
    return place


def _spans(asked: Asked, on: date, period: Period) -> list[dict[str, Any]]:
    """The week and the month of the day and those before them, each its own address."""
    offered = []
    for kind, now, before in (
        (Kind.WEEK, _("This week"), _("Last week")),
        (Kind.MONTH, _("This month"), _("Last month")),
    ):
        current = Period.containing(on, kind)
        offered += [(now, current), (before, current.previous)]
    return [{"label": label, "url": asked.query_string(period=one), "current": one == period} for label, one in offered]


def _days(period: Period) -> str:
    return f"{day(period.first)} – {day(period.last)}"
