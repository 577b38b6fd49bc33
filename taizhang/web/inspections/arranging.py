"""Planning a visit: while one types, what stands too close and which day is free."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.inspections.actions import VisitEntry, arrange
from taizhang.domain.inspections.distance import Crowd, crowd
from taizhang.domain.inspections.models import Plan, Visit
from taizhang.domain.inspections.offices import office_names
from taizhang.domain.orgs.calendar import calendar
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from taizhang.web.inspections.finding import PLAN, own_plan
from taizhang.web.inspections.forms import VisitForm
from taizhang.web.inspections.visits import TAKEN_BACK
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import day
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.refusals import sentence
from taizhang.web.orgs.choosing import organization_meant

TYPED = ("organization", "visits_on", "visitors", "purpose")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What speaks for or against a day: who else comes, when it is free, whether one works; or why nothing is known."""

    name: str = ""
    crowd: Crowd | None = None
    offices: dict[Any, str] | None = None
    works: bool = True
    said: str = ""


@page(PLAN, methods=("GET", "POST"))
def arranging(request: PageRequest, key: UUID) -> HttpResponse:
    """The form of a visit; with ?organization=&visits_on= what stands around that day."""
    plan = own_plan(request, key)
    initial = {"id": uuid7(), **{name: request.GET[name] for name in TYPED if request.GET.get(name)}}
    form = VisitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = _arranged(request, plan, form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            undo = reverse("inspections:cancellation", args=[made.pk]) + f"?{TAKEN_BACK}=1"
            say(request, gettext("The visit on %(day)s is planned.") % {"day": day(made.visits_on)}, undo=undo)
            return see_other(reverse("inspections:plan", args=[plan.pk]))
    office = office_names([plan.organization_id], request.today)[plan.organization_id]
    context = {"form": form, "plan": plan, "office": office, "outlook": _outlook(request)}
    return show(request, "inspections/arranging.html", context, block="outlook", status=422 if form.errors else 200)


def _arranged(request: PageRequest, plan: Plan, said: dict[str, Any]) -> Visit:
    of = organization_meant(request, said["organization"], PLAN)
    entry = VisitEntry(of, said["visits_on"], said["visitors"], said["purpose"], said["id"])
    return arrange(plan=plan, entry=entry, by=request.by)


def _outlook(request: PageRequest) -> Outlook | None:
    """What stands around the day that was typed; None until both are there."""
    typed = request.POST or request.GET
    words, text = typed.get("organization", ""), typed.get("visits_on", "")
    if not (words and text):
        return None
    try:
        on, of = date.fromisoformat(text), organization_meant(request, words, PLAN)
        return _around(of, on)
    except ValueError:
        return Outlook(said=gettext("This is not a day."))
    except Refused as refusal:
        return Outlook(said=sentence(refusal))


def _around(of: Organization, on: date) -> Outlook:
    found = crowd(of.pk, on)
    offices = office_names({each.plan.organization_id for each in found.close}, on)
    return Outlook(office_names([of.pk], on)[of.pk], found, offices, calendar(on, on).is_workday(on))
