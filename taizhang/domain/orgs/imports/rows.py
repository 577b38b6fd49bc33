"""The rows of a roster as they say it themselves, before the register is asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from taizhang.domain.orgs.imports import headings
from taizhang.domain.orgs.imports.cells import ANSWERS, REGISTRATIONS, SEXES, STANDINGS, Reader, chosen, ethnicity
from taizhang.domain.orgs.imports.crossing import crossed, identity_twice
from taizhang.domain.orgs.imports.faults import Fault
from taizhang.domain.orgs.imports.guards import empty
from taizhang.domain.orgs.imports.headings import Found
from taizhang.domain.orgs.imports.sheets import first_sheet, is_blank
from taizhang.domain.orgs.models.membership import Standing
from taizhang.kernel.errors import Refused

UNLIKE = ("name", "id_number", "phone", "landline", "address")
ALIKE = 4096  # days, branches and words that are remembered while a file is read
Readers = list[tuple[int, str, Callable[[Any], Any]]]


@dataclass(slots=True)
class Row:
    """What the filled cells of a row say, by item; an empty cell says nothing and changes nothing."""

    number: int  # as the sheet counts, from 1
    said: dict[str, Any]
    faulty: bool = False
    index: str = ""  # the blind index of the identity number, once the register is asked

    @property
    def standing(self) -> Standing | None:
        """Formal or probationary, as said or as follows from a day of confirmation."""
        said: Standing | None = self.said.get("standing")
        return Standing.FORMAL if said is None and "confirmed_on" in self.said else said

    @property
    def phone(self) -> str:
        """The mobile number, or the landline of someone without."""
        phone: str = self.said.get("phone") or self.said.get("landline") or ""
        return phone


@dataclass(slots=True)
class Roster:
    """A roster as it was read: its rows, what is wrong with them, and the cells as they came."""

    heads: Found
    cells: list[list[Any]]
    notes: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, row: Row, key: str, refusal: Refused) -> None:
        """Note what is wrong with an item of a row."""
        row.faulty = True
        self.faults.append(Fault(row.number, self.heads.title(key), refusal))


def read(path: Path, today: date, *, fictional: bool = False) -> Roster:
    """Read a roster from a workbook; what is wrong within a row is noted, what is wrong with the file is refused."""
    sheet = first_sheet(path)
    heads = headings.found(sheet.rows)
    roster = Roster(heads, sheet.rows, (*sheet.notes, *_notes(heads)))
    readers = list(_readers(heads, Reader(today, fictional)))
    for place in range(heads.row + 1, len(sheet.rows)):
        if not is_blank(sheet.rows[place]):
            roster.rows.append(_row(roster, place, readers))
    if not roster.rows:
        raise empty()
    for row, same in identity_twice(roster.rows):
        roster.refuse(row, "id_number", same)
    return roster


def _row(roster: Roster, place: int, readers: Readers) -> Row:
    cells, said, wrong = roster.cells[place], {}, dict[str, Refused]()
    for column, key, reader in readers:
        cell = cells[column]
        if cell == "" or cell is None or (isinstance(cell, str) and cell.isspace()):
            continue
        try:
            said[key] = reader(cell)
        except Refused as refusal:
            wrong[key] = refusal
    for key, contradiction in crossed(said):
        wrong.setdefault(key, contradiction)
    row = Row(place + 1, said)
    for key, fault in wrong.items():
        roster.refuse(row, key, fault)
    return row


def _readers(heads: Found, reader: Reader) -> Iterator[tuple[int, str, Callable[[Any], Any]]]:
    """The column, the item and the function that reads its cells, which remembers what many rows say alike."""
    words: dict[str, dict[str, Any]] = {
        "sex": {**SEXES},
        "standing": {**STANDINGS},
        "registration": {**REGISTRATIONS},
        "lost": {**ANSWERS},
        "floating": {**ANSWERS},
    }
    own: dict[str, Callable[[Any], Any]] = {
        "name": reader.name,
        "id_number": reader.id_number,
        "ethnicity": ethnicity,
        "phone": reader.phone,
        "landline": reader.phone,
        "address": reader.address,
        "branch_code": reader.code,
        "branch": reader.branch,
        **{key: _choice(choices) for key, choices in words.items()},
        **{key: _text(reader, key) for key in ("education", "job", "floating_to")},
    }
    for key, column in heads.columns.items():
        function = own.get(key, reader.day)
        yield column, key, function if key in UNLIKE else lru_cache(ALIKE, typed=True)(function)


def _choice(words: dict[str, Any]) -> Callable[[Any], Any]:
    return lambda cell: chosen(words, cell)


def _text(reader: Reader, key: str) -> Callable[[Any], Any]:
    return lambda cell: reader.text(key, cell)


def _notes(heads: Found) -> tuple[str, ...]:
    if not heads.ignored:
        return ()
    sentence = gettext("These columns are not imported: %(titles)s.")
    return (sentence % {"titles": "、".join(heads.ignored)},)
