"""The meter: what a month asked of an organisation and from what it came; what offices cause below them.

It helps whoever asks to ask less. No list is ordered by it, and no person stands in it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.kept import Asked, kept
from taizhang.domain.burden.caps import Allowed, caps
from taizhang.domain.burden.cost import is_full
from taizhang.domain.burden.measures import Month, causes, issued, meter, trend
from taizhang.domain.burden.models import Answer, Effort
from taizhang.domain.orgs.kinds import FORMS, Kind, Level
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.kernel.periods import Kind as Every
from taizhang.kernel.periods import Period
from taizhang.web.burden import words
from taizhang.web.burden.bands import Band, bands
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition, elsewhere
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from taizhang.web.kit.table import Column, Table

VIEW = Permission.BURDEN_VIEW
CHOICE = 12  # months to choose from
Limits = tuple[tuple[Level, int], ...]  # minutes of a month


@dataclass(frozen=True)
class Meter(Filter):
    """Organisations by name and kind, in a month."""

    q: str = condition(
        _("Name or pinyin"), lambda rows, text: rows.filter(search__contains=text.lower()), default="", type="search"
    )
    kind: Kind | None = condition(_("Kind"), "kind", default=None, options=Kind.choices)
    month: Period | None = condition(_("Month"), elsewhere, default=None)


@page(VIEW)
def below(request: PageRequest) -> HttpResponseBase:
    """The month of everyone within reach, by name; whoever answers for one organisation is led to its page."""
    asked = Meter.from_query(request.GET)
    month = _month(request)
    rows = within(request, Placement.objects.all()).exclude(kind=Kind.DISTRICT).select_related("organization")
    only = rows.values_list("organization__code", flat=True)[:2]
    if len(only) == 1 and not request.GET:
        return HttpResponseRedirect(f"/burden/{only[0]}/")
    effort = Effort.objects.in_month(month.first).state()
    limits = tuple((level, allowed.minutes) for level, allowed in sorted(_caps(request, month).items()))
    places = Asked(asked.apply(rows).order_by().values_list("organization_id", "kind"))
    spread, total = _whole(places, month, effort, limits)
    listing = Listing(_("Burden"), _table(_told(month, effort)), "burden/list.html")
    context = {"month": month, "bands": spread, "total": total}
    return answer(request, listing, asked, rows, options={"month": months(request.today)}, context=context)


@page(VIEW)
def organization(request: PageRequest, code: str) -> HttpResponse:
    """One organisation: its month beside the cap, what caused it, the months before, what waits."""
    place = find_organization(request, code)
    month = _month(request)
    cap = _caps(request, month)[FORMS[Kind(place.kind)].level]
    told = meter(month, [place.organization_id]).get(place.organization_id, Month())
    running = month == Period.containing(request.today, Every.MONTH)
    waiting = Answer.objects.waiting(request.today).filter(organization=place.organization_id)
    context = {
        "place": place,
        "month": month,
        "told": told,
        "cap": cap,
        "full": running and is_full(place.organization_id, cap.minutes, request.today),
        "causes": causes(place.organization_id, month),
        "trend": trend(place.organization_id, month),
        "waiting": list(waiting.select_related("sending__form").order_by("sending__due_on")[:20]),
        "words": words,
    }
    return show(request, "burden/organization.html", context)


@page(VIEW)
def issuers(request: PageRequest) -> HttpResponse:
    """What each office causes below it: forms and circulars, minutes of all who answer and read."""
    month = _month(request)
    found = issued(month, request.on)
    names = dict(Placement.objects.on(request.on).filter(organization__in=found).values_list("organization_id", "name"))
    codes = dict(Organization.objects.filter(pk__in=found).values_list("pk", "code"))
    lines = [(names.get(key, codes[key]), codes[key], one) for key, one in found.items()]
    context = {"month": month, "lines": sorted(lines, key=lambda line: line[1]), "words": words}
    context["months"] = months(request.today)
    return show(request, "burden/issuers.html", context)


def _table(told: dict[Any, Month]) -> Table:
    """By name only: whoever has much to do is no better and no worse than others."""

    def of(name: str) -> Any:
        return lambda row: getattr(told.get(row.organization_id, Month()), name)

    return Table(
        (
            Column("name", _("Organisation"), by=("path",), width="wide"),
            Column("kind", _("Kind"), "get_kind_display", by=("kind",)),
            Column("minutes", pgettext_lazy("burden", "Minutes"), of("minutes"), align="end"),
            Column("inputs", _("Inputs typed"), of("inputs"), align="end"),
            Column("filled", _("Inputs saved"), of("filled"), align="end"),
            Column("forms", pgettext_lazy("burden", "Forms"), of("forms"), align="end"),
            Column("circulars", _("Circulars"), of("circulars"), align="end"),
        ),
        order=("path", "id"),
    )


@kept
def _told(month: Period, effort: tuple[int, int]) -> dict[Any, Month]:
    """The month of each organisation; `effort` tells one state of the meter from another."""
    return meter(month)


@kept
def _whole(places: Asked, month: Period, effort: tuple[int, int], limits: Limits) -> tuple[list[Band], Counter[str]]:
    """How the organisations of some places spread, each judged by the cap of its own level, and all together."""
    told, found = _told(month, effort), list(places.rows)
    months = [told[key] for key, _kind in found if key in told]
    names = ("minutes", "inputs", "filled", "forms", "circulars")
    return bands(found, told, dict(limits)), Counter(
        {name: sum(getattr(one, name) for one in months) for name in names}
    )


def _month(request: PageRequest) -> Period:
    """The month of the address, else that of the day."""
    asked = Meter.from_query(request.GET).month
    return asked if asked and asked.kind is Every.MONTH else Period.containing(request.on, Every.MONTH)


def _caps(request: PageRequest, month: Period) -> dict[Level, Allowed]:
    """The caps beside which a month stands: those of its last day, as far as it has come."""
    return caps(min(month.last, request.on))


def months(today: date) -> list[tuple[str, str]]:
    """The months to choose from, the present one first."""
    found = [Period.containing(today, Every.MONTH)]
    while len(found) < CHOICE:
        found.append(found[-1].previous)
    return [(str(month), written(month)) for month in found]
