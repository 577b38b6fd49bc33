"""Sheets that go out: the empty template, and an offered file with what is wrong beside each row."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any

from taizhang.domain.orgs.imports import storage
from taizhang.domain.orgs.imports.headings import EXPLANATION, HEADINGS, KEYS, TITLES, WRONG
from taizhang.domain.orgs.imports.listing import table
from taizhang.domain.orgs.imports.sheets import first_sheet
from taizhang.domain.orgs.models import ImportRun

FORMULA = ("=", "+", "-", "@", "\t", "\r")
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
TEXT = "@"  # Excel's own word for a cell that keeps what is typed
EXAMPLE_ROWS = 2


def _workbook(file: IO[bytes]) -> Any:
    import xlsxwriter  # read when the first workbook is written, not at every start

    return xlsxwriter.Workbook(file, OPTIONS)


def template(file: IO[bytes]) -> None:
    """Write an empty roster: the headings, its columns formatted as text, and a sheet that explains each."""
    offered = [heading for heading in HEADINGS if heading.offered]
    book = _workbook(file)
    text, bold = book.add_format({"num_format": TEXT}), book.add_format({"bold": True, "num_format": TEXT})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet, explained = book.add_worksheet("党员名册"), book.add_worksheet(EXPLANATION)
    for each in (sheet, explained):
        each.set_column(0, len(offered) - 1, 16, text if each is sheet else wrap)
        each.freeze_panes(1, 0)
        for place, heading in enumerate(offered):
            each.write_string(0, place, heading.title, bold)
    for place, heading in enumerate(offered):
        explained.write_string(1, place, heading.filled, wrap)
    book.close()


def corrections(run: ImportRun, file: IO[bytes]) -> None:
    """Write the offered rows with a column that says what is wrong with each, to correct and send again.

    Whoever may not read the file must not be let here: identity numbers stand in it as they were offered.
    """
    wrong: dict[int, list[str]] = {}
    for fault in run.refused:
        wrong.setdefault(fault["row"], []).append(f"{fault['column']}: {fault['message']}")
    if run.kind == "divisions":
        _write_text(file, table(storage.stored(run)), wrong)
    else:
        _write_book(file, first_sheet(storage.stored(run)).rows, wrong)


def neutral(text: str) -> str:
    """A text that no program takes for a formula; the apostrophe is taken away again when it is read."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _write_text(file: IO[bytes], rows: Sequence[Sequence[str]], wrong: dict[int, list[str]]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    for number, cells in enumerate(_beside(rows, wrong), start=1):
        writer.writerow([neutral(str(cell)) for cell in cells] if number > 1 else cells)
    text.detach()


def _write_book(file: IO[bytes], rows: Sequence[Sequence[Any]], wrong: dict[int, list[str]]) -> None:
    book = _workbook(file)
    red, text = book.add_format({"font_color": "#B00020"}), book.add_format({"num_format": TEXT})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("党员名册")
    width = max(len(row) for row in rows)
    sheet.set_column(0, width - 1, 16, text)
    sheet.set_column(width, width, 60)
    for number, cells in enumerate(_beside(rows, wrong)):
        for place, cell in enumerate(cells):
            _write_cell(sheet, (number, place), cell, day, red if place == width else text)
    book.close()


def _beside(rows: Sequence[Sequence[Any]], wrong: dict[int, list[str]]) -> Iterable[list[Any]]:
    """Each row with its faults behind its last cell; an older column of faults is left out."""
    headed = next((place for place, row in enumerate(rows) if any(_is_heading(cell) for cell in row)), 0)
    old = [place for place, cell in enumerate(rows[headed]) if cell == WRONG]
    for place, row in enumerate(rows):
        cells = [cell for column, cell in enumerate(row) if column not in old]
        yield [*cells, WRONG if place == headed else " ".join(wrong.get(place + 1, ()))]


def _is_heading(cell: object) -> bool:
    return cell == WRONG or KEYS.get(str(cell).strip()) in TITLES or str(cell).strip() == "code"


def _write_cell(sheet: Any, place: tuple[int, int], cell: Any, day: Any, style: Any) -> None:
    """One cell as it came; texts stay texts, so that 18 digits stay 18 digits."""
    if cell is None or cell == "":
        return
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | date):
        cell = str(cell)
    if isinstance(cell, str):
        sheet.write_string(*place, neutral(cell), style)
    elif isinstance(cell, date):
        sheet.write_datetime(
            *place, cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day), day
        )
    else:
        sheet.write_number(*place, float(cell))
