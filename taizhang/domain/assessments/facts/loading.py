"""Reading planes out of the book: a few grouped queries, whatever the size of the district."""

from __future__ import annotations

from collections.abc import Mapping

from taizhang.domain.assessments.facts.asked import Asked, Counts, Reader, heads
from taizhang.domain.assessments.facts.counting import attendance, marks, votes
from taizhang.domain.assessments.facts.duties import duties
from taizhang.domain.assessments.facts.ledger import points
from taizhang.domain.assessments.facts.planes import Counted, Layer, Planes

# By the word with which its measures begin; a further measure is a further reader.
READERS: Mapping[str, Reader] = {"attendance": attendance, "points": points, "mark": marks, "review": votes}


def load(asked: Asked) -> Planes:
    """The planes of the organisations asked for."""
    counted: dict[str, tuple[Counted, ...]] = {}
    owed: dict[str, tuple[Layer, ...]] = {}
    planes = Planes(asked.year, heads(asked), owed, counted)
    for word, read in READERS.items():
        if asked.wants(word):
            counted.update(read(asked, Counts(planes.places)))
    if asked.wants("duty"):
        owed.update(duties(asked, planes.keys))
    return planes
