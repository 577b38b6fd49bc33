"""Masked items in clear, never without a reason that is kept: of one person, or of the people of a list."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.kept import number
from taizhang.domain.orgs.actions.people import reveal
from taizhang.domain.orgs.actions.revealing import MOST, reveal_numbers
from taizhang.kernel.errors import Refused
from taizhang.web.kit.context import show
from taizhang.web.kit.exports import MEDIA, write
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import Column, Table
from taizhang.web.people.forms import SECRETS, DisclosureForm, RevealForm
from taizhang.web.people.listing import PersonFilter, rows, table
from taizhang.web.people.reach import find_person

REVEAL = Permission.PEOPLE_REVEAL


@page(REVEAL, methods=("GET", "POST"))
def revelation(request: PageRequest, key: UUID) -> HttpResponse:
    """Show one protected item of a person once; who looked and why is kept, and the person sees it."""
    person = find_person(request, key, REVEAL)
    form = RevealForm(request.POST or None, initial={"what": request.GET.get("what", "id_number")})
    context: dict[str, Any] = {"person": person, "form": form}
    if request.method == "POST" and form.is_valid():
        what = form.cleaned_data["what"]
        try:
            value = reveal(person=person, what=what, because=form.cleaned_data["because"], by=request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            context |= {"value": value or "—", "what": dict(SECRETS)[what]}
    response = show(request, "people/reveal.html", context, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


@page(REVEAL, methods=("GET", "POST"))
def disclosure(request: PageRequest) -> HttpResponseBase:
    """The people of a list as a workbook with their identity numbers in clear, one look kept for each of them."""
    request.on = request.today  # numbers are opened of those who belong here today, whatever day the list showed
    asked = PersonFilter.from_query(request.GET)
    found = _revealable(request, asked.apply(rows(request, asked))).order_by("person__sort_key", "person_id")
    form = DisclosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _workbook(request, list(found[: MOST + 1]), form.cleaned_data["because"])
        except Refused as refusal:
            refuse(form, refusal)
    context = {"form": form, "count": number(found), "most": MOST, "back": "/people/" + asked.query_string()}
    return show(request, "people/disclosure.html", context, status=422 if form.errors else 200)


def _revealable(request: PageRequest, found: Any) -> Any:
    """Only those over whom the reader may open numbers."""
    return policy.within(found, request.account, REVEAL, on=request.today)


def _workbook(request: PageRequest, people: list[Any], because: str) -> HttpResponse:
    numbers = reveal_numbers(people=[row.person_id for row in people], because=because, by=request.by)
    shown = Table(tuple(_clear(column, numbers) for column in table(request.on).columns), order=())
    response = HttpResponse(content_type=MEDIA)
    name = _("People")
    response.headers["Content-Disposition"] = 'attachment; filename="people.xlsx"'
    response.headers["Cache-Control"] = "no-store"
    write(response, shown, people, str(name))  # type: ignore[arg-type]  # a response is written like a file
    return response


def _clear(column: Column, numbers: Any) -> Column:
    """The same column, the identity number in clear."""
    if column.key != "id_number":
        return column
    return Column(column.key, column.label, lambda row: numbers[row.person_id], kind="text")
