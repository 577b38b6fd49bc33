"""Assessments in rows: which period of whom, by which scheme, how far it has come."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Assessment
from taizhang.kernel.words import say
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import ASKED, Column, Table
from taizhang.web.scores import words
from taizhang.web.scores.finding import VIEW, assessments_seen


@dataclass(frozen=True)
class Assessments(Filter):
    """Which assessments: of which kind of period, how far they have come."""

    kind: str = condition(
        _("Kind of period"),
        "scheme__period_kind",
        default="",
        options=lambda: [("month", _("Month")), ("quarter", _("Quarter")), ("year", _("Year"))],
    )
    stage: str = condition(
        pgettext_lazy("assessment", "Stage"),
        "stage",
        default="",
        options=lambda: [(code, word) for code, (word, _kind) in words.STAGES.items()],
    )
    period: str = condition(_("Period"), "period", default="", type="hidden")


@page(VIEW)
def assessments(request: PageRequest) -> HttpResponseBase:
    """The assessments that judge within the person's reach, the latest period first."""
    chosen = Assessments.from_query(request.GET)
    listing = Listing(_("Assessments"), _table(request.lang), "scores/assessments.html")
    rows = assessments_seen(request).placed(request.on)
    may_close = policy.may(request.account, Permission.SCORES_CLOSE, on=request.today)
    options = {"period": [(chosen.period, written(chosen.period))]}
    return answer(request, listing, chosen, rows, options=options, context={"words": words, "may_close": may_close})


def title(scheme: Any, lang: str) -> str:
    """The name of a version of a scheme with its number."""
    return f"{say(lang, zh=scheme.title_zh, en=scheme.title_en)} v{scheme.version}"


def _table(lang: str) -> Table:
    def stage(row: Assessment) -> str:
        return str(words.STAGES[row.stage][0])

    return Table(
        (
            Column("period", _("Period"), lambda row: written(row.period), by=("period",)),
            Column("scheme", pgettext_lazy("assessment", "Scheme"), lambda row: title(row.scheme, lang), width="wide"),
            Column("organization", _("Office that assesses"), "org_name"),
            Column("stage", pgettext_lazy("assessment", "Stage"), stage, by=("stage",)),
            Column("objections_until", _("Objections until"), by=("objections_until",)),
            Column("closed_at", _("Computed"), by=("closed_at",)),
            Column("revision", _("Revision"), align="end", shown=ASKED),
            Column("published_at", pgettext_lazy("assessment", "Published on"), shown=ASKED),
            Column("locked_at", _("Locked on"), shown=ASKED),
        ),
        order=("-period", "-closed_at", "id"),
    )
