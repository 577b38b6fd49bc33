"""What-if of the whole district: the distributions side by side, who changes and why, one organisation's two trees."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models.expressions import RawSQL
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import SchemeDraft, SchemeVersion
from taizhang.domain.audit.bulk import uuids
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as msg
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import shown
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition, elsewhere
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from taizhang.web.kit.table import Column, Table
from taizhang.web.schemes.drafts import PUBLISH, base_of, mine
from taizhang.web.schemes.reading import SchemeFile, read
from taizhang.web.schemes.reasons import explain
from taizhang.web.schemes.trial import Effect, effect, marks_chart, periods, running
from taizhang.web.schemes.what_if import WhatIf

VIEW = Permission.SCORES_VIEW
ROWS = 25  # organisations a page: each is reckoned twice, part by part


@dataclass(frozen=True)
class Asked(Filter):
    """Organisations of a what-if."""

    q: str = condition(
        _("Name or pinyin"), lambda rows, text: rows.filter(search__contains=text.lower()), default="", type="search"
    )
    period: Period | None = condition(_("Period"), elsewhere, default=None)
    change: str = condition(
        pgettext_lazy("scheme", "Change"),
        elsewhere,
        default="",
        options=(("better", _("to a better grade")), ("worse", _("to a worse grade")), ("all", _("everybody"))),
    )
    kind: Kind | None = condition(_("Kind"), "kind", default=None, options=Kind.choices)
    category: Category | None = condition(_("Category"), "category", default=None, options=Category.choices)


@page(PUBLISH)
def what_if(request: PageRequest, key: UUID) -> HttpResponseBase:
    """The whole district by today's version and by the draft."""
    draft = mine(request, key)
    asked, (scheme, base) = Asked.from_query(request.GET), _ready(request, draft)
    told = effect(request, scheme, base, _period(asked, scheme, request))
    if told is None:
        raise _members()
    keys = [one.key for one in told.found.standings if _wanted(asked.change, told.found.direction(one), one.differs)]
    chosen = RawSQL("SELECT unnest(%s::uuid[])", [uuids(keys)])  # one parameter, however many organisations
    rows = within(request, Placement.objects.all(), VIEW).filter(organization__in=chosen)
    rows = rows.select_related("organization")
    listing = Listing(_("What would change"), _table(told.found, request.lang), "schemes/what_if.html", size=ROWS)
    context = {"draft": draft, "base": base, "effect": told, "period": told.found.period, **_charts(told)}
    options = {"period": periods(scheme.period, request.today, request.lang, asked.period)}
    return answer(request, listing, asked, rows, options=options, context=context)


@page(PUBLISH)
def organization(request: PageRequest, key: UUID, code: str) -> HttpResponse:
    """One organisation's two trees side by side."""
    draft = mine(request, key)
    place = find_organization(request, code, VIEW)
    asked, (scheme, base) = Asked.from_query(request.GET), _ready(request, draft)
    told = effect(request, scheme, base, _period(asked, scheme, request))
    if told is None:
        raise _members()
    one = told.found.by_key.get(place.organization_id)
    context: dict[str, Any] = {"draft": draft, "base": base, "place": place, "period": told.found.period, "one": one}
    context["explained"] = explain(told.found, one, request.lang) if one else None
    context |= {"shown": shown, "grades": _names(told.found, request.lang), "lang": request.lang}
    return show(request, "schemes/two_trees.html", context)


def _ready(request: PageRequest, found: SchemeDraft) -> tuple[SchemeFile, SchemeVersion | None]:
    """The draft as a scheme, and the version beside it; one with problems cannot be tried out."""
    scheme, wrong = read(found.content)
    if scheme is None:
        raise Refused(
            msg("The draft has {count} problems, so it judges nobody yet."),
            msg("Open it and mend what is marked."),
            code="schemes.unready",
            count=len(wrong),
        )
    return scheme, base_of(found, request.today)


def _period(asked: Asked, scheme: SchemeFile, request: PageRequest) -> Period:
    """The period of the address when the scheme judges such, else the one that runs."""
    fits = asked.period is not None and asked.period.kind is scheme.period and asked.period.first <= request.today
    return asked.period if fits and asked.period else running(scheme.period, request.today)


def _wanted(change: str, direction: int, differs: bool) -> bool:
    return {"better": direction > 0, "worse": direction < 0, "all": True}.get(change, differs)


def _table(found: WhatIf, lang: str) -> Table:
    """Marks, grades and reasons; the reasons of the rows of a page are reckoned together."""
    names, reasons = _names(found, lang), dict[UUID, str]()

    def load(rows: Sequence[Any]) -> None:
        for row in rows:
            reasons[row.organization_id] = explain(found, found.by_key[row.organization_id], lang).sentence

    def mark(side: int) -> Any:
        def of(row: Any) -> str:
            units = found.by_key[row.organization_id].units[side]
            return "" if units is None else shown(units)

        return of

    def grade(side: int) -> Any:
        return lambda row: names[found.by_key[row.organization_id].grades[side]]

    return Table(
        (
            Column("name", _("Organisation"), by=("path",), width="wide"),
            Column("kind", _("Kind"), "get_kind_display", by=("kind",)),
            Column("before", _("Mark today"), mark(0), align="end"),
            Column("after", _("By the draft"), mark(1), align="end"),
            Column("grade_before", _("Grade today"), grade(0)),
            Column("grade_after", _("Grade by the draft"), grade(1)),
            Column("why", _("Why"), lambda row: reasons[row.organization_id], width="wide"),
        ),
        order=("path", "id"),
        load=load,
    )


def _names(found: WhatIf, lang: str) -> dict[str, str]:
    return {"": gettext("no grade"), **{band.code: band.name.words(lang) for band in found.bands}}


def _charts(told: Effect) -> dict[str, Any]:
    marks = [{"least": one.least, "before": one.before, "after": one.after} for one in told.found.marks]
    return {"marks": marks, "marks_chart": marks_chart(told.found)}


def _members() -> Refused:
    return Refused(
        msg("This scheme judges members, not organisations; a distribution of organisations says nothing of it."),
        msg("Compare it with today's version instead."),
        code="schemes.members",
    )
