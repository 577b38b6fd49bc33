"""A list of divisions (.csv: code, name, parent_code, level) as its rows say it themselves."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext

from taizhang.domain.orgs.imports.cells import Reader, chosen, said
from taizhang.domain.orgs.imports.divisions import DIGITS, KINDS, Division, division
from taizhang.domain.orgs.imports.faults import Fault
from taizhang.domain.orgs.imports.guards import MOST_ROWS, check_text, empty, too_many_rows
from taizhang.domain.orgs.imports.headings import WRONG
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.kernel.characters import refuse_full_width, refuse_unseen
from taizhang.kernel.errors import Refused, _

TITLES = {
    "code": ("code", "代码", "区划代码", "统计用区划代码"),
    "name": ("name", "名称", "区划名称"),
    "parent_code": ("parent_code", "上级代码", "上级区划代码"),
    "level": ("level", "级别", "层级"),
    "founded_on": ("founded_on", "成立日期"),  # optional; the day of the import otherwise
}
KEYS = {title: key for key, titles in TITLES.items() for title in titles}
NEEDED = ("code", "name", "parent_code", "level")
LONGEST_NAME = 60


@dataclass(slots=True)
class Line:
    """A division as its row says it."""

    number: int  # as a spreadsheet counts, from 1
    code: str = ""
    name: str = ""
    parent: str = ""
    kind: Kind | None = None
    founded_on: date | None = None
    faulty: bool = False


@dataclass(slots=True)
class Listing:
    """The divisions of a file, what is wrong with them, and the cells as they came."""

    titles: dict[str, str]
    cells: list[list[str]]
    notes: tuple[str, ...] = ()
    rows: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, line: Line, key: str, refusal: Refused) -> None:
        """Note what is wrong with a cell of a row."""
        line.faulty = True
        self.faults.append(Fault(line.number, self.titles[key], refusal))

    def named(self) -> dict[str, Division]:
        """The organisation of each sound row, by code; a community is classed by the street or town above it."""
        sound = {line.code: line for line in self.rows if not line.faulty}
        towns = {code for code, line in sound.items() if line.kind is Kind.STREET and _rural(line)}
        return {c: division(line.name, line.kind, rural=line.parent in towns) for c, line in sound.items() if line.kind}


def read(path: Path, today: date) -> Listing:
    """Read a list of divisions; what is wrong within a row is noted, what is wrong with the file is refused."""
    cells = table(path)
    if len(cells) > MOST_ROWS + 1:
        raise too_many_rows()
    titles, notes = _titles(cells[0])
    listing = Listing(titles, cells, notes)
    columns = {key: cells[0].index(title) for key, title in titles.items()}
    for place, row in enumerate(cells[1:], start=2):
        if any(cell.strip() for cell in row):
            listing.rows.append(_line(listing, place, _Cells(row, columns), Reader(today)))
    if not listing.rows:
        raise empty()
    _refuse_twice(listing)
    return listing


def table(path: Path) -> list[list[str]]:
    """The cells of a .csv file, row by row."""
    try:
        return list(csv.reader(io.StringIO(check_text(path), newline="")))
    except csv.Error as broken:
        raise _no_headings() from broken


@dataclass(frozen=True, slots=True)
class _Cells:
    row: list[str]
    columns: dict[str, int]

    def __getitem__(self, key: str) -> str:
        place = self.columns.get(key)
        return said(self.row[place]) if place is not None and place < len(self.row) else ""


def _titles(row: list[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The headings by what they mean, and a note about those that mean nothing."""
    titles = {KEYS[title.strip().lower()]: title for title in reversed(row) if title.strip().lower() in KEYS}
    if any(key not in titles for key in NEEDED):
        raise _no_headings()
    ignored = [title.strip() for title in row if title.strip() and title != WRONG and title not in titles.values()]
    sentence = gettext("These columns are not imported: %(titles)s.")
    return titles, (sentence % {"titles": "、".join(ignored)},) if ignored else ()


def _line(listing: Listing, number: int, cells: _Cells, reader: Reader) -> Line:
    line = Line(number, cells["code"], cells["name"], cells["parent_code"])
    for key, refusal in _wrong(line, cells, reader):
        listing.refuse(line, key, refusal)
    return line


def _wrong(line: Line, cells: _Cells, reader: Reader) -> Iterator[tuple[str, Refused]]:
    """Fill in the kind and the founding, and tell which cells are wrong."""
    try:
        line.kind = chosen(KINDS, cells["level"])
    except Refused as refusal:
        yield "level", refusal
    try:
        _check_code(line)
    except Refused as refusal:
        yield "code", refusal
    if not 0 < len(line.name) <= LONGEST_NAME:
        yield (
            "name",
            Refused(
                _("A division needs a name of at most {most} characters."),
                _("Enter it as in the official list."),
                code="imports.division-name",
                most=LONGEST_NAME,
            ),
        )
    try:
        refuse_unseen(line.name)
    except Refused as refusal:
        yield "name", refusal
    try:
        line.founded_on = reader.day(cells["founded_on"]) if cells["founded_on"] else None
    except Refused as refusal:
        yield "founded_on", refusal


def _check_code(line: Line) -> None:
    refuse_full_width(line.code)
    digits = DIGITS.get(line.kind) if line.kind else None
    if not line.code.isascii() or not line.code.isdigit() or digits not in (None, len(line.code)):
        raise Refused(
            _("“{text}” is not the code of a division of this level, which has {digits} digits."),
            _("Enter the statistical code: 6 digits for a district, 9 for a street or town, 12 for a village."),
            code="imports.division-code",
            text=line.code[:20],
            digits=digits or "6, 9, 12",
        )


def _refuse_twice(listing: Listing) -> None:
    counts = Counter(line.code for line in listing.rows if line.code)
    for line in listing.rows:
        if counts[line.code] > 1:
            refusal = Refused(
                _("The code {division} stands in this file {count} times."),
                _("Remove or correct all but one of the rows."),
                code="imports.division-twice",
                division=line.code,
                count=counts[line.code],
            )
            listing.refuse(line, "code", refusal)


def _rural(line: Line) -> bool:
    return division(line.name, Kind.STREET).category is Category.RURAL


def _no_headings() -> Refused:
    return Refused(
        _("The first row does not hold the headings: {needed}."),
        _("Begin the file with the row: {needed}."),
        code="imports.division-headings",
        needed=",".join(NEEDED),
    )
