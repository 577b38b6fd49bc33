"""Closing a period: its numbers as they are now, and the close of exactly those; others are refused."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.actions.closing import main_scheme
from taizhang.domain.assessments.models import Assessment
from taizhang.domain.assessments.schemes import scheme_of
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
from taizhang.web.scores.spread import spread_of

CLOSE = Permission.SCORES_CLOSE


@page(CLOSE, methods=("GET", "POST"))
def closing(request: PageRequest) -> HttpResponse:
    """Choose a period that is over and look at its numbers; closing it shows them to everybody whom it judges."""
    place = meant(request, CLOSE)
    if request.method != "POST":
        return _shown(request, place, request.GET.get("period", ""))
    asked = request.POST.get("period", "")
    try:
        made = acting.close(place.organization, Period.parse(asked), request.POST.get("seen", ""), request.by)
    except Refused as refusal:
        return _shown(request, place, asked, sentence(refusal))
    say(request, _("The period is computed; everybody who is judged sees the preview and may object."))
    return see_other(reverse("scores:assessment", args=[made.pk]))


def _shown(request: PageRequest, place: Placement, asked: str, refusal: str = "") -> HttpResponse:
    """The periods to choose from, and the numbers of the one that is chosen."""
    periods = closable(request, place)
    chosen = next((each for each in periods if str(each) == asked), periods[0] if periods else None)
    context = {
        "place": place,
        "periods": [(str(each), written(each)) for each in periods],
        "period": chosen,
        "found": _numbers(request, place, chosen) if chosen else None,
        "refusal": refusal,
    }
    return show(request, "scores/closing.html", context, status=422 if refusal else 200)


def closable(request: PageRequest, place: Placement) -> list[Period]:
    """The periods of this year and the last that are over, have a scheme and were not closed here; the latest first."""
    years = [Period.of_year(request.today.year), Period.of_year(request.today.year - 1)]
    found = [each for year in years for kind in (Kind.YEAR, Kind.QUARTER, Kind.MONTH) for each in year.split(kind)]
    rows = Assessment.objects.filter(organization=place.organization_id, scheme__overlay=False)
    closed = set(rows.values_list("period", flat=True))
    over = [each for each in found if each.last < request.today and str(each) not in closed and reading.in_force(each)]
    return sorted(over, key=lambda each: (each.last, each.span.days), reverse=True)


def _numbers(request: PageRequest, place: Placement, period: Period) -> dict[str, Any]:
    """What closing would keep: how many are judged, how many have which grade, and what that is recognised by."""
    from taizhang.domain.assessments.reckoning import taken  # numpy comes with it

    scheme = scheme_of(main_scheme(period)).scheme
    found = taken(placement(place.organization, request.today).path, scheme, period, request.today)
    return {
        "judged": len(found.lines),
        "incomplete": sum(not line.complete for line in found.lines),
        "spread": spread_of(scheme, Counter(line.grade for line in found.lines), request.lang),
        "seen": found.results,
    }
