"""A list page: one filter, one table; the page, its chart, the paper and the workbook show the same rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase, HttpResponseRedirect
from django_stubs_ext import StrPromise

from taizhang.web.kit.context import show
from taizhang.web.kit.counting import Count, count_of
from taizhang.web.kit.exports import marked, workbook_response
from taizhang.web.kit.filter import Filter, Options
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest
from taizhang.web.kit.paging import SIZE, slice_of
from taizhang.web.kit.printing import printed
from taizhang.web.kit.saved import Kept, kept
from taizhang.web.kit.selection import Selection
from taizhang.web.kit.summary import Summary
from taizhang.web.kit.table import Column, Table


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of list: its name (also of the workbook), its table and its template.

    The template draws the filter with target="#list" and the rows in an element of that id, which htmx swaps.
    `summary` counts the rows of the filter for the chart above them; `file` names the workbook otherwise; `count` is
    how many rows there are, where the page knows already. `keep`: so many rows are looked through that their number,
    and which of them stand on a page, are kept as counts are (domain/audit/kept.py).
    """

    name: StrPromise | str
    table: Table
    template: str
    size: int = SIZE
    summary: Callable[[QuerySet[Any]], Summary] | None = None
    file: str = ""
    count: Count | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Tools:
    """What stands between the filter and the rows: how many, in which columns, kept under which name, taken along."""

    count: Count
    columns: tuple[Column, ...]  # all that may be chosen
    chosen: tuple[str, ...]
    naming: str
    kept: Kept
    xlsx: str
    paper: str
    summary: Summary | None = None


def answer(
    request: PageRequest,
    listing: Listing,
    asked: Filter,
    rows: QuerySet[Any],
    *,
    options: Mapping[str, Options] | None = None,
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """The page of a list; with ?format=xlsx all its rows as a workbook, with ?format=print on paper.

    `rows` are within the person's scope; the filter is applied here. `options` gives fields of the filter their
    choices. The template receives title, columns, lines, sort, filters, next, previous, tools. Opened without any
    condition it goes to the filter that the person chose to begin with.
    """
    found, order = asked.apply(rows), listing.table.ordering(asked.sort)
    wanted = request.GET.get("format", "")
    if wanted == "xlsx":
        chosen = Selection.of(request.GET).narrow(found)
        table = listing.table.chosen(asked.columns, file=True)
        book = workbook_response(table, chosen.order_by(*order), listing.file or str(listing.name))
        return marked(book, request.GET.get("mark", ""))
    table, choices = listing.table.chosen(asked.columns), dict(options or {})
    if wanted == "print":
        return printed(request, table, found.order_by(*order), str(listing.name), asked.conditions(**choices))
    own = kept(request)
    if own.first is not None:
        return HttpResponseRedirect(own.first)
    part = slice_of(found, order, request.GET, listing.size, keep=listing.keep)
    given = {
        "title": str(listing.name),
        "columns": table.columns,
        "lines": list(table.lines(part.rows)),
        "sort": asked.sort,
        "filters": asked.fields(**choices),
        "next": _link(request, after=part.after) if part.after else None,
        "previous": _link(request, before=part.before) if part.before else None,
        "tools": _tools(request, listing, table, found, own),
    }
    return show(request, listing.template, {**given, **(context or {})})


def _tools(request: PageRequest, listing: Listing, table: Table, found: QuerySet[Any], own: Kept) -> Tools:
    return Tools(
        count=listing.count or count_of(found, keep=listing.keep),
        columns=listing.table.columns,
        chosen=tuple(column.key for column in table.columns),
        naming=table.naming,
        kept=own,
        xlsx=_link(request, format="xlsx"),
        paper=_link(request, format="print"),
        summary=listing.summary(found) if listing.summary else None,
    )


def _link(request: PageRequest, **changes: str) -> str:
    """The present address at another place of the list."""
    return changed(request.GET.copy(), {"after": None, "before": None, **changes})
