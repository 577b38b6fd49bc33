"""Every page a person can open, in the demo district and in one ten times as large, visited in turn."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

from bench.districts import TIMES, folders
from bench.figures import Figure
from bench.visiting import Page, Site

ROUNDS, FEWEST = 20, 3
PATIENCE = 240  # seconds of rounds
BUDGET = 15  # queries
SOON = 100  # ms
OVERHEAD = 10  # ms: what takes less is all overhead, and ten times as much of it is no growth
FURTHER = 1.5  # times as long at ten times the size


@dataclass
class Seen:
    """One page of one district: the first visit, the later ones in milliseconds, and what it is made of."""

    first: float
    look: dict[str, float]
    took: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """The median, ms."""
        return median(self.took)

    @property
    def p95(self) -> float:
        """What nineteen of twenty visits stay below, ms."""
        return quantiles(self.took, n=20, method="inclusive")[-1]


Sight = dict[str, tuple[Seen, Seen]]


def run() -> list[Figure]:
    """Find the pages, visit each once with nothing kept, then all of them again and again, small and large in turn."""
    small, large = (Site(folder) for folder in folders(Path(os.environ["TAIZHANG_KEPT"])))
    try:
        found: dict[str, Page] = {name: (one[0], one[1]) for name, one in small.ask("pages").items()}
        for site in (small, large):
            site.restart()
        first = {name: [site.ask("first", *page) for site in (small, large)] for name, page in found.items()}
        seen: Sight = {
            name: (_met(small, page, first[name][0]), _met(large, page, first[name][1])) for name, page in found.items()
        }
        _rounds(small, large, found, seen)
    finally:
        small.close()
        large.close()
    return [*_each(seen), *_all(seen)]


def _met(site: Site, page: Page, first: float) -> Seen:
    """What a page is made of, with its counts kept again: each first visit forgot what those before it had counted."""
    site.ask("visit", *page)
    return Seen(first, site.ask("look", *page))


def _rounds(small: Site, large: Site, found: dict[str, Page], seen: Sight) -> None:
    """Neighbouring visits meet the same load of the machine."""
    end = monotonic() + PATIENCE
    for number in range(ROUNDS):
        if number >= FEWEST and monotonic() > end:
            break
        for name, page in found.items():
            for site, one in zip((small, large), seen[name], strict=True):
                one.took.append(site.ask("visit", *page))


def _each(seen: Sight) -> Iterator[Figure]:
    """One line a page, the slowest first: its p95 at the demo's size; beside it the rest."""
    for name, (one, ten) in sorted(seen.items(), key=lambda pair: -pair[1][0].p95):
        said = (
            f"least {min(one.took):.0f}, p50 {one.p50:.0f}",
            f"×{TIMES}: least {min(ten.took):.0f}, p50 {ten.p50:.0f}, p95 {ten.p95:.0f}, {_growth(one, ten):.1f}×",
            f"queries {one.look['queries']}/{ten.look['queries']}",
            f"KB {one.look['size']:.0f}/{ten.look['size']:.0f}",
            f"nothing kept {one.first:.0f}/{ten.first:.0f}",
            _again(one),
        )
        yield Figure(name, one.p95, "ms", at_most=SOON, note="; ".join(said))


def _again(one: Seen) -> str:
    """How an unchanged page is answered; a form that carries an identifier of its own is a new page each time."""
    if one.look["unchanged"]:
        return f"304 in {one.look['unchanged_ms']:.0f}"
    return "a form with a new identifier" if one.look["fresh"] else "never 304"


def _kept_or_fresh(one: Seen) -> bool:
    return bool(one.look["unchanged"] or one.look["fresh"])


def _growth(one: Seen, ten: Seen) -> float:
    """How many times as long a page takes; the median, since a busy moment of the machine is nobody's."""
    return max(ten.p50, OVERHEAD) / max(one.p50, OVERHEAD)


def _all(seen: Sight) -> Iterator[Figure]:
    """What is promised of all together."""
    growth = {name: _growth(*both) for name, both in seen.items()}
    most = {name: max(one.look["queries"] for one in both) for name, both in seen.items()}
    more = [name for name, (one, ten) in seen.items() if ten.look["queries"] > one.look["queries"]]
    slow = [name for name, (one, _ten) in seen.items() if one.p95 > SOON]
    grown = [name for name, times in growth.items() if times > FURTHER]
    changed = [name for name, both in seen.items() if not all(_kept_or_fresh(one) for one in both)]
    absent = [name for name, both in seen.items() if not all(one.look["there"] for one in both)]
    further, dearest = max(growth, key=lambda name: growth[name]), max(most, key=lambda name: most[name])
    yield Figure("pages", len(seen), "")
    yield Figure(f"with a p95 over {SOON} ms at the demo's size", len(slow), "", at_most=0)
    yield Figure(f"over {FURTHER}× at ten times the size", len(grown), "", at_most=0, note=", ".join(grown))
    yield Figure(f"at ten times the size, the most: {further}", growth[further], "×", at_most=FURTHER)
    yield Figure(f"queries, the most: {dearest}", most[dearest], "", at_most=BUDGET)
    yield Figure("pages that ask more often at ten times", len(more), "", at_most=0, note=", ".join(more))
    yield Figure("pages that are not in both districts", len(absent), "", at_most=0, note=", ".join(absent))
    yield Figure("unchanged pages not answered 304", len(changed), "", at_most=0, note=", ".join(changed))
    yield Figure("nothing kept: the slowest at the demo's size", max(one.first for one, _ten in seen.values()), "ms")
    yield Figure("nothing kept: the slowest at ten times", max(ten.first for _one, ten in seen.values()), "ms")
