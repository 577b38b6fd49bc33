"""A scheme as SQL over the Parquet of planes: every node of every period a column, a step deeper in each query.

Nothing of our engine is used here but the names of the columns: what the two agree on was reckoned twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from taizhang.domain.assessments.facts.planes import ALL, MONTHS, duty_of, mask_of, months
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import FULL, Adjusted, ByCount, ByRate, ByVotes, Least, Mean, Node, Scheme, Weighted

HALF_UP = "CREATE MACRO half_up(a, b) AS (2 * a + b) // (2 * b)"  # of numbers that are not negative, as in the kernel


@dataclass(frozen=True, slots=True)
class Named:
    """A node in a period by the name of its columns: NAME_u its units (null: none), NAME_c whether it is complete."""

    name: str
    step: int

    @property
    def units(self) -> str:
        """Its mark."""
        return f"{self.name}_u"

    @property
    def complete(self) -> str:
        """Whether anything below is unknown."""
        return f"{self.name}_c"


@dataclass(slots=True)
class Writer:
    """Writes a statement: `steps` are the columns of each query, which reads the one before it."""

    duties: dict[str, int]  # institutions with their layers
    counts: dict[str, list[Kind]]
    year: int
    steps: list[list[str]] = field(default_factory=lambda: [[]])
    written: int = 0
    known: dict[tuple[str, Period], tuple[str, str]] = field(default_factory=dict)  # what is read already

    def node(self, node: Node, period: Period) -> Named:
        """A node in a period."""
        match node:
            case ByRate() | ByCount() | ByVotes():
                return self._leaf(node, period)
            case Weighted():
                return self._weighted([(share, self.node(part, period)) for share, part in node.parts])
            case Mean():
                return self._weighted([(1, self.node(node.part, each)) for each in period.split(node.by)])
            case Least():
                parts = [self.node(part, period) for part in node.parts]
                return self._add(f"least({', '.join(part.units for part in parts)})", _all(parts), _after(parts))
            case Adjusted():
                return self._adjusted(node, period)

    def read(self, measure: str, period: Period) -> tuple[str, str]:
        """The columns of a measure's numerator and denominator; both null where it is not known."""
        if (measure, period) in self.known:
            return self.known[measure, period]
        first, last = months(period, self.year)
        duty = duty_of(measure)
        if duty is None:
            pairs = [self._known(measure, kind, first, last) for kind in self.counts.get(measure, [])]
            sums = tuple(f"coalesce({', '.join([*(pair[part] for pair in pairs), 'NULL::BIGINT'])})" for part in (0, 1))
        else:
            sums = self._duties(*duty, mask_of(first, last))
        name = self._name("r")
        self._column(0, f"{name}_n", sums[0])
        self._column(0, f"{name}_d", sums[1])
        self.known[measure, period] = f"{name}_n", f"{name}_d"
        return self.known[measure, period]

    def _duties(self, institution: str, on_time: bool, mask: int) -> tuple[str, str]:
        codes = self.duties if institution == ALL else [institution] if institution in self.duties else []
        layers = [
            f"duty:{code}" + (f"#{layer}" if layer > 1 else "")
            for code in codes
            for layer in range(1, self.duties[code] + 1)
        ]
        return _bits(layers, "on_time" if on_time else "met", mask), _bits(layers, "due", mask)

    def _known(self, measure: str, kind: Kind, first: int, last: int) -> tuple[str, str]:
        """The sums over the periods of a kind within some months; null when none of them is known."""
        length = MONTHS[kind]
        numbers = [number for number in range(12 // length) if number * length + 1 >= first]
        inside = [Period(kind, self.year, number + 1) for number in numbers if (number + 1) * length <= last]
        return _sum(f"{measure}@{period}/count" for period in inside), _sum(
            f"{measure}@{period}/of" for period in inside
        )

    def _leaf(self, node: ByRate | ByCount | ByVotes, period: Period) -> Named:
        read = [self.read(measure, period) for measure in node.measures]
        known = " AND ".join(f"{numerator} IS NOT NULL" for numerator, _denominator in read)
        (numerator, denominator), *_further = read
        match node:
            case ByRate():
                mark = f"least({FULL}, half_up({FULL * 100} * {numerator}, {denominator} * {node.full_at}))"
                return self._add(f"CASE WHEN {denominator} > 0 THEN {mark} END", known, 1)
            case ByCount():
                mark = f"half_up({amount(node, numerator, denominator)} * {FULL}, {node.out_of})"
                return self._add(f"CASE WHEN {denominator} > 0 THEN {mark} END", known, 1)
            case ByVotes():
                given = " + ".join(count for count, _all in read)
                worth = " + ".join(f"{units} * {count}" for (_code, units), (count, _all) in zip(node.worth, read))  # noqa: B905
                return self._add(f"CASE WHEN {given} > 0 THEN half_up({worth}, {given}) END", known, 1)

    def _weighted(self, parts: list[tuple[int, Named]]) -> Named:
        whole = " + ".join(f"CASE WHEN {part.units} IS NULL THEN 0 ELSE {share} END" for share, part in parts)
        total = " + ".join(f"{share} * coalesce({part.units}, 0)" for share, part in parts)
        step = _after([part for _share, part in parts])
        name = self._name("s")
        self._column(step, f"{name}_w", whole)
        self._column(step, f"{name}_t", total)
        mark = f"CASE WHEN {name}_w > 0 THEN half_up({name}_t, {name}_w) END"
        return self._add(mark, _all([part for _share, part in parts]), step + 1)

    def _adjusted(self, node: Adjusted, period: Period) -> Named:
        main = self.node(node.part, period)
        bonus, deducted = (self._amounts(leaves, period) for leaves in (node.bonuses, node.deductions))
        if node.most_deducted is not None:
            deducted = f"least({node.most_deducted}, {deducted})"
        adjusted = f"{main.units} + least({node.most_bonus}, {bonus}) - {deducted}"
        mark = f"CASE WHEN {main.units} IS NOT NULL THEN greatest({node.floor}, least({node.most}, {adjusted})) END"
        return self._add(mark, main.complete, _after([main]))

    def _amounts(self, leaves: Iterable[ByCount], period: Period) -> str:
        told = []
        for leaf in leaves:
            numerator, denominator = self.read(leaf.measure, period)
            told.append(f"CASE WHEN {denominator} > 0 THEN {amount(leaf, numerator, denominator)} ELSE 0 END")
        return f"({' + '.join(told) or 0})"

    def _add(self, units: str, complete: str, step: int) -> Named:
        name = self._name("n")
        self._column(step, f"{name}_u", units)
        self._column(step, f"{name}_c", complete)
        return Named(name, step)

    def _name(self, letter: str) -> str:
        self.written += 1
        return f"{letter}{self.written}"

    def _column(self, step: int, name: str, told: str) -> None:
        while len(self.steps) <= step:
            self.steps.append([])
        self.steps[step].append(f"{told} AS {name}")


def amount(leaf: ByCount, numerator: str, denominator: str) -> str:
    """What a count comes to in units."""
    missing = f"greatest(0, {denominator if leaf.target is None else leaf.target} - {numerator})"
    earned = f"{leaf.base} + {leaf.each} * {numerator} - {leaf.per_miss} * {missing}"
    return f"greatest({leaf.floor}, least({leaf.most}, {earned}))"


def statement(scheme: Scheme, about: bytes, period: Period, source: str) -> str:
    """The SQL that scores a file; `about` is what its schema says of itself."""
    told: dict[str, Any] = json.loads(about)
    counts = {measure: [Kind(kind) for kind in kinds] for measure, kinds in told["counts"].items()}
    writer = Writer(told["duties"], counts, told["year"])
    trees = {category: writer.node(tree, period) for category, tree in sorted(scheme.trees.items())}
    hits = [(place_of(scheme, veto.grade), writer.read(veto.measure, period)[0]) for veto in scheme.vetoes]
    marked, *further = graded(scheme, trees, hits)
    queries = [*chained(writer.steps, marked, source), *further]
    return f"WITH {', '.join(queries)} {_ANSWER}"


def chained(steps: list[list[str]], marked: str, source: str) -> list[str]:
    """Each step reads the one before; it hands on only what a later one names: planning is most of the work."""
    wanted = set(_NAMES.findall(marked))
    queries = [f"marked AS (SELECT {marked} FROM s{len(steps) - 1})"]
    for number in range(len(steps) - 1, -1, -1):
        here = {told.rpartition(" AS ")[2] for told in steps[number]}
        handed = [*_HEADS, *sorted(wanted - here)] if number else _HEADS
        queries.append(f"s{number} AS (SELECT {', '.join([*handed, *steps[number]])} FROM {_source(number, source)})")
        wanted = (wanted - here) | {name for told in steps[number] for name in _NAMES.findall(told)} - here
    return queries[::-1]


def _source(number: int, source: str) -> str:
    return f"s{number - 1}" if number else source


def graded(scheme: Scheme, trees: dict[str, Named], hits: list[tuple[int, str]]) -> list[str]:
    """The columns of the marks, and the queries that grade and rank them."""
    units, complete = (
        "CASE category " + " ".join(f"WHEN '{category}' THEN {getattr(node, part)}" for category, node in trees.items())
        for part in ("units", "complete")
    )
    cap = f"greatest({', '.join(['0', *(f'CASE WHEN {hit} > 0 THEN {place} ELSE 0 END' for place, hit in hits)])})"
    lines = " ".join(f"WHEN units >= {band.least} THEN {place}" for place, band in enumerate(scheme.bands[:-1]))
    by_mark = f"CASE {lines or 'WHEN false THEN 0'} ELSE {len(scheme.bands) - 1} END"
    queries = [
        f"file_row_number AS place, category, kind, {units} END AS units, {complete} ELSE true END AS complete,"
        f" {cap} AS cap",
        f"g0 AS (SELECT *, {_SIZE} AS size, {_RANK} AS above,"
        f" CASE WHEN units IS NULL THEN -1 ELSE greatest({by_mark}, cap) END AS g FROM marked)",
    ]
    for place, band in enumerate(scheme.bands[:-1]):
        if band.share is not None:
            full = f"{_AHEAD} > size * {band.share[0]} // {band.share[1]}"
            lower = f"CASE WHEN g = {place} AND size >= {scheme.fewest} AND {full} THEN g + 1 ELSE g END AS g"
            queries.append(f"g{len(queries) - 1} AS (SELECT * REPLACE ({lower}) FROM g{len(queries) - 2})")
    shown = f"CASE WHEN units IS NULL OR size < {scheme.fewest} THEN 0 ELSE above END AS rank"
    return [*queries, f"answer AS (SELECT *, {shown} FROM g{len(queries) - 2})"]


def place_of(scheme: Scheme, grade: str) -> int:
    """Which band a grade is."""
    return next(place for place, band in enumerate(scheme.bands) if band.code == grade)


_HEADS = ["file_row_number", "category", "kind"]
_NAMES = re.compile(r"\b[nrs][0-9]+_[a-z]\b")
_SIZE = "CASE WHEN units IS NULL THEN 0 ELSE count(units) OVER (PARTITION BY category, kind) END"
_RANK = "rank() OVER (PARTITION BY category, kind, units IS NULL ORDER BY units DESC)"
_AHEAD = "count(*) OVER (PARTITION BY category, kind, g ORDER BY units DESC RANGE UNBOUNDED PRECEDING)"
_ANSWER = "SELECT coalesce(units, -1) AS units, complete, g, rank, size FROM answer ORDER BY place"


def _bits(layers: list[str], part: str, mask: int) -> str:
    counted = [f'bit_count("{layer}/{part}"::INTEGER & {mask})::BIGINT' for layer in layers]
    return " + ".join(counted) or "0::BIGINT"


def _sum(columns: Iterable[str]) -> str:
    named = [f'"{column}"' for column in columns]
    if not named:
        return "NULL::BIGINT"
    known = " OR ".join(f"{column} IS NOT NULL" for column in named)
    return f"CASE WHEN {known} THEN {' + '.join(f'coalesce({column}, 0)' for column in named)} END"


def _all(parts: list[Named]) -> str:
    return " AND ".join(part.complete for part in parts)


def _after(parts: list[Named]) -> int:
    return max(part.step for part in parts) + 1
