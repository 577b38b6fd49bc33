"""Blanks as a workbook: one protected sheet each, boxes to fill with their choices, everything A4."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _

from taizhang.domain.orgs.imports.workbooks import TEXT, neutral
from taizhang.domain.records.paper import reasons
from taizhang.domain.records.paper.identity import Identity
from taizhang.domain.records.paper.layout import LAST, NAMES, WRONG, Row, Slot

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTH, WRONG_WIDTH = 14, 44  # signs
A4, SHEET_NAME = 9, 31
FRAME = {"border": 1, "valign": "vcenter", "text_wrap": True}
STYLES: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"},
    "strong": {"bold": True, "font_size": 12, "align": "center", "valign": "vcenter"},
    "head": {**FRAME, "bold": True, "bg_color": "#EEEEEE"},
    "quiet": {"font_size": 9, "valign": "vcenter", "text_wrap": True},
    "plain": {"valign": "bottom"},
    "label": {**FRAME, "font_size": 10},
    "name": {**FRAME, "align": "center"},
    "wrong": {"font_color": "#B00020", "text_wrap": True, "valign": "vcenter"},
    "text": {**FRAME, "num_format": TEXT, "locked": False},
    "day": {**FRAME, "num_format": "yyyy-mm-dd", "align": "center", "locked": False},
    "time": {**FRAME, "num_format": "hh:mm", "align": "center", "locked": False},
    "number": {**FRAME, "num_format": "0", "align": "center", "locked": False},
    "choice": {**FRAME, "num_format": TEXT, "align": "center", "locked": False},
}
STYLE_OF = {"tick": "choice", "person": "choice", "away": "choice", "came": "choice"}


@dataclass(frozen=True)
class Leaf:
    """One sheet to be written: whose it is, its rows, what stands in its boxes, and what is wrong with them."""

    name: str
    identity: Identity
    rows: tuple[Row, ...]
    people: tuple[str, ...]
    filled: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, Sequence[str]] = field(default_factory=dict)


def write(file: IO[bytes], leaves: Sequence[Leaf]) -> None:
    """Write a workbook with a sheet for each leaf."""
    import xlsxwriter  # read when the first workbook is written, not at every start

    book = xlsxwriter.Workbook(file, OPTIONS)
    styles = {name: book.add_format(style) for name, style in STYLES.items()}
    for number, leaf in enumerate(leaves, start=1):
        sheet = book.add_worksheet(_sheet_name(number, leaf.name))
        _prepare(sheet, bool(leaf.wrong))
        sheet.write_string(0, 0, leaf.identity.text)
        for place, name in enumerate(leaf.people):
            sheet.write_string(place, NAMES, neutral(name))
        for place, row in enumerate(leaf.rows, start=1):
            _row(sheet, place, row, leaf, styles)
        sheet.print_area(0, 1, len(leaf.rows), LAST)
    book.close()


def _prepare(sheet: Any, wrong: bool) -> None:
    """Widths, what is hidden, protection, and how it prints."""
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    sheet.set_column(1, LAST, WIDTH)
    sheet.set_column(WRONG, WRONG, WRONG_WIDTH if wrong else 2)
    sheet.set_column(NAMES, NAMES, 2, None, {"hidden": True})
    sheet.set_row(0, 2)
    sheet.protect("", {"format_rows": True, "format_columns": True})
    sheet.set_paper(A4)
    sheet.set_portrait()
    sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer("&C&P / &N")


def _row(sheet: Any, place: int, row: Row, leaf: Leaf, styles: Mapping[str, Any]) -> None:
    sheet.set_row(place, row.height)
    sheet.write_string(place, 0, row.key)
    for (first, last), text in row.texts.items():
        _text(sheet, (place, first, last), neutral(text), styles[row.style])
    wrong: list[str] = []
    for key, slot in row.slots.items():
        style = styles[STYLE_OF.get(slot.kind, slot.kind)]
        _text(sheet, (place, slot.first, slot.last), neutral(leaf.filled.get(key, "")), style)
        _choices(sheet, place, slot, len(leaf.people))
        wrong += leaf.wrong.get(key, ())
    if place == 1:
        wrong += leaf.wrong.get("", ())
    if wrong:
        sheet.write_string(place, WRONG, " ".join(wrong), styles["wrong"])


def _text(sheet: Any, where: tuple[int, int, int], text: str, style: Any) -> None:
    """A text in one cell or across several; an empty one only draws its frame."""
    place, first, last = where
    if first == last:
        sheet.write_string(place, first, text, style) if text else sheet.write_blank(place, first, None, style)
    else:
        sheet.merge_range(place, first, place, last, text, style)


def _choices(sheet: Any, place: int, slot: Slot, people: int) -> None:
    """What may be chosen in a box; anything else is asked about, for a name may be new and a reason is free."""
    source: Any = None
    if slot.kind == "person" and people:
        source = f"=$I$1:$I${people}"
    elif slot.kind == "away":
        source = reasons.words()
    elif slot.kind in ("tick", "came"):
        source = ["√"]
    if source is not None:
        sheet.data_validation(place, slot.first, place, slot.first, _validation(source))


def _validation(source: Any) -> dict[str, Any]:
    title, message = _("Not in the list"), _("Choose from the list if it fits; go on if it does not.")
    return {
        "validate": "list",
        "source": source,
        "error_type": "information",
        "error_title": title[:32],
        "error_message": message[:255],
    }


def _sheet_name(number: int, name: str) -> str:
    kept = "".join(" " if sign in "[]:*?/\\'" else sign for sign in name)
    return f"{number:02d} {kept}"[:SHEET_NAME].strip()
