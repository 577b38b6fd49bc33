"""The ledger (台账): one table for every institution, period and organisation."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.facts import facts
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.kit.context import show
from taizhang.web.kit.counting import Count
from taizhang.web.kit.filters import period
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.paging import slice_of
from taizhang.web.kit.table import Column, Table
from taizhang.web.ledger.book import Book
from taizhang.web.ledger.forms import LedgerFilter
from taizhang.web.ledger.lines import lines, options
from taizhang.web.ledger.standing import STATES, name_of, standing
from taizhang.web.ledger.totals import COUNTED, Total, whole

VIEW = Permission.RECORDS_VIEW


def table(book: Book) -> Table:
    """The columns of the ledger, for the page and for the workbook alike."""
    lazy = gettext_lazy
    return Table(
        (
            Column("org_name", lazy("Organisation"), by=("org_path",)),
            Column("institution", lazy("Institution"), lambda duty: name_of(duty, book.lang), by=("institution",)),
            Column("occurrence", lazy("Period"), lambda duty: period(duty.occurrence) if duty.standard_id else ""),
            Column("due_on", lazy("Due"), by=("due_on",)),
            Column("state", lazy("State"), lambda duty: standing(duty, book.on)["word"]),
            Column("record_title", lazy("Record"), lambda duty: _record(duty), width="wide"),
            Column("held_on", lazy("Held on"), by=("held_on",)),
            Column("learnt_at", lazy("Learnt of"), by=("learnt_at",)),
        ),
        order=("-due_on", "-institution", "-id"),  # as the index lies: the first page is read off it
    )


def _count(book: Book, total: Total) -> Count | None:
    """How many rows the table has, as the totals above it say; what they do not part is counted."""
    known = {"": total.owed + total.waived, "unfinished": total.owed - total.met, "met_late": total.met - total.on_time}
    number = known.get(book.filter.state, total[book.filter.state] if book.filter.state in COUNTED else None)
    return None if number is None else Count(number)


def _record(duty: Any) -> str:
    """The record that met it, or the word that one waits for review."""
    if duty.record_title:
        return str(duty.record_title)
    return _("under review") if duty.waits_id else ""


@page(VIEW)
def ledger(request: PageRequest) -> HttpResponseBase:
    """Totals that open their rows, and the rows; what the address says, the workbook and the paper hold."""
    book = Book(request, LedgerFilter.from_query(request.GET))
    name = book.place.short_name if book.place else ""
    file = f"{name}{_('Ledger')}-{book.on.isoformat()}"
    listing = Listing(gettext_lazy("Ledger"), table(book), "ledger/ledger.html", file=file, keep=True)
    context: dict[str, Any] = {"book": book, "standing": standing, "STATES": STATES}
    context["may_enter_paper"] = policy.may(request.account, Permission.PAPER_ENTER, on=request.today)
    if not request.GET.get("format"):
        all_of_it = whole(book.totals)
        context |= {"totals": lines(book), "whole": all_of_it}
        listing = replace(listing, count=_count(book, all_of_it))
    return answer(request, listing, book.filter, book.rows, options=options(book), context=context)


@page(VIEW)
def workbook(request: PageRequest) -> HttpResponse:
    """Where the workbook stood before every list had its own."""
    return HttpResponseRedirect("/ledger/" + changed(request.GET.copy(), {"format": "xlsx"}))


@page(VIEW)
def of_organization(request: PageRequest, code: str) -> HttpResponse:
    """The ledger of one organisation and those below it."""
    return HttpResponseRedirect("/ledger/" + changed(request.GET.copy(), {"organization": code}))


@page(VIEW)
def not_applicable(request: PageRequest) -> HttpResponse:
    """The organisations that do not owe an institution in the period, each with the reason."""
    book = Book(request, LedgerFilter.from_query(request.GET))
    rules = book.pack.institutions if book.pack else ()
    rule = next((one for one in rules if one.code == book.filter.institution), None)
    if rule is None:
        raise Refused(
            mark("This list needs an institution of the pack in force."),
            mark("Open it from a number of the ledger."),
            code="ledger.institution",
        )
    owing = book.of_the_year.filter(institution=rule.code).order_by().values("organization_id")
    places = book.standing.select_related("organization").exclude(organization_id__in=owing)
    found = slice_of(places, ("path", "id"), request.GET)
    of_day = facts([place.organization_id for place in found.rows], book.on)
    nothing = _("nothing falls due in %(year)s") % {"year": book.until.year}
    why = {
        key: nothing if rule.applies.holds(one.values()) else rule.applies.why(one.values(), book.lang)
        for key, one in of_day.items()
    }
    context = {"book": book, "rule": rule, "rows": found, "why": why, "lang": book.lang}
    return show(request, "ledger/not_applicable.html", context)
