"""The workbook that goes out: members, organisations, and what is not held."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from taizhang.domain.orgs.exchange.items import NOT_HELD
from taizhang.domain.orgs.exchange.members import HEADINGS, ORGANIZATION_HEADINGS, Export
from taizhang.web.kit.exports import OPTIONS, neutral


def workbook(export: Export) -> bytes:
    """Three sheets; identity numbers are text, no cell is a formula."""
    import xlsxwriter  # read when the first workbook is asked for, not at every start

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {**OPTIONS, "in_memory": True})
    bold = book.add_format({"bold": True})
    _sheet(book, bold, "党员名册", HEADINGS, export.members)
    _sheet(book, bold, "党组织", ORGANIZATION_HEADINGS, export.organizations)
    _sheet(book, bold, "说明", (_("Not held"), _("Why not")), [(title, str(why)) for title, why in NOT_HELD])
    book.close()
    return file.getvalue()


def _sheet(book: Any, bold: Any, name: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    sheet, day = book.add_worksheet(name), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.set_column(0, len(headings) - 1, 18)
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            elif value not in (None, ""):
                sheet.write_string(number, place, neutral(str(value)))
