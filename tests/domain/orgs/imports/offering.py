"""Rosters and lists of divisions as somebody would offer them."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from taizhang.domain.orgs.imports import applying, runs
from taizhang.domain.orgs.imports.faults import Everywhere, Where
from taizhang.domain.orgs.imports.headings import HEADINGS
from taizhang.domain.orgs.imports.runs import Preview
from taizhang.domain.orgs.models import ImportRun
from tests.factories.orgs import SEED, id_number

TITLES = [heading.title for heading in HEADINGS]
BORN = date(1980, 2, 29)


def member(serial: int, **cells: Any) -> dict[str, Any]:
    """A sound row of a roster by item; the serial makes the identity number."""
    row = {
        "name": f"赵小{'甲乙丙丁戊己庚辛壬癸'[serial % 10]}",
        "id_number": id_number(serial, BORN),
        "ethnicity": "汉族",
        "education": "大学本科",
        "standing": "正式党员",
        "branch": "汇金社区第一支部",
        "joined_on": date(2005, 7, 1),
        "confirmed_on": date(2006, 7, 1),
        "job": "社区工作者",
        "phone": f"129{serial:08d}",
        "address": f"淮河路街道某小区{serial}号",
    }
    return {**row, **cells}


def workbook(*members: dict[str, Any], **more: Any) -> io.BytesIO:
    """A roster with every heading; see `sheet`."""
    keys = [heading.key for heading in HEADINGS]
    return sheet([TITLES, *([row.get(key, "") for key in keys] for row in members)], **more)


def sheet(rows: Sequence[Sequence[Any]], further: Sequence[str] = (), merge: str = "") -> io.BytesIO:
    """A workbook whose first sheet holds these rows; texts stay texts, days become days."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    first = book.add_worksheet("党员名册")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell != "":
                (first.write_string if isinstance(cell, str) else first.write)(number, place, cell)
    if merge:
        first.merge_range(merge, "党员名册")
    for name in further:
        book.add_worksheet(name).write_string(0, 0, "另一张表")
    book.close()
    file.seek(0)
    return file


def divisions(*rows: str, head: str = "code,name,parent_code,level") -> io.BytesIO:
    """A list of divisions."""
    return io.BytesIO("\r\n".join((head, *rows, "")).encode())


def offer(file: io.BytesIO, kind: str = "people", where: Where | None = None, **more: Any) -> Preview:
    """The preview of a file in a demonstration, by the system unless told otherwise."""
    given = {"by": SEED, "fictional": True, "name": "名册.xlsx", **more}
    return runs.preview(kind=kind, file=file, where=where or Everywhere(), **given)


def take(file: io.BytesIO, kind: str = "people", where: Where | None = None, **more: Any) -> ImportRun:
    """Preview and apply a file."""
    run = offer(file, kind, where, **more).run
    return applying.apply(run=run, where=where or Everywhere(), by=more.get("by", SEED), fictional=True)


def numbers(run: ImportRun) -> tuple[int, int, int, int]:
    """How many rows are added, changed, unchanged, and how many faults are told."""
    return run.added, run.changed, run.unchanged, len(run.refused)
