"""A list page: one filter, one table; the page, its neighbours and the workbook show the same rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django_stubs_ext import StrPromise

from taizhang.web.kit.context import show
from taizhang.web.kit.exports import workbook_response
from taizhang.web.kit.filter import Filter, Options
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest
from taizhang.web.kit.paging import SIZE, slice_of
from taizhang.web.kit.table import Table


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of list: its name (also of the workbook), its table and its template.

    The template draws the filter with target="#list" and the rows in an element of that id, which htmx swaps.
    """

    name: StrPromise | str
    table: Table
    template: str
    size: int = SIZE


def answer(
    request: PageRequest,
    listing: Listing,
    asked: Filter,
    rows: QuerySet[Any],
    *,
    options: Mapping[str, Options] | None = None,
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """The page of a list, or with ?format=xlsx all its rows as a workbook.

    `rows` are within the person's scope; the filter is applied here. `options` gives fields of the filter their
    choices. The template receives title, columns, lines, sort, filters, next, previous, xlsx.
    """
    found = asked.apply(rows)
    order = listing.table.ordering(asked.sort)
    if request.GET.get("format") == "xlsx":
        return workbook_response(listing.table, found.order_by(*order), str(listing.name))
    part = slice_of(found, order, request.GET, listing.size)
    given = {
        "title": str(listing.name),
        "columns": listing.table.columns,
        "lines": list(listing.table.lines(part.rows)),
        "sort": asked.sort,
        "filters": asked.fields(**(options or {})),
        "next": _link(request, after=part.after) if part.after else None,
        "previous": _link(request, before=part.before) if part.before else None,
        "xlsx": _link(request, format="xlsx"),
    }
    return show(request, listing.template, {**given, **(context or {})})


def _link(request: PageRequest, **changes: str) -> str:
    """The present address at another place of the list."""
    return changed(request.GET.copy(), {"after": None, "before": None, **changes})
