"""What the page shows, as a workbook: the same filter and columns, every row, no formulas of strangers."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import IO, Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone
from django.utils.functional import Promise

from taizhang.kernel.characters import without_unseen
from taizhang.web.kit.table import Column, Table

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_ROWS = 1_048_575  # what a sheet of Excel holds below its heading
CHUNK = 2000  # rows fetched at a time
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
FORMATS = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "percent": "0.0%"}
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


def workbook_response(table: Table, rows: QuerySet[Any] | Sequence[Any], name: str) -> FileResponse:
    """The rows of a table as an .xlsx that is sent while it is read from disk; `name` without its ending."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it once it is sent
    write(file, table, rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else rows, name)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=MEDIA)


def marked(response: FileResponse, mark: str) -> FileResponse:
    """The answer with a sign, which the page that waits for it reads: the workbook is written, the download begins."""
    if re.fullmatch(r"[a-z0-9]{1,20}", mark):
        response.set_cookie("workbook", mark, max_age=60, samesite="Lax")
    return response


def write(file: IO[bytes], table: Table, rows: Iterable[Any], name: str) -> int:
    """Write the rows into a file, a further sheet when one is full; answers how many there were."""
    import xlsxwriter  # read when the first workbook is asked for, not at every start

    book = xlsxwriter.Workbook(file, OPTIONS)
    styles = {kind: book.add_format({"num_format": mask}) for kind, mask in FORMATS.items()}
    bold, count, sheet = book.add_format({"bold": True}), 0, None
    for row in table.loaded(rows):
        if count % SHEET_ROWS == 0:
            sheet = _sheet(book, table, bold, f"{name[:25]} {count // SHEET_ROWS + 1}" if count else name[:31])
        for place, column in enumerate(table.columns):
            _cell(sheet, (count % SHEET_ROWS + 1, place), column, column.of(row), styles)
        count += 1
    if sheet is None:
        _sheet(book, table, bold, name[:31])
    book.close()
    return count


def neutral(text: str) -> str:
    """A text that no program takes for a formula, whatever it is saved as next, and that reads as it is."""
    text = without_unseen(text)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _sheet(book: Any, table: Table, bold: Any, name: str) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, (column, heading) in enumerate(zip(table.columns, table.headings(), strict=True)):
        sheet.set_column(place, place, {"narrow": 8, "wide": 40}.get(column.width, 16))
        sheet.write_string(0, place, neutral(heading), bold)
    return sheet


def _cell(sheet: Any, place: tuple[int, int], column: Column, value: Any, styles: dict[str, Any]) -> None:
    """One cell: numbers and days as such, everything else as text (18 digits stay 18 digits)."""
    if value is None or value == "":
        return
    if isinstance(value, bool) or column.kind == "text":
        sheet.write_string(*place, neutral(_said(value)))
    elif isinstance(value, datetime):
        local = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
        sheet.write_datetime(*place, local, styles["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(*place, datetime(value.year, value.month, value.day), styles["day"])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(*place, float(value), styles.get(column.kind))
    else:
        sheet.write_string(*place, neutral(_said(value)))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    return str(value) if isinstance(value, str | Promise) else f"{value}"
