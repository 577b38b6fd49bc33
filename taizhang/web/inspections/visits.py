"""One visit: announced, cancelled with a reason, or taking place after all."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.inspections.actions import cancel, restore
from taizhang.domain.inspections.models import Plan
from taizhang.domain.inspections.offices import office_names
from taizhang.web.inspections.finding import PLAN, VIEW, find_visit, own_visit
from taizhang.web.inspections.words import STATES, state_of
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page, within

TAKEN_BACK = "taken-back"  # in the address of the undo button


@page(VIEW)
def visit(request: PageRequest, key: UUID) -> HttpResponse:
    """Who comes to whom, when and what for; whether it was cancelled, by whom and why."""
    found = find_visit(request, key)
    names = office_names([found.plan.organization_id, found.organization_id], request.on)
    own = (
        within(request, Plan.objects.filter(pk=found.plan_id), PLAN).exists() if request.on == request.today else False
    )
    state = state_of(found, request.today)
    context = {
        "visit": found,
        "office": names[found.plan.organization_id],
        "visited": names[found.organization_id],
        "state": state,
        "state_words": STATES[state],
        "cancellations": list(found.cancellations.all()),
        "may_change": own and found.visits_on >= request.today,
    }
    return show(request, "inspections/visit.html", context)


@page(PLAN, methods=("POST",))
def cancellation(request: PageRequest, key: UUID) -> HttpResponse:
    """The visit does not take place, with a reason; taking it back right after planning needs none."""
    found = own_visit(request, key)
    taken_back = TAKEN_BACK in request.GET
    because = gettext("Taken back by whoever planned it.") if taken_back else request.POST.get("because", "")
    cancel(visit=found, because=because, by=request.by)
    say(request, gettext("The visit is cancelled."), undo=reverse("inspections:restoration", args=[found.pk]))
    return see_other(reverse("inspections:visit", args=[found.pk]))


@page(PLAN, methods=("POST",))
def restoration(request: PageRequest, key: UUID) -> HttpResponse:
    """The visit takes place after all."""
    found = own_visit(request, key)
    restore(visit=found, by=request.by)
    say(request, gettext("The visit takes place after all."))
    return see_other(reverse("inspections:visit", args=[found.pk]))
