"""One score, opened: a sentence, then the tree of which it is made, down to the rows of the book."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Objection, Override, Stage
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Score
from taizhang.kernel.scoring.telling import sentence
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.orgs.sorting import ranking
from taizhang.web.scores import gaps, reading, words
from taizhang.web.scores.assessments import title
from taizhang.web.scores.beside import choices
from taizhang.web.scores.comparing import compared
from taizhang.web.scores.finding import VIEW
from taizhang.web.scores.reading import Opened
from taizhang.web.scores.tree import Teller
from taizhang.web.scores.unmarked import unmarked


@page(VIEW)
def opened(request: PageRequest, code: str, period: str) -> HttpResponse:
    """The score of an organisation in a period, frozen once it was closed, live before."""
    place, wanted = find_organization(request, code, VIEW), Period.parse(period)
    found = reading.opened(place, wanted, request.on, request.GET.get("scheme", ""))
    context: dict[str, Any] = {"place": place, "period": wanted, "found": found, "words": words}
    context |= {"beside": _beside(request, code, wanted), "schemes": _schemes(request, place, wanted)}
    if found is not None and found.score is not None:
        context |= told(request, place, found, found.score)
    return show(request, "scores/score.html", context)


def told(request: PageRequest, place: Placement, found: Opened, score: Score) -> dict[str, Any]:
    """What a page says of a score that there is."""
    lang, result = request.lang, found.result
    teller = Teller(place.organization.code, lang, sentence, reading.clauses(found.version, lang))
    band = words.band_of(found.scheme.bands, score.units)
    grade = words.grade(found.scheme, result.grade, lang) if result else band.name.words(lang) if band else ""
    units = result.units if result else score.units
    return {
        "teller": teller,
        "row": teller.row(score),
        "sentence": unmarked(place, found, lang) if units is None else sentence(score, lang),
        "units": units,
        "overridden": result is not None and units != score.units,
        "grade": grade,
        "bands": gaps.lines(found.scheme, units, lang),
        "compared": compared(place, found, score, lang),
        "beyond": words.beyond(found.scheme.bands, units),
        "scheme_title": title(found.version, lang),
        "ranked": result is not None and ranking(request),
        "lang": lang,
        **_steps(request, place, found),
    }


def _steps(request: PageRequest, place: Placement, found: Opened) -> dict[str, Any]:
    """What belongs to a result: its assessment, the objections, decisions against the rule, and who may object."""
    if found.result is None:
        return {}
    assessment, today = found.result.assessment, request.today
    may = policy.may(request.account, Permission.SCORES_OBJECT, place.organization_id, on=today)
    rows = Objection.objects.filter(assessment=assessment, organization=place.organization_id)
    decided = Override.objects.filter(assessment=assessment, organization=place.organization_id)
    return {
        "assessment": assessment,
        "objections": list(rows),
        "overrides": list(decided.filter(confirmed_at__isnull=False)),
        "may_object": may and _open(assessment, today),
    }


def _open(assessment: Any, today: date) -> bool:
    return bool(assessment.stage == Stage.PREVIEW and assessment.objections_until >= today)


def _schemes(request: PageRequest, place: Placement, period: Period) -> list[dict[str, Any]]:
    """The schemes of the period as tabs."""
    return choices(request, reading.judging(period, place.category))


def _beside(request: PageRequest, code: str, period: Period) -> Sequence[dict[str, Any]]:
    """The periods before and after, as far as they have begun, as tabs; by the same scheme."""
    near = (period.previous, period, period.next)
    kept = changed(request.GET.copy(), {})
    return [
        {
            "label": written(each),
            "url": reverse("scores:tree", args=[code, str(each)]) + (kept if kept != "?" else ""),
            "current": each == period,
        }
        for each in near
        if each == period or each.first <= request.on
    ]
