"""The first sheet of a workbook, as rows of cells."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from python_calamine import CalamineError, CalamineWorkbook

from taizhang.domain.orgs.imports.guards import MOST_COLUMNS, MOST_ROWS, check_workbook, empty, too_many_rows
from taizhang.domain.orgs.imports.headings import EXPLANATION
from taizhang.kernel.errors import Refused, _


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as they stand from the first row on, and what should be said about the workbook."""

    name: str
    rows: list[list[Any]]
    notes: tuple[str, ...]


def first_sheet(path: Path) -> Sheet:
    """The first sheet of a workbook that passed its checks; refused when it is damaged or empty."""
    check_workbook(path)
    with opened(path) as book:
        sheet = book.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    _check(rows)
    return Sheet(sheet.name, rows, _notes(book))


@contextmanager
def opened(path: Path) -> Iterator[CalamineWorkbook]:
    """A workbook to read from; refused when it turns out to be damaged."""
    try:
        with path.open("rb") as file:
            yield CalamineWorkbook.from_object(file)
    except (CalamineError, OSError, ValueError, IndexError) as broken:
        raise Refused(
            _("This workbook is damaged and cannot be read."),
            _("Open it, save it again as “Excel workbook (.xlsx)” and send that."),
            code="imports.damaged",
        ) from broken


def is_blank(row: list[Any]) -> bool:
    """Whether nothing stands in a row."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def _check(rows: list[list[Any]]) -> None:
    if len(rows) > MOST_ROWS + 1:
        raise too_many_rows()
    if not any(not is_blank(row) for row in rows):
        raise empty()
    if len(rows[0]) > MOST_COLUMNS:
        raise Refused(
            _("This sheet has more than {most} columns, the most that one import takes."),
            _("Remove the columns that are not needed, empty ones too."),
            code="imports.columns",
            most=MOST_COLUMNS,
        )


def _notes(book: CalamineWorkbook) -> tuple[str, ...]:
    names = [name for name in book.sheet_names if name != EXPLANATION]
    if len(names) < 2:
        return ()
    sentence = gettext("The workbook has %(count)s sheets; only the first, “%(name)s”, is read.")
    return (sentence % {"count": len(names), "name": names[0]},)
