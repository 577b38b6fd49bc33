"""A list on paper: its conditions, the day, who printed it, and every row up to a stated number."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from taizhang.web.kit.context import show
from taizhang.web.kit.counting import Count
from taizhang.web.kit.filters import NOTHING, day, moment, number, percent
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest
from taizhang.web.kit.table import Column, Table

MOST = 2000  # rows on paper: forty sheets


def printed(
    request: PageRequest,
    table: Table,
    rows: QuerySet[Any] | Sequence[Any],
    title: str,
    conditions: Sequence[tuple[str, str]],
) -> HttpResponse:
    """All rows, or the first of them with the sentence that says so; rows come in the order of the list."""
    found = list(rows[: MOST + 1])
    shown = [[(column, written(column, line[column.key])) for column in table.columns] for line in table.lines(found)]
    context = {
        "title": title,
        "columns": table.columns,
        "lines": shown[:MOST],
        "naming": table.naming,
        "conditions": conditions,
        "count": Count(min(len(found), MOST), len(found) > MOST),
        "on": request.on,
        "by": request.by,
        "back": changed(request.GET.copy(), {"format": None}),
        "xlsx": changed(request.GET.copy(), {"format": "xlsx"}),
    }
    return show(request, "kit/printed.html", context)


def written(column: Column, value: Any) -> str:
    """A value as it stands on paper: what the workbook holds, in the words of the reader."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "✓" if value else NOTHING
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | float | Decimal) and column.kind != "text":
        return percent(value) if column.kind == "percent" else number(value)
    return str(getattr(value, "label", value.value)) if isinstance(value, Enum) else str(value)
