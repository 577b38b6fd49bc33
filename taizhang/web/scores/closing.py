"""Closing a period: its numbers as they are now, and the close of exactly those; others are refused."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Assessment, SchemeVersion
from taizhang.domain.audit.kept import kept
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import placement
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period
from taizhang.web.duties.finding import meant
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.refusals import sentence
from taizhang.web.scores import acting, reading
from taizhang.web.scores.beside import choices, overlay
from taizhang.web.scores.spread import spread_of

CLOSE = Permission.SCORES_CLOSE


@page(CLOSE, methods=("GET", "POST"))
def closing(request: PageRequest) -> HttpResponse:
    """Choose a period that is over and look at its numbers; closing it shows them to everybody whom it judges."""
    place = meant(request, CLOSE)
    if request.method != "POST":
        return _shown(request, place, request.GET)
    given = request.POST
    try:
        period, code = Period.parse(given.get("period", "")), given.get("scheme", "")
        made = acting.close(place.organization, period, code, given.get("seen", ""), request.by)
    except Refused as refusal:
        return _shown(request, place, given, sentence(refusal))
    say(request, _("The period is computed; everybody who is judged sees the preview and may object."))
    return see_other(reverse("scores:assessment", args=[made.pk]))


def _shown(request: PageRequest, place: Placement, asked: Mapping[str, str], refusal: str = "") -> HttpResponse:
    """The periods to choose from, the schemes of the one that is chosen, and its numbers."""
    periods = closable(request, place)
    period = next((each for each in periods if str(each) == asked.get("period")), next(iter(periods), None))
    versions = periods[period] if period else []
    version = next((each for each in versions if overlay(each) == asked.get("scheme", "")), next(iter(versions), None))
    context = {
        "place": place,
        "periods": [(str(each), written(each)) for each in periods],
        "period": period,
        "schemes": choices(request, versions, overlay(version)) if version else [],
        "scheme": overlay(version) if version else "",
        "found": _numbers(request, place, period, version) if period and version else None,
        "refusal": refusal,
    }
    return show(request, "scores/closing.html", context, status=422 if refusal else 200)


def closable(request: PageRequest, place: Placement) -> dict[Period, list[SchemeVersion]]:
    """The periods of this year and the last that are over, with the schemes by which they were not closed here."""
    years = [Period.of_year(request.today.year), Period.of_year(request.today.year - 1)]
    found = [each for year in years for kind in (Kind.YEAR, Kind.QUARTER, Kind.MONTH) for each in year.split(kind)]
    over = [each for each in found if each.last < request.today]
    latest = sorted(over, key=lambda each: (each.last, each.span.days), reverse=True)
    rows = Assessment.objects.filter(organization=place.organization_id).select_related("scheme")
    closed = {(row.period, overlay(row.scheme)) for row in rows.defer("scheme__content")}
    open_ = {
        each: [version for version in reading.judging(each) if (str(each), overlay(version)) not in closed]
        for each in latest
    }
    return {each: versions for each, versions in open_.items() if versions}


def _numbers(request: PageRequest, place: Placement, period: Period, version: SchemeVersion) -> dict[str, Any]:
    """What closing would keep: how many are judged, how many have which grade, and what that is recognised by."""
    path = placement(place.organization, request.today).path
    judged, incomplete, grades, seen = _counted(path, version.pk, period, request.today)
    spread = spread_of(reading.scheme_of(version), grades, request.lang)
    return {"judged": judged, "incomplete": incomplete, "spread": spread, "seen": seen}


@kept
def _counted(path: str, version_id: UUID, period: Period, on: date) -> tuple[int, int, Counter[str], str]:
    """How many are judged, of how many something is missing, how many have which grade, the digest of all results."""
    from taizhang.domain.assessments.reckoning import taken  # numpy comes with it

    found = taken(path, reading.scheme_of(SchemeVersion(pk=version_id)), period, on)
    incomplete = sum(not line.complete for line in found.lines)
    return len(found.lines), incomplete, Counter(line.grade for line in found.lines), found.results
