"""One's own cases: those filed in one's name."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.domain.cases.actions import rate, reopen
from taizhang.domain.cases.models import Case
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.cases import words
from taizhang.web.cases.forms import WordsForm, filled
from taizhang.web.cases.office import badges
from taizhang.web.cases.shown import followed
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter
from taizhang.web.kit.flash import say
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import Column, Table


@page(signed_in=True)
def my_cases(request: PageRequest) -> HttpResponseBase:
    """What I wrote in my name, the newest first."""
    table = Table(
        (
            Column("number", gettext_lazy("Number of the case"), by=("year", "serial")),
            Column("kind", gettext_lazy("Kind of case"), "term", by=("kind",)),
            Column("subject", gettext_lazy("What it is about"), words.title, width="wide"),
            Column("filed_at", gettext_lazy("Filed"), by=("filed_at",)),
            Column("due_on", gettext_lazy("Answer due"), by=("due_on",)),
            Column("state", gettext_lazy("State"), badges(request.today)),
        ),
        order=("-year", "-serial", "id"),
    )
    listing = Listing(gettext_lazy("My cases"), table, "cases/mine.html")
    rows = Case.objects.filed_by(request.account.person_id).standing()
    return answer(
        request,
        listing,
        Filter.from_query(request.GET),
        rows,
        context={"badge_of": words.badge_of, "on": request.today},
    )


@page(signed_in=True)
def my_case(request: PageRequest, key: UUID) -> HttpResponse:
    """One of them, with its answer."""
    return show(request, "cases/my_case.html", followed(_find(request, key), request.today))


@page(signed_in=True, methods=("POST",))
def my_reopening(request: PageRequest, key: UUID) -> HttpResponse:
    """Open it again, once."""
    found = _find(request, key)
    case = reopen(case=found, words=filled(WordsForm(request.POST))["words"], by=request.by)
    say(request, _("The case %(number)s is open again.") % {"number": case.number})
    return _to(case)


@page(signed_in=True, methods=("POST",))
def my_rating(request: PageRequest, key: UUID) -> HttpResponse:
    """Say whether the answer helped."""
    case = rate(case=_find(request, key), satisfied=request.POST.get("satisfied") == "1", by=request.by)
    say(request, _("Thank you; the office sees whether it helped."))
    return _to(case)


def _find(request: PageRequest, key: UUID) -> Case:
    """A case of one's own; anybody else's is not there."""
    found: Case | None = Case.objects.filed_by(request.account.person_id).standing().filter(pk=key).first()
    if found is None:
        raise Refused(
            mark("There is no such case of yours."), mark("Look for it under My cases."), code="cases.unknown"
        )
    return found


def _to(case: Case) -> HttpResponse:
    return see_other(reverse("my_case", args=[case.pk]))
