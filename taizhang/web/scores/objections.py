"""Objections in rows, and one with its answer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Objection
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.table import ASKED, Column, Table
from taizhang.web.scores import reading, words
from taizhang.web.scores.beside import address_of
from taizhang.web.scores.finding import VIEW, find_objection

FIRST = 1  # the revision to which objections are raised
STATES: dict[str, dict[str, Any]] = {
    "waits": {"withdrawn_at__isnull": True, "upheld__isnull": True},
    "upheld": {"withdrawn_at__isnull": True, "upheld": True},
    "rejected": {"withdrawn_at__isnull": True, "upheld": False},
    "withdrawn": {"withdrawn_at__isnull": False},
}


@dataclass(frozen=True)
class Objections(Filter):
    """Which objections: of whom, to which assessment, answered how."""

    q: str = condition(
        _("Organisation"),
        lambda rows, text: rows.filter(org_place__search__contains=text.lower()),
        default="",
        type="search",
    )
    state: str = condition(
        _("State"),
        lambda rows, state: rows.filter(**STATES[state]) if state in STATES else rows,
        default="",
        options=lambda: [(code, word) for code, (word, _kind) in words.ANSWERS.items()],
    )
    period: str = condition(_("Period"), "assessment__period", default="", type="hidden")
    organization: str = condition(_("Organisation"), "organization__code", default="", type="hidden")


LISTING = Listing(
    _("Objections"),
    Table(
        (
            Column("organization", _("Organisation"), "org_name", width="wide"),
            Column("period", _("Period"), lambda row: written(row.assessment.period), by=("assessment__period",)),
            Column("text", pgettext_lazy("objection", "What it says"), "text", width="wide"),
            Column("at", pgettext_lazy("objection", "Raised"), by=("at",)),
            Column("state", _("State"), lambda row: str(words.ANSWERS[words.answered(row)][0])),
            Column("answered_by", pgettext_lazy("objection", "Answered by"), "answered_by_name", shown=ASKED),
            Column("by", pgettext_lazy("objection", "Raised by"), "by_name", shown=ASKED),
        ),
        order=("-at", "-id"),
    ),
    "scores/objections.html",
)


@page(VIEW)
def objections(request: PageRequest) -> HttpResponseBase:
    """The objections of organisations within reach, the latest first."""
    chosen = Objections.from_query(request.GET)
    rows = within(request, Objection.objects.select_related("assessment"), VIEW)
    options = {
        "period": [(chosen.period, written(chosen.period))],
        "organization": [(chosen.organization, chosen.organization)],
    }
    return answer(request, LISTING, chosen, rows, options=options, context={"words": words})


@page(VIEW)
def objection(request: PageRequest, key: UUID) -> HttpResponse:
    """One objection: what it is about, its words and its answer, or the form that answers it."""
    found = find_objection(request, key)
    open_ = words.answered(found) == "waits"
    context = {
        "objection": found,
        "words": words,
        "part": reading.part_name(found.assessment.scheme, found.node, request.lang),
        "previewed": reading.result_of(found.assessment, found.organization_id, FIRST),
        "result": reading.result_of(found.assessment, found.organization_id),
        "back": address_of(found.organization.code, found.assessment.period, found.assessment.scheme),
        "may_answer": open_ and _may(request, Permission.SCORES_ANSWER, found) and not _mine(request, found),
        "mine": open_ and _mine(request, found),
    }
    return show(request, "scores/objection.html", context)


def _may(request: PageRequest, permission: Permission, found: Objection) -> bool:
    return policy.may(request.account, permission, found.organization_id, on=request.today)


def _mine(request: PageRequest, found: Objection) -> bool:
    return found.by_id == request.account.person_id
