"""What peers found, as numbers per institution: never per person, never added up to a mark."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.domain.cases.models import Reading
from taizhang.kernel.measures import Measure


@dataclass(frozen=True, slots=True)
class Finding:
    """The readings of one institution: in how many of them each question was answered with yes."""

    institution: str
    read: int
    clear: Measure
    concrete: Measure
    genuine: Measure


def findings(readings: Iterable[Reading]) -> list[Finding]:
    """Readings that were given, counted for every institution that their record was."""
    counts: dict[str, Counter[str]] = {}
    for reading in readings:
        for code in reading.sample.activity.institutions:
            counted = counts.setdefault(code, Counter())
            counted["read"] += 1
            counted.update(name for name in ("clear", "concrete", "genuine") if getattr(reading, name))
    return [_finding(code, counts[code]) for code in sorted(counts)]


def _finding(code: str, counted: Counter[str]) -> Finding:
    read = counted["read"]
    of = {name: Measure(counted[name], read) for name in ("clear", "concrete", "genuine")}
    return Finding(code, read, **of)
