"""Plans of visits: one item for each office and year."""

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.access import policy
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.inspections.actions import draw_up, withdraw
from taizhang.domain.inspections.models import standing
from taizhang.domain.inspections.offices import office_names
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import REVIEWING
from taizhang.kernel.errors import Refused
from taizhang.web.inspections.finding import PLAN, VIEW, find_plan, own_plan, plans_seen, visits_seen
from taizhang.web.inspections.forms import PlanForm
from taizhang.web.inspections.listing import named
from taizhang.web.inspections.words import STATES, state_of
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.orgs.choosing import organization_meant

MOST_YEARS = 6
MOST_VISITS = 200  # shown on the page of a plan; the list shows them all


@page(VIEW)
def plans(request: PageRequest) -> HttpResponse:
    """What each office comes for this year, with how many visits."""
    year = _year(request.GET.get("year", ""), request.on.year)
    seen = plans_seen(request)
    years = sorted({*seen.order_by("-year").values_list("year", flat=True).distinct()[:MOST_YEARS], request.on.year})
    rows = list(seen.filter(year=year).order_by("organization__code"))
    names = office_names({each.organization_id for each in rows}, request.on)
    visits = visits_seen(request).filter(plan__in=[each.pk for each in rows]).order_by()
    counted = visits.values_list("plan").annotate(stand=Count("pk", filter=standing()), all=Count("pk"))
    context: dict[str, Any] = {"plans": rows, "names": names, "counts": {key: stand for key, stand, _all in counted}}
    context |= {"year": year, "years": years, "pack": find_pack(request.on), "lang": request.lang}
    return show(request, "inspections/plans.html", {**context, "may_plan": _may(request)})


@page(PLAN, methods=("GET", "POST"))
def new_plan(request: PageRequest) -> HttpResponse:
    """What an office comes for in a year; a second plan is refused and leads to the first."""
    form = PlanForm(request.POST or None, _own_office(request), request.today.year)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            office = organization_meant(request, said["office"], PLAN)
            made = draw_up(
                office=office, year=said["year"], subject=said["subject"], basis=said["basis"], by=request.by
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            say(request, gettext("The plan is drawn up."), undo=reverse("inspections:withdrawal", args=[made.pk]))
            return see_other(reverse("inspections:plan", args=[made.pk]))
    return show(request, "inspections/new_plan.html", {"form": form}, status=422 if form.errors else 200)


@page(VIEW)
def plan(request: PageRequest, key: UUID) -> HttpResponse:
    """One plan: what it says, what it said before, and its visits that the reader may see."""
    found = find_plan(request, key)
    visits = named(visits_seen(request), request.on).filter(plan=found.pk).order_by("visits_on", "id")
    office = office_names([found.organization_id], request.on)[found.organization_id]
    own = within(request, type(found).objects.filter(pk=key), PLAN).exists() if _may(request) else False
    context: dict[str, Any] = {"plan": found, "office": office, "visits": capped(visits, MOST_VISITS), "own": own}
    context |= {"widenings": list(found.widenings.all()), "states": STATES, "state_of": state_of}
    return show(request, "inspections/plan.html", {**context, "today": request.today})


@page(PLAN, methods=("POST",))
def withdrawal(request: PageRequest, key: UUID) -> HttpResponse:
    """Take back a plan without visits."""
    withdraw(plan=own_plan(request, key), by=request.by)
    say(request, gettext("The plan is taken back."))
    return see_other(reverse("inspections:plans"))


def _may(request: PageRequest) -> bool:
    return request.on == request.today and policy.may(request.account, PLAN, on=request.today)


def _own_office(request: PageRequest) -> str:
    """The office of the reader's own post for which he plans, by its short name; the highest of several."""
    held = [each.organization_id for each in policy.held(request.account, request.today)]
    own = within(request, Placement.objects.filter(kind__in=REVIEWING, organization__in=held), PLAN)
    return own.order_by("path").values_list("short_name", flat=True).first() or ""


def _year(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == len("2018") else otherwise
