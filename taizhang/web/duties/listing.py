"""Duties in rows: what stands behind every number of completion."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, Value
from django.http import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit import kept
from taizhang.domain.duties import measures
from taizhang.domain.duties.models import Duty, DutyQuerySet, met, waived
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.periods import Kind, Period
from taizhang.web.duties import words
from taizhang.web.duties.finding import meant
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.summary import Bar, Summary
from taizhang.web.kit.table import ASKED, Column, Table

VIEW = Permission.DUTIES_VIEW
SHOWN = ("done", "open", "overdue")  # in the chart


def _by_hand(rows: Any, _value: Any) -> Any:
    """A condition that needs to know the day; `behind` applies it."""
    return rows


@dataclass(frozen=True)
class Duties(Filter):
    """Which duties: of whom, of which institution, due when, standing how."""

    organization: str = condition(_("Organisation"), _by_hand, default="", type="hidden")
    institution: str = condition(_("Institution"), "institution", default="")
    state: str = condition(
        _("State"),
        _by_hand,
        default="",
        options=lambda: [(code, words.STATES[code]) for code in ("done", "open", "overdue", "waived")],
    )
    period: Period | None = condition(_("Period"), _by_hand, default=None)
    on: str = condition(_("As of"), _by_hand, default="", type="hidden")


def behind(path: str, chosen: Duties, request: PageRequest) -> DutyQuerySet:
    """The rows that a number of completion counts: due so far or met ahead, waived only when asked for."""
    on, period = request.on, chosen.period or Period.containing(request.on, Kind.MONTH)
    if chosen.state == "waived":
        rows = Duty.objects.filter(waived(on), standard__isnull=False).in_period(period).placed(min(on, period.last))
        return rows.under(path)
    rows = measures.rows(path, period, on=on, due_so_far=True)
    if chosen.state == "done":
        return measures.met_rows(rows, on)
    if chosen.state == "open":
        return measures.met_rows(rows, on, wanted=False)
    return rows.overdue(on) if chosen.state == "overdue" else rows


@page(VIEW)
def duties(request: PageRequest) -> HttpResponseBase:
    """The duties of an organisation and of those below it that are due in a period."""
    chosen = Duties.from_query(request.GET)
    place, rules = meant(request, VIEW), find_pack(request.on)
    table = _table(rules, request)
    name, counted = str(_("Duties")), lambda _rows: standings(request, chosen, place)
    listing = Listing(name, table, "duties/list.html", summary=counted, keep=True)
    rows = meant_rows(request, chosen, place)
    options = {
        "institution": words.institutions(rules, request.lang),
        "period": _periods(request.on.year),
        "organization": [(place.organization.code, place.short_name)],
    }
    period = chosen.period or Period.containing(request.on, Kind.MONTH)
    context = {"place": place, "period": period, "told": words.told, "rules": rules, "lang": request.lang}
    context["may_waive"] = policy.may(request.account, Permission.DUTIES_WAIVE, on=request.today)
    return answer(request, listing, chosen, rows, options=options, context=context)


def meant_rows(request: PageRequest, chosen: Duties, place: Placement) -> DutyQuerySet:
    """The duties within reach that the conditions of day, state and tree choose, with how they stand."""
    rows: DutyQuerySet = within(request, behind(place.path, chosen, request), VIEW).known(request.on)
    return rows


def standings(request: PageRequest, chosen: Duties, place: Placement) -> Summary:
    """How the duties of the other conditions stand, whatever state the table shows; each bar opens its rows."""
    rows = chosen.apply(meant_rows(request, replace(chosen, state=""), place))
    done, on = met(request.on), request.on
    counts = {
        "done": Count("pk", filter=done),
        "overdue": Count("pk", filter=~done & Q(grace_until__lt=on)),
        "open": Count("pk", filter=~done & Q(grace_until__gte=on)),
    }
    found = kept.listed(rows.order_by().annotate(all=Value(1)).values("all").annotate(**counts))
    counted = found[0] if found else dict.fromkeys(SHOWN, 0)
    bars = [Bar(str(words.STATES[code]), counted[code], chosen.query_string(state=code)) for code in SHOWN]
    return Summary(gettext("How they stand"), bars)


def _table(rules: Any, request: PageRequest) -> Table:
    """The columns, told in the reader's language and as of the day."""

    def standing(duty: Duty) -> str:
        return words.standing(duty, request.on)[1]

    return Table(
        (
            Column("organization", _("Organisation"), "org_name", by=("org_path",), width="wide"),
            Column("name", _("Duty"), lambda duty: words.name(duty, rules, request.lang), by=("institution",)),
            Column("occurrence", _("For the period"), lambda duty: written(duty.occurrence), by=("occurrence",)),
            Column("due_on", _("Due on"), by=("due_on",)),
            Column("state", _("State"), standing),
            Column("grace_until", _("Grace until"), by=("grace_until",), shown=ASKED),
            Column("closes_on", _("Books close on"), by=("closes_on",), shown=ASKED),
        ),
        order=("due_on", "institution", "id"),
    )


def _periods(year: int) -> Sequence[tuple[str, str]]:
    """The year, its quarters and its months as choices."""
    whole = Period.of_year(year)
    found = [whole, *whole.split(Kind.QUARTER), *whole.split(Kind.MONTH)]
    return [(str(each), written(each)) for each in found]
