"""Merging a further subject into a plan, and undoing that."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from taizhang.domain.inspections.actions import narrow, widen
from taizhang.domain.inspections.models import Widening
from taizhang.domain.inspections.offices import office_names
from taizhang.kernel.errors import Refused, _
from taizhang.web.inspections.finding import PLAN, own_plan
from taizhang.web.inspections.forms import WideningForm
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page


@page(PLAN, methods=("GET", "POST"))
def widening(request: PageRequest, key: UUID) -> HttpResponse:
    """What the plan says from now on; what it said is kept beside it."""
    plan = own_plan(request, key)
    form = WideningForm(request.POST or None, initial={"subject": plan.subject, "basis": plan.basis})
    if request.method == "POST" and form.is_valid():
        try:
            made = widen(plan=plan, **form.cleaned_data, by=request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            undo = reverse("inspections:undoing", args=[plan.pk, made.pk])
            say(request, gettext("The further subject is merged into the plan."), undo=undo)
            return see_other(reverse("inspections:plan", args=[plan.pk]))
    office = office_names([plan.organization_id], request.today)[plan.organization_id]
    context = {"form": form, "plan": plan, "office": office}
    return show(request, "inspections/widening.html", context, status=422 if form.errors else 200)


@page(PLAN, methods=("POST",))
def undoing(request: PageRequest, key: UUID, widening: UUID) -> HttpResponse:
    """The plan says again what it said before."""
    plan = own_plan(request, key)
    found = Widening.objects.filter(plan=plan, pk=widening).select_related("plan").first()
    if found is None:
        raise Refused(
            _("This change of the plan was undone already."),
            _("Open the plan again."),
            code="inspections.widening.unknown",
        )
    narrow(widening=found, by=request.by)
    say(request, gettext("The plan says again what it said before."))
    return see_other(reverse("inspections:plan", args=[plan.pk]))
