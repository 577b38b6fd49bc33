"""Random schemes and random facts, for the kernel and for every engine that must agree with it.

`scheme_of(random)` and `facts_of(random)` take any `random.Random`: a loop over seeds costs a fraction of a millisecond
each and names its seed when it fails; `schemes()` and `facts()` are the same for Hypothesis, by their seeds.
"""

from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import (
    FULL,
    POINT,
    Adjusted,
    Band,
    ByCount,
    ByRate,
    ByVotes,
    Label,
    Least,
    Mean,
    Scheme,
    Veto,
    Weighted,
)

YEAR = 2018
INSTITUTIONS = ("L01", "L02", "L03", "L05", "L14")
KEPT = {  # measures that are kept for periods of one kind
    "attendance": Kind.MONTH,
    "points": Kind.YEAR,
    "mark:visit": Kind.QUARTER,
    "mark:key_tasks": Kind.YEAR,
    "mark:survey:members": Kind.YEAR,
    "mark:bonus:honour": Kind.YEAR,
    "mark:bonus:month": Kind.MONTH,
    "mark:deduction:late": Kind.QUARTER,
    "mark:veto:discipline": Kind.YEAR,
    "review:good": Kind.YEAR,
    "review:fairly": Kind.YEAR,
    "review:fair": Kind.YEAR,
    "review:poor": Kind.YEAR,
}
VOTES = ("review:good", "review:fairly", "review:fair", "review:poor")
ALWAYS_KNOWN = ("attendance", "points")
CATEGORIES = ("A", "B", "C", "D")
SHORTER = {
    Kind.YEAR: (Kind.HALF, Kind.QUARTER, Kind.MONTH),
    Kind.QUARTER: (Kind.MONTH,),
    Kind.HALF: (Kind.MONTH, Kind.QUARTER),
}


@dataclass(frozen=True)
class Months:
    """The duties of one institution in the twelve months of the year: owed, met, met in time."""

    owed: tuple[int, ...]
    met: tuple[int, ...]
    on_time: tuple[int, ...]


@dataclass(frozen=True)
class DrawnFacts:
    """The measures of one organisation in a year: duties by month, everything else by the periods it is kept for.

    A measure asked for a longer period is the sum over those within it that are known, and unknown when none is;
    asked for a shorter one than it is kept for, it is unknown.
    """

    duties: dict[str, Months]
    kept: dict[str, dict[Period, Measure]]
    cache: dict[tuple[str, Period], Measure | None] = field(default_factory=dict, compare=False, repr=False)

    def read(self, measure, period):
        """As Facts of the kernel."""
        asked = (measure, period)
        if asked not in self.cache:
            duty = measure.startswith("duty:")
            self.cache[asked] = self._duty(measure, period) if duty else self._kept(measure, period)
        return self.cache[asked]

    def _duty(self, measure, period):
        _duty, institution, *in_time = measure.split(":")
        wanted = [months for code, months in self.duties.items() if institution in ("*", code)]
        span = slice(period.first.month - 1, period.last.month)
        done = sum(sum((months.on_time if in_time else months.met)[span]) for months in wanted)
        return Measure(done, sum(sum(months.owed[span]) for months in wanted))

    def _kept(self, measure, period):
        found = [each for at, each in self.kept[measure].items() if period.contains(at)]
        return sum(found[1:], found[0]) if found else None


def facts_of(random: Random, year: int = YEAR) -> DrawnFacts:
    """The measures of one organisation: some not applicable, some unknown, some full, some with two duties a month."""
    duties = {code: _months(random) for code in INSTITUTIONS}
    kept = {name: _kept(random, name, kind, Period.of_year(year)) for name, kind in KEPT.items()}
    _vote(random, kept, Period.of_year(year))
    return DrawnFacts(duties, kept)


def _months(random):
    habit = random.choice(("never", "full", "some", "some", "late"))
    rhythm = random.choice((1, 1, 3, 12))
    owed, met, on_time = [], [], []
    for month in range(1, 13):
        due = 0 if habit == "never" or month % rhythm else random.choice((1, 1, 1, 2))
        done = due if habit == "full" else random.randint(0, due)
        owed.append(due)
        met.append(done)
        on_time.append(done if habit == "full" else 0 if habit == "late" else random.randint(0, done))
    return Months(tuple(owed), tuple(met), tuple(on_time))


def _kept(random, name, kind, year):
    known = 1.0 if name in ALWAYS_KNOWN else random.choice((0.0, 0.5, 1.0))
    if name in VOTES:
        known = 0.0
    return {at: _counted(random, name) for at in year.split(kind) if random.random() < known}


def _counted(random, name):
    if name == "points":
        return Measure(random.randint(0, 130), 1)
    if ":bonus:" in name or ":deduction:" in name or ":veto:" in name:
        return Measure(random.choice((0, 0, 1, 2, 9)), random.choice((0, 1, 1, 1)))
    whole = random.choice((0, 3, 7, 20, 100))
    return Measure(random.randint(0, whole), whole)


def _vote(random, kept, year):
    """The votes of a review meeting come together or not at all."""
    if random.random() < 0.6:
        given = [random.choice((0, 0, 1, 4, 11)) for _vote in VOTES]
        for name, votes in zip(VOTES, given, strict=True):
            kept[name][year] = Measure(votes, sum(given))


def scheme_of(random: Random) -> Scheme:
    """A scheme with a tree for each category, two to five bands with or without shares, perhaps a veto."""
    period = random.choice((Kind.YEAR, Kind.YEAR, Kind.QUARTER, Kind.MONTH))
    trees = {category: tree_of(random, period) for category in CATEGORIES}
    bands = _bands(random)
    veto = Veto("v", _called("v"), "mark:veto:discipline", random.choice(bands).code)
    vetoes = (veto,) if period is Kind.YEAR and random.random() < 0.5 else ()
    return Scheme("drawn", 1, _called("drawn"), period, trees, bands, vetoes, random.choice((1, 3, 5)))


def _bands(random):
    lines = sorted(random.sample(range(1, 100), random.randint(1, 4)), reverse=True)
    shares = [random.choice((None, (1, 3), (3, 10), (1, 1))) for _line in lines]
    drawn = [Band(f"b{at}", _called(f"b{at}"), least * POINT, shares[at]) for at, least in enumerate(lines)]
    return (*drawn, Band("last", _called("last"), 0))


def tree_of(random: Random, period: Kind, depth: int = 3):
    """A tree that can be judged in a period of a kind; every node has a code of its own."""
    return _Tree(random).node(period, depth)


class _Tree:
    """Draws nodes, each with the next number as its code."""

    def __init__(self, random):
        self.random = random
        self.drawn = 0

    def _name(self, letter):
        self.drawn += 1
        return f"{letter}{self.drawn}", _called(f"{letter}{self.drawn}")

    def node(self, period, depth):
        """Any node; leaves at the end."""
        kinds = [self.leaf] if depth == 0 else [self.leaf, self.weighted, self.weighted, self.mean, self.least]
        return self.random.choice([*kinds, self.adjusted] if depth else kinds)(period, depth - 1)

    def weighted(self, period, depth):
        parts = [(self.random.choice((1, 3, 10, 30, 40, 100)), self.node(period, depth)) for _part in self._some()]
        return Weighted(*self._name("w"), tuple(parts))

    def mean(self, period, depth):
        if period not in SHORTER:
            return self.weighted(period, depth)
        by = self.random.choice(SHORTER[period])
        return Mean(*self._name("m"), self.node(by, depth), by)

    def least(self, period, depth):
        return Least(*self._name("l"), tuple(self.node(period, depth) for _part in self._some()))

    def adjusted(self, period, depth):
        random = self.random
        return Adjusted(
            *self._name("a"),
            self.node(period, depth),
            bonuses=tuple(self._extra("bonus") for _bonus in range(random.randint(0, 2))),
            deductions=tuple(self._extra("deduction") for _deduction in range(random.randint(0, 2))),
            most_bonus=random.choice((0, 5, 20)) * POINT,
            most_deducted=random.choice((None, 3 * POINT, FULL)),
            floor=random.choice((0, 0, 20 * POINT)),
            most=random.choice((FULL, FULL, 85 * POINT)),
        )

    def _extra(self, letter):
        random = self.random
        measure = random.choice(
            {"bonus": ("mark:bonus:honour", "mark:bonus:month"), "deduction": ("mark:deduction:late",)}[letter]
        )
        if letter == "deduction" and random.random() < 0.5:
            missed = random.choice(("duty:L01", "duty:*"))
            return ByCount(*self._name("x"), missed, per_miss=random.randint(1, 3) * POINT // 2, most=10 * POINT)
        return ByCount(
            *self._name("x"), measure, each=random.randint(1, 7) * POINT // 3, most=random.choice((4, 100)) * POINT
        )

    def leaf(self, period, _depth):
        """A leaf that reads anything: what is kept for longer than the period is unknown there, which is drawn too."""
        kind = self.random.choice((self._rate, self._rate, self._rate, self._count, self._count, self._votes))
        return kind()

    def _measure(self):
        institution = self.random.choice((*INSTITUTIONS, "*"))
        duty = self.random.choice((f"duty:{institution}", f"duty:{institution}:on_time"))
        plain = ("attendance", "mark:visit", "mark:key_tasks", "mark:survey:members")
        return self.random.choice((duty, duty, duty, self.random.choice(plain)))

    def _rate(self):
        return ByRate(*self._name("r"), self._measure(), self.random.choice((100, 100, 85, 60)))

    def _count(self):
        random = self.random
        out_of = random.choice((FULL, 20 * POINT, 7 * POINT))
        if random.random() < 0.25:
            return ByCount(*self._name("c"), "points", each=POINT, most=FULL)
        measure = self._measure()
        each = (0, POINT, 1_333_333, -POINT) if measure.startswith("mark:") else (0, POINT, 1_333_333)
        return ByCount(
            *self._name("c"),
            measure,
            out_of=out_of,
            base=random.choice((0, out_of)),
            each=random.choice(each),
            per_miss=random.choice((0, POINT // 2, POINT)),
            target=random.choice((None, None, 4, 12)),
            floor=random.choice((0, POINT)),
            most=out_of,
        )

    def _votes(self):
        return ByVotes(*self._name("v"), tuple(zip(VOTES, (FULL, 85 * POINT, 70 * POINT, 50 * POINT), strict=True)))

    def _some(self):
        return range(self.random.randint(1, 4))


def _called(text):
    return Label(f"{text}名", text)


def _seeds():
    """Seeds rather than single choices: some forty times cheaper to draw, and a failure names its seed."""
    return st.integers(0, 2**32 - 1)


def schemes():
    """Any scheme."""
    return _seeds().map(lambda seed: scheme_of(Random(seed)))


def trees(period=Kind.YEAR):
    """Any tree that is judged in a period of a kind."""
    return _seeds().map(lambda seed: tree_of(Random(seed), period))


def facts():
    """The facts of any organisation in the year 2018."""
    return _seeds().map(lambda seed: facts_of(Random(seed)))
