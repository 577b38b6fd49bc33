"""Workbooks filled as a secretary would fill them: by the words beside the boxes, with another program."""

import io
from datetime import date
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.paper import sheets, writing
from taizhang.domain.records.paper.blanks import Blank
from taizhang.domain.records.paper.booklet import filled_in, gatherings
from taizhang.kernel.periods import Period
from tests.factories.records import Upload


def booklet(place: Placement, period: Period, on: date) -> list[Blank]:
    """A sheet for each gathering that an organisation still owes in a period."""
    return filled_in(place, gatherings(place, period, on), on)


def book_of(*blanks: Blank) -> openpyxl.Workbook:
    """The workbook of some blanks, opened by a program that knows nothing of ours."""
    file = io.BytesIO()
    writing.write(file, sheets.empty(blanks))
    file.seek(0)
    return openpyxl.load_workbook(file)


def sent(book: openpyxl.Workbook, name: str = "填好的表.xlsx") -> Upload:
    """A workbook on its way in."""
    file = io.BytesIO()
    book.save(file)
    return Upload(name, file.getvalue())


class Hand:
    """Somebody who types into a sheet; every cell touched is counted."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.typed = sheet, 0

    def put(self, words: str, value: Any, *, right: int = 1, nth: int = 1) -> None:
        """Type into the box at the right of some words."""
        row, column = self.find(words, nth)
        self.cell(row, column + right, value)

    def below(self, words: str, value: Any, *, right: int = 0) -> None:
        """Type into the first box below a heading, or into one beside that."""
        row, column = self.find(words)
        self.cell(row + 1, column + right, value)

    def cell(self, row: int, column: int, value: Any) -> None:
        """Type into a cell, which must not be locked."""
        cell = self.sheet.cell(row, column)
        assert not cell.protection.locked, f"{cell.coordinate} is locked"
        cell.value, self.typed = value, self.typed + 1

    def find(self, words: str, nth: int = 1) -> tuple[int, int]:
        """Where some words stand."""
        for row in self.sheet.iter_rows(min_col=2, max_col=7):
            for cell in row:
                if cell.value is not None and str(cell.value) == words:
                    nth -= 1
                    if nth == 0:
                        return cell.row, cell.column
        raise AssertionError(f"“{words}” is not on the sheet")
