"""Visits in rows: to whom, by whom, when, and whether they take place."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.inspections.models import VisitQuerySet
from taizhang.domain.orgs.models import Placement
from taizhang.web.inspections.finding import VIEW, visits_seen
from taizhang.web.inspections.words import STATES, state_of
from taizhang.web.kit import clock
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.kit.table import Column, Table


def _by_hand(rows: Any, _value: Any) -> Any:
    """A condition that the view applies."""
    return rows


def _standing(rows: VisitQuerySet, state: str) -> VisitQuerySet:
    today = clock.today()
    if state == "cancelled":
        return rows.cancelled()
    return rows.coming(today) if state == "coming" else rows.standing().filter(visits_on__lt=today)


@dataclass(frozen=True)
class Visits(Filter):
    """Which visits: to whom, on which day, of which year, standing how."""

    organization: str = condition(_("Organisation"), _by_hand, default="", type="hidden")
    state: str = condition(
        _("State"),
        _standing,
        default="",
        options=lambda: [(code, STATES[code]) for code in ("coming", "over", "cancelled")],
    )
    day: date | None = condition(_("Day"), "visits_on", default=None, type="date")
    year: int | None = condition(_("Year"), "visits_on__year", default=None, type="hidden")


VISITS = Listing(
    _("Visits"),
    Table(
        (
            Column("organization", pgettext_lazy("visit", "To"), "org_name", width="wide"),
            Column("visits_on", _("Day"), by=("visits_on",)),
            Column("office", pgettext_lazy("visit", "By"), "office_name"),
            Column("purpose", _("What for"), "purpose"),
            Column("visitors", _("Who comes"), "visitors"),
            Column("state", _("State"), lambda visit: str(STATES[state_of(visit, clock.today())])),
        ),
        order=("-visits_on", "id"),
    ),
    "inspections/visits.html",
)


def named(rows: VisitQuerySet, on: date) -> VisitQuerySet:
    """The rows with the names that both had on the day of the visit or, if that is to come, have on the day given."""
    offices = Placement.objects.on(on).filter(organization=OuterRef("plan__organization")).values("short_name")[:1]
    placed = rows.placed(Least(F("visits_on"), Value(on))).known()
    found: VisitQuerySet = placed.annotate(office_name=Coalesce(Subquery(offices), F("plan__organization__code")))
    return found


@page(VIEW)
def visits(request: PageRequest) -> HttpResponseBase:
    """The visits that concern an organisation within reach, the latest first."""
    chosen = Visits.from_query(request.GET)
    rows, options = named(visits_seen(request), request.on), {}
    if chosen.organization:
        place = find_organization(request, chosen.organization, VIEW)
        rows = rows.under(place.path)
        options["organization"] = [(chosen.organization, place.short_name)]
    context = {"state_of": state_of, "today": request.today}
    return answer(request, VISITS, chosen, rows, options=options, context=context)
