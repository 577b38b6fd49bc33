"""How many came to which grade: bands and how many, no names."""

from collections.abc import Mapping
from typing import NamedTuple

from taizhang.kernel.scoring import Scheme
from taizhang.web.scores.words import unscored


class Part(NamedTuple):
    """A grade and how many have it."""

    name: str
    number: int
    of: int


def spread_of(scheme: Scheme, counted: Mapping[str, int], lang: str) -> list[Part]:
    """The grades from the best to the worst, then those without a mark."""
    whole = sum(counted.values())
    found = [Part(band.name.words(lang), counted.get(band.code, 0), whole) for band in scheme.bands]
    return [*found, Part(unscored(), counted[""], whole)] if counted.get("") else found
