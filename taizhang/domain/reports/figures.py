"""The figures of the source article: what each printed number is when it is computed from records.

A figure whose room does not exist yet is absent; nothing here types a number in.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from taizhang import packs
from taizhang.domain.duties import measures as duties
from taizhang.domain.orgs import measures as orgs
from taizhang.domain.records import measures as records

Value: TypeAlias = int | float | tuple[int, int] | tuple[float, float]

PRINTED = Path(packs.__file__).parent / "erqi-2018.figures.toml"

SOURCES: Mapping[str, Callable[[date], Value]] = {
    "programme.projects": duties.programme_projects,
    "programme.mechanisms": duties.programme_mechanisms,
    "offices.units": orgs.offices_units,
    "offices.coverage_gaps": orgs.offices_coverage_gaps,
    "offices.staff_range": orgs.offices_staff_range,
    "posts.deputy_secretaries": orgs.deputy_secretaries,
    "life.institutions": duties.life_institutions,
    "activity_day.members": records.activity_day_members,
    "activity_day.months_without_theme": records.months_without_theme,
    "standards.categories": duties.standards_categories,
    "life.records": records.life_records,
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A number the article prints, with its words and how a computed value compares with it."""

    id: str
    quote: str
    op: str  # "=" exactly, ">=" at least
    expected: Value

    def holds(self, value: Value) -> bool:
        """Whether a value bears the printed number out; pairs compare least with least and greatest with greatest."""
        pairs = list(zip(_pair(value), _pair(self.expected), strict=True))
        return all(computed >= said if self.op == ">=" else computed == said for computed, said in pairs)


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number beside the value computed from records as they were known on a day."""

    printed: Printed
    value: Value

    @property
    def holds(self) -> bool:
        """Whether the records bear it out."""
        return self.printed.holds(self.value)

    def as_json(self) -> dict[str, object]:
        """The figure as plain values."""
        printed = self.printed
        said = {"id": printed.id, "quote": printed.quote, "op": printed.op, "expected": printed.expected}
        return {**said, "value": self.value, "holds": self.holds}


def figures(on: date) -> Sequence[Figure]:
    """Every figure whose source exists, in the order of the article, as of a day."""
    return [Figure(printed, SOURCES[printed.id](on)) for printed in printed_figures() if printed.id in SOURCES]


def printed_figures() -> list[Printed]:
    """What the article prints."""
    rows = tomllib.loads(PRINTED.read_text("utf-8"))["figure"]
    return [Printed(row["id"], row["quote"], row["op"], _value(row["value"])) for row in rows]


def _value(said: int | float | list[int]) -> Value:
    return (said[0], said[1]) if isinstance(said, list) else said


def _pair(value: Value) -> tuple[int | float, ...]:
    return value if isinstance(value, tuple) else (value,)
