"""The box: a case by name or without one, from every page and from the sign-in page."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.cases.actions import CaseEntry, file_case
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.receipts import receipt_code, receipt_index, unnamed
from taizhang.domain.cases.terms import TERMS, CaseKind
from taizhang.kernel.errors import Refused
from taizhang.web.cases.forms import OFFERED, CaseForm
from taizhang.web.cases.limits import refuse_flood
from taizhang.web.cases.words import place_of
from taizhang.web.kit import clock
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.request import account_of


@page(public=True, methods=("GET", "POST"))
def box(request: PageRequest) -> HttpResponse:
    """Write to the office; whoever gives no name is known to nobody, here as in the audit trail."""
    signed_in = account_of(request) is not None
    if request.method == "GET":
        form = CaseForm(signed_in=signed_in, place=place_of(request.GET.get("page", "")))
        return _form(request, form)
    form = CaseForm(request.POST, signed_in=signed_in)
    if not form.is_valid():
        return _form(request, form)
    try:
        refuse_flood(request, "filing")
        return _unnamed(request, form) if form.unnamed else _named(request, form)
    except Refused as refusal:
        refuse(form, refusal)
        return _form(request, form)


def _form(request: PageRequest, form: CaseForm) -> HttpResponse:
    terms = [TERMS[kind] for kind in OFFERED]
    return show(request, "cases/box.html", {"form": form, "terms": terms}, status=422 if form.errors else 200)


def _named(request: PageRequest, form: CaseForm) -> HttpResponse:
    case = file_case(entry=_entry(form, form.token_value, None), by=request.by)
    say(request, _("Your case %(number)s is on its way; the answer is due soon.") % {"number": case.number})
    return HttpResponseRedirect(reverse("my_case", args=[case.pk]))


def _unnamed(request: PageRequest, form: CaseForm) -> HttpResponse:
    """The only page that shows the code; nothing keeps it, not the session, not the browser."""
    code = receipt_code(form.token_value)
    entry = _entry(form, None, receipt_index(code))
    case: Case = file_case(entry=entry, by=unnamed(clock.now()))
    response = show(request, "cases/filed.html", {"case": case, "code": code})
    response.headers["Cache-Control"] = "no-store"
    return response


def _entry(form: CaseForm, key: UUID | None, receipt: str | None) -> CaseEntry:
    said = form.cleaned_data
    entry = CaseEntry(
        CaseKind(said["kind"]),
        said["subject"],
        said["text"],
        place=said["place"],
        about_words=said["about"],
        receipt=receipt,
    )
    return entry if key is None else replace(entry, id=key)
