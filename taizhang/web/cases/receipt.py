"""Following a case by its code: no sign-in, and the code never stands in an address."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.cases.actions import rate, reopen
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.receipts import by_receipt, unnamed
from taizhang.kernel.errors import Refused
from taizhang.web.cases.forms import WordsForm, filled
from taizhang.web.cases.limits import refuse_flood
from taizhang.web.cases.shown import followed
from taizhang.web.kit import clock
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.refusals import sentence


@page(public=True, methods=("GET", "POST"))
def receipt(request: PageRequest) -> HttpResponse:
    """Ask for a code, and show where its case stands."""
    if request.method == "GET":
        return _page(request, {})
    return _followed(request, lambda case: "")


@page(public=True, methods=("POST",))
def reopening(request: PageRequest) -> HttpResponse:
    """Open the case of a code again, once."""

    def act(case: Case) -> str:
        reopen(case=case, words=filled(WordsForm(request.POST))["words"], by=unnamed(clock.now()))
        return _("The case is open again; the days until its answer begin anew.")

    return _followed(request, act)


@page(public=True, methods=("POST",))
def rating(request: PageRequest) -> HttpResponse:
    """Say whether the answer to the case of a code helped."""

    def act(case: Case) -> str:
        rate(case=case, satisfied=request.POST.get("satisfied") == "1", by=unnamed(clock.now()))
        return _("Thank you; the office sees whether it helped, and nobody's name.")

    return _followed(request, act)


def _followed(request: PageRequest, act: Any) -> HttpResponse:
    """The case of the code that was sent, after what was asked for was done; what is refused is said on the page."""
    code = request.POST.get("code", "")
    try:
        refuse_flood(request, "receipt")
        case = by_receipt(code)
    except Refused as refusal:
        return _page(request, {"wrong": sentence(refusal), "code": code}, 422)
    try:
        done, wrong = act(case), ""
    except Refused as refusal:
        done, wrong = "", sentence(refusal)
    context = {**followed(by_receipt(code), request.today), "code": code, "done": done, "refused": wrong}
    return _page(request, context, 422 if wrong else 200)


def _page(request: PageRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = show(request, "cases/receipt.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
