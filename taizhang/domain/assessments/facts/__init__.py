"""Facts: what schemes read, taken out of the book as planes of whole numbers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from taizhang.domain.assessments.facts.planes import Planes


def load(
    path: str,
    year: int,
    on: date,
    live: bool = False,
    tree_on: date | None = None,
    only: Collection[UUID] | None = None,
) -> Planes:
    """The facts of a year as known on a day, of the organisations at or below a path, in a few grouped queries.

    `live` leaves out what is neither due by the day nor met ahead. The tree is that of the day, or of the year's last
    day when that is earlier; `tree_on` names another, say the last day of the period that is judged. `only` reads
    some organisations alone.
    """
    from taizhang.domain.assessments.facts import loading  # numpy and pyarrow come with it

    return loading.load(loading.Asked(path, year, on, live, tree_on, None if only is None else frozenset(only)))


def from_parquet(content: bytes) -> Planes:
    """Planes as they were written by `Planes.to_parquet`."""
    from taizhang.domain.assessments.facts import parquet

    return parquet.read(content)
