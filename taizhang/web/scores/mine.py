"""The score of one's own organisation while the period runs: what it comes to, what lacks, what would change it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import pgettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Result
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import Score
from taizhang.web.duties.finding import meant
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.scores import gaps, reading, words
from taizhang.web.scores.beside import address_of, choices
from taizhang.web.scores.changing import ways_up
from taizhang.web.scores.finding import VIEW, results_standing
from taizhang.web.scores.opened import told
from taizhang.web.scores.periods import kinds_of
from taizhang.web.scores.trend import also_read, chart_of, months_of

LATEST = 6


@page(VIEW)
def mine(request: PageRequest) -> HttpResponse:
    """What an organisation comes to by now in the running month, quarter or year, and its results so far."""
    place, periods = meant(request, VIEW), kinds_of(request.on)
    period = periods.get(request.GET.get("kind", ""), periods[Kind.QUARTER.value])
    context: dict[str, Any] = {
        "place": place,
        "period": period,
        "words": words,
        "address_of": address_of,
        "periods": _tabs(place, period, periods),
        "schemes": choices(request, reading.judging(period, place.category)),
        "results": _results(place),
        "grades": _grades(request),
        "help": _may_record(request),
    }
    version = reading.in_force(period, request.GET.get("scheme", ""))
    found = reading.live(version, place, period, request.on, also_read(period, request.on)) if version else None
    context["found"] = found
    if found is not None and found.score is not None:
        context |= _told(request, place, found, found.score)
    return show(request, "scores/mine.html", context)


def _told(request: PageRequest, place: Placement, found: reading.Opened, score: Score) -> dict[str, Any]:
    """What is said of a score that there is: what lacks, what would change it, the months so far."""
    shown = told(request, place, found, score)
    chart = chart_of(months_of(place, found, request.on), pgettext("score", "Mark"))
    return shown | {"gaps": _gaps(shown, gaps.gaps(score)), "ways": ways_up(request, place, found), "chart": chart}


def _gaps(shown: dict[str, Any], lost: list[gaps.Gap]) -> list[dict[str, Any]]:
    """The leaves that cost most, with where their rows open."""
    teller = shown["teller"]
    return [
        {"row": teller.row(gap.score), "period": written(gap.score.period), "lost": words.mark(gap.lost)}
        for gap in lost
    ]


def _tabs(place: Placement, period: Period, periods: dict[str, Period]) -> list[dict[str, Any]]:
    """The month, the quarter and the year beside each other."""
    code = place.organization.code
    return [
        {
            "label": written(each),
            "url": f"{reverse('scores:mine')}?{urlencode({'organization': code, 'kind': kind})}",
            "current": each == period,
        }
        for kind, each in periods.items()
    ]


def _results(place: Placement) -> Any:
    """The latest results of an organisation, previews too."""
    rows = results_standing().filter(organization=place.organization_id)
    return capped(rows.order_by("-assessment__closed_at", "-pk"), LATEST)


def _grades(request: PageRequest) -> Any:
    """How the grade of a result is called."""

    def name(result: Result) -> str:
        return words.grade(reading.scheme_of(result.assessment.scheme), result.grade, request.lang)

    return name


def _may_record(request: PageRequest) -> bool:
    return policy.may(request.account, Permission.RECORDS_WRITE, on=request.today)
