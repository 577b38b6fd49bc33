"""The first rows of a short list, which says how many more there are instead of keeping silent."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet


class Capped(list[Any]):
    """Rows to show, and in `more` how many there are beyond them."""

    more: int = 0


def capped(rows: "QuerySet[Any]", most: int) -> Capped:
    """The first rows; they are counted only when there are more."""
    found = Capped(rows[: most + 1])
    if len(found) > most:
        found.pop()
        found.more = rows.order_by().count() - most
    return found


def shown_of(rows: Sequence[Any], most: int | None) -> Capped:
    """The first of rows that are at hand already; with None all of them."""
    found = Capped(rows[:most])
    found.more = len(rows) - len(found)
    return found
