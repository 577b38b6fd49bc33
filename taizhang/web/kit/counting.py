"""How many rows a list has: counted as far as a thousand, so that a hundred thousand cost no more than one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from taizhang.domain.audit import kept
from taizhang.web.kit.filters import number

MOST = 1000


@dataclass(frozen=True, slots=True)
class Count:
    """A number of rows; `more`: there are more than were counted."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        return number(self.number) + ("+" if self.more else "")


def counted_at() -> datetime | None:
    """When the oldest count that the page shows was made; None when all are of this moment."""
    at = kept.counted_at()
    return None if at is None else datetime.fromtimestamp(at, UTC)


def count_of(rows: QuerySet[Any], most: int = MOST, *, keep: bool = False) -> Count:
    """How many rows there are, as far as anybody wants to know; to `keep` it saves what takes long to count."""
    wanted = rows.order_by().values("pk")[: most + 1]
    found = kept.number(wanted) if keep else wanted.count()
    return Count(min(found, most), found > most)
