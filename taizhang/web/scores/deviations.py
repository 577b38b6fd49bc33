"""Decisions against the rule: proposed by one with a reason, confirmed or rejected by another."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Assessment, Override
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.scoring import POINT
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.orgs.choosing import organization_meant
from taizhang.web.scores import acting
from taizhang.web.scores.finding import own_assessment

DECIDE = Permission.SCORES_DECIDE


@page(DECIDE, methods=("POST",))
def proposing(request: PageRequest, key: UUID) -> HttpResponse:
    """Propose another mark or grade, an unlocking, or a late correction."""
    found, given = own_assessment(request, key, DECIDE), request.POST
    words = given.get("organization", "").strip()
    said: dict[str, Any] = {
        "kind": given.get("kind", ""),
        "organization": organization_meant(request, words, DECIDE) if words else None,
        "units": _units(given.get("mark", "").strip()),
        "grade": given.get("grade", ""),
        "because": given.get("because", ""),
    }
    acting.propose(found, said, request.by)
    say(request, _("It is proposed; another person with the same right confirms or rejects it."))
    return _back(found)


@page(DECIDE, methods=("POST",))
def confirmation(request: PageRequest, key: UUID) -> HttpResponse:
    """Confirm what another proposed."""
    found = _find(request, key)
    acting.confirm(found, request.by)
    say(request, _("It is decided; both names and the reason stand beside the result."))
    return _back(found.assessment)


@page(DECIDE, methods=("POST",))
def rejection(request: PageRequest, key: UUID) -> HttpResponse:
    """Reject what was proposed."""
    found = _find(request, key)
    acting.reject(found, request.by)
    say(request, _("The proposal is rejected; nothing changes."))
    return _back(found.assessment)


def _find(request: PageRequest, key: UUID) -> Override:
    reach = policy.within(Assessment.objects.all(), request.account, DECIDE, on=request.today)
    rows = Override.objects.filter(pk=key, assessment__in=reach.values("pk")).select_related("assessment__scheme")
    found: Override | None = rows.first()
    if found is None:
        raise Refused(
            mark("There is no such proposal within your reach."),
            mark("Open it from its assessment."),
            code="scores.deviation.unknown",
        )
    return found


def _units(text: str) -> int | None:
    """A mark as it was typed, "88.5", in units; None when only the grade is decided."""
    if not text:
        return None
    try:
        typed = Decimal(text)
    except InvalidOperation:
        typed = Decimal(-1)
    if not (typed.is_finite() and 0 <= typed <= 100):
        raise Refused(
            mark("“{text}” is no mark between 0 and 100."), mark("Write 88.5, for example."), code="scores.mark.range",
            text=text[:20],
        )  # fmt: skip
    return int(typed * POINT)


def _back(found: Assessment) -> HttpResponse:
    return see_other(reverse("scores:assessment", args=[found.pk]))
