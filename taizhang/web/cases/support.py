"""The help that a branch is offered when its light is red: it may ask for it, or say that none is needed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.cases import actions
from taizhang.domain.cases.models import Case
from taizhang.domain.orgs.models import Person
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.cases import words
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page

RECORD = Permission.RECORDS_WRITE
LATEST = 12


@page(RECORD)
def support(request: PageRequest) -> HttpResponse:
    """The latest offers of help to the organisations for which one records."""
    offers = capped(_own(request).select_related("contact").prefetch_related("steps"), LATEST)
    names = words.names_of({key for case in offers for key in (case.office_id, case.organization_id)})
    told = [
        {
            "case": case,
            "badge": words.badge_of(case, request.today),
            "office": names.get(case.office_id, ""),
            "organization": names.get(case.organization_id, ""),
            "contact": _name(case.contact),
            "steps": words.told(case.steps.all(), names),
        }
        for case in offers
    ]
    return show(request, "cases/support.html", {"offers": told, "found": offers})


@page(RECORD, methods=("POST",))
def support_asking(request: PageRequest, key: UUID) -> HttpResponse:
    """Ask for the help that was offered."""
    case = actions.ask(case=_find(request, key), words=request.POST.get("words", ""), by=request.by)
    say(request, _("The office knows that you would like help (%(number)s).") % {"number": case.number})
    return _back()


@page(RECORD, methods=("POST",))
def support_closing(request: PageRequest, key: UUID) -> HttpResponse:
    """Say that no help is needed."""
    case = actions.close(case=_find(request, key), because=_("No help is needed."), by=request.by)
    undo = reverse("support_taking_back", args=[key])
    say(request, _("The offer %(number)s is closed; nobody counts it.") % {"number": case.number}, undo=undo)
    return _back()


@page(RECORD, methods=("POST",))
def support_taking_back(request: PageRequest, key: UUID) -> HttpResponse:
    """Open the offer again that one closed by a slip."""
    case = actions.take_back(case=_find(request, key), by=request.by)
    say(request, _("The offer %(number)s stands again.") % {"number": case.number})
    return _back()


def _own(request: PageRequest) -> Any:
    """The offers to organisations for which one records, the newest first."""
    own = policy.reached(request.account, RECORD, on=request.today)
    return Case.objects.standing().exclude(month="").filter(organization__in=own)


def _find(request: PageRequest, key: UUID) -> Case:
    found: Case | None = _own(request).filter(pk=key).first()
    if found is None:
        raise Refused(
            mark("No such help was offered to your organisation."),
            mark("Look for it under Help offered."),
            code="cases.unknown",
        )
    return found


def _name(person: Person | None) -> str:
    return person.name if person else ""


def _back() -> HttpResponse:
    return see_other(reverse("support"))
