"""Finding plans and visits: those of offices within reach, and those that concern an organisation within reach."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from taizhang.domain.access.roles import Permission
from taizhang.domain.inspections.models import Plan, PlanQuerySet, Visit, VisitQuerySet
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, within

VIEW, PLAN = Permission.VISITS_VIEW, Permission.VISITS_PLAN


def plans_seen(request: PageRequest) -> PlanQuerySet:
    """The plans of offices within reach, and those within which an organisation within reach is visited."""
    offices = within(request, Plan.objects.all(), VIEW).values("pk")
    concerned = within(request, Visit.objects.all(), VIEW).values("plan")
    found: PlanQuerySet = Plan.objects.filter(Q(pk__in=offices) | Q(pk__in=concerned)).select_related("organization")
    return found


def visits_seen(request: PageRequest) -> VisitQuerySet:
    """The visits to organisations within reach, and those by offices within reach."""
    ours = within(request, Plan.objects.all(), VIEW).values("pk")
    theirs = within(request, Visit.objects.all(), VIEW).values("pk")
    found: VisitQuerySet = Visit.objects.filter(Q(plan__in=ours) | Q(pk__in=theirs))
    return found


def find_plan(request: PageRequest, key: UUID) -> Plan:
    """A plan that the reader may see; else 404."""
    found = plans_seen(request).filter(pk=key).first()
    if found is None:
        raise _no_plan()
    plan: Plan = found
    return plan


def own_plan(request: PageRequest, key: UUID) -> Plan:
    """A plan of an office for which the reader plans; else 404."""
    found: Any = within(request, Plan.objects.select_related("organization"), PLAN).filter(pk=key).first()
    if not isinstance(found, Plan):
        raise _no_plan()
    return found


def find_visit(request: PageRequest, key: UUID) -> Any:
    """A visit that the reader may see, with how it stands; else 404."""
    found = visits_seen(request).placed(request.on).known().filter(pk=key).first()
    if found is None:
        raise _no_visit()
    return found


def own_visit(request: PageRequest, key: UUID) -> Visit:
    """A visit within a plan of an office for which the reader plans; else 404."""
    plans = within(request, Plan.objects.all(), PLAN).values("pk")
    found = Visit.objects.filter(plan__in=plans, pk=key).select_related("plan", "organization").first()
    if found is None:
        raise _no_visit()
    visit: Visit = found
    return visit


def _no_plan() -> Refused:
    return Refused(
        _("There is no such plan of visits within your reach."),
        _("Look for it in the list of plans."),
        code="inspections.plan.unknown",
    )


def _no_visit() -> Refused:
    return Refused(
        _("There is no such visit within your reach."),
        _("Look for it in the list of visits."),
        code="inspections.visit.unknown",
    )
