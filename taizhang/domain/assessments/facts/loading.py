"""Reading planes out of the book: a few grouped queries, whatever the size of the district."""

from __future__ import annotations

from collections.abc import Mapping

from taizhang.domain.assessments.facts.asked import Asked, Counts, Reader, heads
from taizhang.domain.assessments.facts.counting import attendance, marks, votes
from taizhang.domain.assessments.facts.duties import duties
from taizhang.domain.assessments.facts.ledger import points
from taizhang.domain.assessments.facts.planes import Planes

# By the word with which its measures begin; a further measure is a further reader.
READERS: Mapping[str, Reader] = {"attendance": attendance, "points": points, "mark": marks, "review": votes}


def load(asked: Asked) -> Planes:
    """The planes of the organisations asked for."""
    whose = Planes(asked.year, heads(asked))
    counts = Counts(whose.places)
    wanted = [read for word, read in READERS.items() if asked.wants(word)]
    found = {measure: kept for read in wanted for measure, kept in read(asked, counts).items()}
    return Planes(asked.year, whose.heads, duties(asked, whose.keys) if asked.wants("duty") else {}, found)
