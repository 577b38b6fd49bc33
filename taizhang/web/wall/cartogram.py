"""The cartogram: a grid in which the parts of an organisation stand by place, never by what they achieved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, sqrt
from pathlib import Path

import yaml

FOLDER = Path(__file__).with_name("cartograms")
REST = ""  # the code of the one cell for everything that is no street
CORNER = (1, 1)  # free for the heading, unless somebody drew otherwise
NARROWEST, WIDEST = 3, 5  # columns: more would not hold a name and a count at the smallest legible size
HIGHEST = 4  # rows: more would not hold two lines
MOST = WIDEST * HIGHEST - 1  # parts

Cell = tuple[int, int]  # row and column, from 1


@dataclass(frozen=True, slots=True)
class Cartogram:
    """How large the grid is, and where each part stands; `drawn` when somebody drew it after the geography."""

    columns: int
    rows: int
    cells: Mapping[str, Cell]
    drawn: bool


def cartogram(code: str, parts: Sequence[str]) -> Cartogram:
    """The grid of an organisation for the parts with these codes, in their order where nothing was drawn.

    Where a grid was drawn, parts that it does not know take the free cells, from the end.
    """
    given = _drawn(code)
    if given is None or not set(parts) & set(given.cells):
        return _tidy(parts)
    known = {part: given.cells[part] for part in parts if part in given.cells}
    new = [part for part in parts if part not in known]
    free = _free(given, set(known.values()), len(new))
    cells = {**known, **dict(zip(new, free, strict=True))}
    return Cartogram(given.columns, max(given.rows, *(row for row, _column in cells.values())), cells, True)


def _tidy(parts: Sequence[str]) -> Cartogram:
    """Row by row after the corner, a little wider than high."""
    wanted = len(parts) + 1
    columns = min(WIDEST, max(NARROWEST, ceil(sqrt(1.3 * wanted))))
    cells = {part: (1 + place // columns, 1 + place % columns) for place, part in enumerate(parts, start=1)}
    return Cartogram(columns, ceil(wanted / columns), cells, False)


def _free(given: Cartogram, taken: set[Cell], wanted: int) -> list[Cell]:
    """So many cells that nobody has: those of the grid from its end, then new rows below."""
    found: list[Cell] = []
    for cell in (*_backwards(given), *_below(given, wanted)):
        if cell not in taken and len(found) < wanted:
            found.append(cell)
    return found


def _backwards(given: Cartogram) -> Iterator[Cell]:
    return ((row, column) for row in range(given.rows, 0, -1) for column in range(given.columns, 0, -1))


def _below(given: Cartogram, wanted: int) -> Iterator[Cell]:
    return ((given.rows + 1 + place // given.columns, 1 + place % given.columns) for place in range(wanted))


@cache
def _drawn(code: str) -> Cartogram | None:
    """What was drawn for an organisation, if anything; the file is named by its code."""
    path = FOLDER / f"{code}.yaml"
    if not code.isalnum() or not path.is_file():
        return None
    read = yaml.safe_load(path.read_text("utf-8"))
    cells = {str(part): (cell[0], cell[1]) for part, cell in {**read["cells"], REST: read["rest"]}.items()}
    return Cartogram(read["columns"], read["rows"], cells, True)
