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
    measures: Collection[str] | None = None,
) -> Planes:
    """The facts of a year as known on a day, of the organisations at or below a path, in a few grouped queries.

    `live` leaves out what is neither due by the day nor met ahead. The tree is that of the day, or of the year's last
    day when that is earlier; `tree_on` names another, say the last day of the period that is judged. Of an
    organisation all counts that it did, wherever it stood. `measures`, say those of a scheme, reads no others.
    """
    from taizhang.domain.assessments.facts.asked import Asked  # numpy and pyarrow come with it
    from taizhang.domain.assessments.facts.loading import load as read

    wanted = None if measures is None else frozenset(measures)
    return read(Asked(path, year, on, live, tree_on, wanted))


def load_only(
    organizations: Collection[UUID],
    year: int,
    on: date,
    live: bool = False,
    tree_on: date | None = None,
    measures: Collection[str] | None = None,
) -> Planes:
    """The same facts of some organisations, quickly when they are few: to explain one score."""
    from taizhang.domain.assessments.facts.asked import Asked
    from taizhang.domain.assessments.facts.loading import load as read

    wanted = None if measures is None else frozenset(measures)
    return read(Asked("/", year, on, live, tree_on, wanted, frozenset(organizations)))


def from_parquet(content: bytes) -> Planes:
    """Planes as they were written by `Planes.to_parquet`."""
    from taizhang.domain.assessments.facts import parquet

    return parquet.read(content)
