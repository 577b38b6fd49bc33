"""The cases of an office: found, answered, forwarded, closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.domain.access.roles import Permission
from taizhang.domain.cases import routing
from taizhang.domain.cases.actions import reveal_value
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.moves import STATES, CaseState
from taizhang.domain.cases.terms import TERMS, CaseKind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.cases import words
from taizhang.web.cases.shown import shown
from taizhang.web.kit import clock
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.table import Column, Table

KINDS = [(kind.value, term.name) for kind, term in TERMS.items()]


def _of_kind(rows: QuerySet[Any], kind: CaseKind) -> QuerySet[Any]:
    return rows.filter(kind=kind.value)


@dataclass(frozen=True)
class CaseFilter(Filter):
    """Cases by words, kind, state, lateness and office."""

    q: str = condition(
        gettext_lazy("What it is about"),
        lambda rows, said: rows.filter(subject__icontains=said),
        default="",
        type="search",
    )
    kind: CaseKind | None = condition(gettext_lazy("Kind of case"), _of_kind, default=None, options=KINDS)
    state: CaseState | None = condition(
        gettext_lazy("State"),
        lambda rows, state: rows.in_state(state),
        default=None,
        options=[(state.value, name) for state, name in STATES.items()],
    )
    overdue: bool = condition(
        gettext_lazy("Overdue"), lambda rows, _on: rows.overdue(clock.today()), default=False, type="checkbox"
    )
    office: str = condition(gettext_lazy("Answering office"), "office__code", default="")


@page(Permission.CASES_ANSWER)
def cases(request: PageRequest) -> HttpResponseBase:
    """The cases within one's reach, what is due first at the top."""
    about = Placement.objects.on(request.today).filter(organization=OuterRef("organization")).values("short_name")
    rows: Any = reached(request).annotate(about=Subquery(about[:1])).select_related("person")
    reach = within(request, routing.offices(request.today)).order_by("path")
    context = {"badge_of": words.badge_of, "on": request.today}
    options = {"office": list(reach.values_list("organization__code", "short_name"))}
    asked = CaseFilter.from_query(request.GET)
    return answer(request, Listing(gettext_lazy("Cases"), _table(request.today), "cases/list.html"), asked, rows,
                  options=options, context=context)  # fmt: skip


@page(Permission.CASES_ANSWER)
def one_case(request: PageRequest, key: UUID) -> HttpResponse:
    """One case, its steps, and what the office can do."""
    return show(request, "cases/case.html", _context(request, find_case(request, key)))


def _context(request: PageRequest, case: Case) -> dict[str, Any]:
    places = routing.offices(request.today).exclude(organization=case.office_id).order_by("path")
    if case.organization_id:
        places = places.exclude(organization=case.organization_id)
    return {**shown(case, request.today), "offices": list(places.values_list("organization_id", "short_name"))}


@page(Permission.PEOPLE_REVEAL, methods=("POST",))
def case_value(request: PageRequest, key: UUID) -> HttpResponse:
    """Show the right value of a protected item once; the person sees who looked."""
    case = find_case(request, key)
    value = reveal_value(case=case, by=request.by)
    response = show(request, "cases/case.html", {**_context(request, case), "shown_value": value})
    response.headers["Cache-Control"] = "no-store"
    return response


def reached(request: PageRequest) -> Any:
    """The cases of offices within one's reach that an office may see."""
    return within(request, Case.objects.standing().shared(request.today), Permission.CASES_ANSWER)


def find_case(request: PageRequest, key: UUID) -> Case:
    """A case within one's reach; else 404."""
    found: Case | None = reached(request).filter(pk=key).first()
    if found is None:
        raise Refused(
            mark("There is no such case within your reach."),
            mark("Look for it in the list of cases; perhaps it was handed to another office."),
            code="cases.unknown",
        )
    return found


def badges(on: date) -> Callable[[Case], str]:
    """A function from a case to its state in words, overdue named as such."""
    return lambda case: words.badge_of(case, on)[0]


def _table(on: date) -> Table:
    return Table(
        (
            Column("number", gettext_lazy("Number of the case"), by=("year", "serial")),
            Column("kind", gettext_lazy("Kind of case"), "term", by=("kind",)),
            Column("subject", gettext_lazy("What it is about"), words.title, width="wide"),
            Column("about", gettext_lazy("Which organisation"), lambda case: case.about or case.organization_words),
            Column("filer", pgettext_lazy("case", "From"), words.filer),
            Column("office", gettext_lazy("Answering office"), "org_short", by=("org_path",)),
            Column("due_on", gettext_lazy("Answer due"), by=("due_on",)),
            Column("state", gettext_lazy("State"), badges(on)),
            Column("helped", gettext_lazy("Did it help?"), _helped),
        ),
        order=("due_on", "year", "serial", "id"),
    )


def _helped(case: Case) -> str:
    return "" if case.satisfied is None else _("yes, it helped") if case.satisfied else _("no, it did not")
