"""How many rows a list has: counted as far as a thousand, so that a hundred thousand cost no more than one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from taizhang.web.kit.filters import number

MOST = 1000


@dataclass(frozen=True, slots=True)
class Count:
    """A number of rows; `more`: there are more than were counted."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        return number(self.number) + ("+" if self.more else "")


def count_of(rows: QuerySet[Any], most: int = MOST) -> Count:
    """How many rows there are, as far as anybody wants to know."""
    found = rows.order_by().values("pk")[: most + 1].count()
    return Count(min(found, most), found > most)
