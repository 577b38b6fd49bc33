"""Filled workbooks as cells by their keys; whatever is no sheet of ours, or was rebuilt, is refused in a sentence."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet

from taizhang.domain.orgs.imports.cells import said
from taizhang.domain.orgs.imports.guards import check_workbook, empty
from taizhang.domain.orgs.imports.sheets import opened
from taizhang.domain.records.paper.blanks import MOST_SHEETS
from taizhang.domain.records.paper.identity import MARK, Identity
from taizhang.domain.records.paper.layout import LAST, NAMES, SLOTS, STILL, WRONG, Row, Slot
from taizhang.kernel.characters import without_unseen
from taizhang.kernel.errors import Refused, Word, _

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024  # bytes; a sheet of eighty people unpacks to about 60 kB
MOST_ROWS, MOST_COLUMNS = 600, 40
MOST_TEXT = 20_000  # characters of one cell
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
CELL = re.compile(rb"""\br=["']([A-Z]+\d+)["']""")
KINDS = frozenset({*SLOTS, "people", STILL, ""})  # of rows


@dataclass(frozen=True)
class Filled:
    """One filled sheet: where it came from, whose it is, and what stands in each box with the place of the box."""

    file: str
    sheet: str
    identity: Identity
    boxes: Mapping[str, str]
    places: Mapping[str, str]
    names: Mapping[str, str]  # by person, as the sheet calls them

    @property
    def typed(self) -> dict[str, str]:
        """The boxes in which something stands that did not stand there before, or was taken away."""
        keys = {**self.identity.given, **self.boxes}
        return {key: self.boxes.get(key, "") for key in keys if self.boxes.get(key, "") != self.given(key)}

    def given(self, key: str) -> str:
        """What stood in a box beforehand."""
        return self.identity.given.get(key, "")

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "identity": self.identity.text,
            "boxes": dict(self.boxes),
            "places": dict(self.places),
            "names": dict(self.names),
        }

    @classmethod
    def restored(cls, held: Mapping[str, Any]) -> "Filled":
        """From what was stored."""
        identity = Identity.read(held["identity"])
        return cls(held["file"], held["sheet"], identity, held["boxes"], held["places"], held["names"])


def read(path: Path, file: str) -> list[Filled]:
    """Every sheet of ours in a workbook; refused with the file and the sheet when one cannot be taken as it is."""
    _refuse_large(path, file)
    check_workbook(path)
    _refuse_formulas(path, file)
    with opened(path) as book:
        names = book.sheet_names
        if len(names) > MOST_SHEETS:
            raise _too_many(file, len(names))
        found = [one for name in names if (one := _sheet(book.get_sheet_by_name(name), file)) is not None]
    if not found:
        raise empty()
    return found


def _sheet(sheet: CalamineSheet, file: str) -> Filled | None:
    """One sheet; None for one in which nothing stands at all."""
    where = {"file": file, "sheet": sheet.name}
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise _rebuilt(where, "", _("it has far more rows or columns than it was given"))
    rows = sheet.to_python(skip_empty_area=False)
    if not any(said(cell) for row in rows for cell in row):
        return None
    text = said(rows[0][0]) if rows[0] else ""
    if not text.startswith(MARK):
        raise Refused(
            _("“{sheet}” in “{file}” is not a sheet that was made here."),
            _("Take it out of the workbook, or download the sheet and copy what was typed into its boxes."),
            code="paper.not-ours",
            **where,
        )
    _refuse_merged(sheet, rows, where)
    return _filled(rows, where, Identity.read(text))


def _filled(rows: Sequence[Sequence[Any]], where: dict[str, str], identity: Identity) -> Filled:
    boxes: dict[str, str] = {}
    places: dict[str, str] = {}
    names: dict[str, str] = {}
    for number, cells in enumerate(rows[1:], start=2):
        row = Row(said(cells[0]), {})
        slots = _slots(row, number, where)
        _refuse_outside(row, cells, number, where)
        for key, slot in slots.items():
            if key in places:
                raise _rebuilt(where, places[key], _("a row of it stands there twice"))
            places[key] = f"{_column(slot.first)}{number}"
            boxes[key] = _text(cells, slot.first, where, places[key])
            if key.startswith("people."):
                names[key.removeprefix("people.")] = said(cells[slot.first - 1])
    if len(names) != identity.people or not {"when.held_on", "minutes.minutes"} <= boxes.keys():
        raise _rebuilt(where, "", _("rows of it are missing"))
    return Filled(where["file"], where["sheet"], identity, boxes, places, names)


def _slots(row: Row, number: int, where: dict[str, str]) -> dict[str, Slot]:
    kind = row.key.partition(" ")[0]
    if kind not in KINDS:
        raise _rebuilt(where, f"A{number}", _("its hidden column was changed"))
    return row.slots


def _refuse_outside(row: Row, cells: Sequence[Any], number: int, where: dict[str, str]) -> None:
    """What stands where nothing is read would be lost without a word."""
    ours = {WRONG, NAMES, *range(LAST + 1 if row.key else 0)}
    for place, cell in enumerate(cells):
        if place not in ours and said(cell):
            raise Refused(
                _("“{sheet}” in “{file}”: {cell} stands outside the boxes and would be lost."),
                _("Write it into the minutes, or remove it."),
                code="paper.outside",
                cell=f"{_column(place) if place < 26 else '…'}{number}",
                **where,
            )


def _text(cells: Sequence[Any], place: int, where: dict[str, str], at: str) -> str:
    """What stands in a box, as text: days as 2018-05-16, times as 15:00."""
    cell = cells[place] if place < len(cells) else ""
    if isinstance(cell, datetime):
        cell = cell.date() if cell.time() == time() else cell.time() if cell.year <= 1900 else cell
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    text = cell.isoformat() if isinstance(cell, date) else without_unseen(said(cell))
    if len(text) > MOST_TEXT:
        raise Refused(
            _("“{sheet}” in “{file}”: {cell} holds more than {most} characters."),
            _("Shorten it; a long text can be handed in as a file."),
            code="paper.long",
            cell=at,
            most=MOST_TEXT,
            **where,
        )
    return text


def _refuse_merged(sheet: CalamineSheet, rows: Sequence[Sequence[Any]], where: dict[str, str]) -> None:
    """Boxes are never put together anew: what stood in the others would be gone."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        row = Row(said(rows[top][0]) if top < len(rows) else "", {})
        kind = row.key.partition(" ")[0]
        ours = kind == STILL or any((slot.first, slot.last) == (left, right) for slot in SLOTS.get(kind, ()))
        fixed = kind == "institution" and (left, right) == (2, 5)
        if top != bottom or not (ours or fixed):
            raise _rebuilt(where, f"{_column(min(left, 25))}{top + 1}", _("cells of it were merged"))


def _refuse_large(path: Path, file: str) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise Refused(
            _("“{file}” is larger than {most} MB; filled sheets are far smaller."),
            _("Remove pictures from it; a scan is added beside its sheet in the next step."),
            code="paper.bytes",
            file=file,
            most=MOST_BYTES // 1024 // 1024,
        )


def _refuse_formulas(path: Path, file: str) -> None:
    """A formula may say something else to everybody who opens it: only what was typed is taken in."""
    for cell in _formulas(path, file):
        raise Refused(
            _("“{file}” holds a formula in cell {cell}; only what was typed is taken in."),
            _("Replace it by its value and send the file again."),
            code="paper.formula",
            file=file,
            cell=cell,
        )


def _formulas(path: Path, file: str) -> Iterator[str]:
    with zipfile.ZipFile(path) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise _rebuilt({"file": file, "sheet": "*"}, "", _("it has far more rows or columns than it was given"))
        for name in packed.namelist():
            if not name.lower().startswith("xl/worksheets/"):
                continue
            text = packed.read(name)
            for found in FORMULA.finditer(text):
                before = CELL.findall(text, max(0, found.start() - 400), found.start())
                yield before[-1].decode() if before else "?"


def _column(place: int) -> str:
    return chr(ord("A") + place)


def _too_many(file: str, count: int) -> Refused:
    return Refused(
        _("“{file}” has {count} sheets, more than the {most} that are taken at once."),
        _("Send them in several workbooks."),
        code="paper.sheets",
        file=file,
        count=count,
        most=MOST_SHEETS,
    )


def _rebuilt(where: dict[str, str], cell: str, what: str) -> Refused:
    """The refusal of a sheet whose rows or columns are no longer where they were."""
    return Refused(
        _("The structure of “{sheet}” in “{file}” was changed: {what}."),
        _("Download the sheet anew and copy what was typed into its boxes."),
        code="paper.structure",
        what=Word(what),
        cell=cell,
        **where,
    )
