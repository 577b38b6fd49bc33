"""One assessment: how far it has come, who came to what, what changed, and the next step."""

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Assessment, FrozenFacts, Objection, Override, Result
from taizhang.web.kit.capped import shown_of
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.scores import reading, words
from taizhang.web.scores.assessments import title
from taizhang.web.scores.finding import VIEW, find_assessment
from taizhang.web.scores.spread import spread_of

MOST = 20  # changes shown at once


@page(VIEW)
def assessment(request: PageRequest, key: UUID) -> HttpResponse:
    """One assessment as far as the reader's reach goes."""
    found = find_assessment(request, key)
    scheme = reading.scheme_of(found.scheme)
    rows = within(request, Result.objects.filter(assessment=found, revision=found.revision), VIEW)
    counted = {row["grade"]: row["n"] for row in rows.order_by().values("grade").annotate(n=Count("pk"))}
    context: dict[str, Any] = {
        "assessment": found,
        "scheme_title": title(found.scheme, request.lang),
        "words": words,
        "spread": spread_of(scheme, counted, request.lang),
        "objections": _objections(request, found),
        "changed": _changed(request, found),
        "facts_kept": FrozenFacts.objects.filter(assessment=found, revision=found.revision).defer("content").first(),
        "overrides": _overrides(request, found),
        "deviations": list(words.DEVIATIONS.items()),
        "grades": [(band.code, band.name.words(request.lang)) for band in scheme.bands],
        **_may(request, found),
    }
    return show(request, "scores/assessment.html", context)


def _may(request: PageRequest, found: Assessment) -> dict[str, bool]:
    """What the reader may do with it."""
    held = {"may_close": Permission.SCORES_CLOSE, "may_decide": Permission.SCORES_DECIDE}
    return {
        word: policy.may(request.account, permission, found.organization_id, on=request.today)
        for word, permission in held.items()
    }


def _objections(request: PageRequest, found: Assessment) -> dict[str, int]:
    """How many objections within reach stand how."""
    counted = dict.fromkeys(words.ANSWERS, 0)
    for each in within(request, Objection.objects.filter(assessment=found), VIEW):
        counted[words.answered(each)] += 1
    return counted


def _changed(request: PageRequest, found: Assessment) -> Any:
    """Who came to something else since the first preview, within reach."""
    scheme, reach = reading.scheme_of(found.scheme), policy.scope(request.account, VIEW, on=request.today)
    changes = [each for each in reading.changes(found) if each.of_itself and reach.covers(each.path)]
    shown = shown_of(changes, MOST)
    named = reading.names([each.organization_id for each in shown], request.on)
    rows = [
        {
            "name": named.get(each.organization_id, ""),
            "before": f"{words.mark(each.units[0])} {words.grade(scheme, each.grade[0], request.lang)}",
            "after": f"{words.mark(each.units[1])} {words.grade(scheme, each.grade[1], request.lang)}",
        }
        for each in shown
    ]
    return {"rows": rows, "more": shown.more}


def _overrides(request: PageRequest, found: Assessment) -> list[dict[str, Any]]:
    """The decisions against the rule, with how each stands."""
    reach = set(policy.reached(request.account, VIEW, on=request.today).values_list("organization_id", flat=True))
    rows = Override.objects.filter(assessment=found).select_related("organization")
    mine = request.account.person_id
    return [
        {
            "row": row,
            "kind": words.DEVIATIONS[row.kind],
            "state": _("rejected") if row.rejected_at else _("confirmed") if row.confirmed_at else _("proposed"),
            "open": not row.rejected_at and not row.confirmed_at,
            "mine": row.proposed_by_id == mine,
        }
        for row in rows
        if row.organization_id is None or row.organization_id in reach
    ]
