"""How organisations spread over bands of minutes: how many had little to do, and how many more than the cap."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.domain.burden.measures import Month
from taizhang.domain.orgs.kinds import FORMS, Level

THIRDS = (0, 1, 2, 3)  # nothing, up to a third of the cap, up to two thirds, up to the cap; more is over


@dataclass(frozen=True, slots=True)
class Band:
    """How many organisations had a share of their cap to do: `part` thirds of it, or more when it is None."""

    part: int | None
    count: int
    of: int


def bands(places: Iterable[tuple[Any, str]], told: Mapping[Any, Month], allowed: Mapping[Level, int]) -> list[Band]:
    """The organisations of some places, each judged by the cap of its own level."""
    limits = {kind.value: allowed[form.level] for kind, form in FORMS.items() if form.level in allowed}
    counted = Counter(_part(told[key].minutes if key in told else 0, limits[kind]) for key, kind in places)
    whole = counted.total()
    return [Band(part, counted[part], whole) for part in (*THIRDS, None)]


def _part(minutes: int, cap: int) -> int | None:
    return next((part for part in THIRDS if minutes * 3 <= cap * part), None)
