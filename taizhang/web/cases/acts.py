"""What an office does with a case, each a form that posts and leads back to the case."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.cases import actions
from taizhang.web.cases.forms import ForwardForm, WordsForm, filled
from taizhang.web.cases.office import find_case
from taizhang.web.cases.words import names_of
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page

ANSWER = Permission.CASES_ANSWER


@page(ANSWER, methods=("POST",))
def answering(request: PageRequest, key: UUID) -> HttpResponse:
    """Answer a case."""
    found = find_case(request, key)
    case = actions.answer(case=found, words=filled(WordsForm(request.POST))["words"], by=request.by)
    undo = reverse("case_taking_back", args=[key])
    say(request, _("The case %(number)s is answered.") % {"number": case.number}, undo=undo)
    return _see(reverse("case", args=[key]))


@page(ANSWER, methods=("POST",))
def closing(request: PageRequest, key: UUID) -> HttpResponse:
    """Close a case without more."""
    found = find_case(request, key)
    case = actions.close(case=found, because=filled(WordsForm(request.POST))["words"], by=request.by)
    undo = reverse("case_taking_back", args=[key])
    say(request, _("The case %(number)s is closed.") % {"number": case.number}, undo=undo)
    return _see(reverse("case", args=[key]))


@page(ANSWER, methods=("POST",))
def taking_back(request: PageRequest, key: UUID) -> HttpResponse:
    """Take one's own answer or end back."""
    case = actions.take_back(case=find_case(request, key), by=request.by)
    say(request, _("The case %(number)s waits for an answer again.") % {"number": case.number})
    return _see(reverse("case", args=[key]))


@page(ANSWER, methods=("POST",))
def forwarding(request: PageRequest, key: UUID) -> HttpResponse:
    """Hand a case to another office."""
    found, said = find_case(request, key), filled(ForwardForm(request.POST))
    case = actions.forward(case=found, office=said["office"], because=said["words"], by=request.by)
    name = names_of([case.office_id]).get(case.office_id, "")
    say(request, _("The case %(number)s is now with %(office)s.") % {"number": case.number, "office": name})
    return _see(reverse("cases"))


def _see(address: str) -> HttpResponse:
    return see_other(address)
