"""Files that are no rosters: each refused in a sentence, and nothing of them kept."""

import io
import os
import resource
import zipfile

import pytest

from taizhang.domain.orgs.imports import guards
from taizhang.domain.orgs.models import ImportRun
from tests.domain.orgs.imports.offering import TITLES, divisions, member, offer, sheet, workbook
from tests.domain.refusals import refused

pytestmark = pytest.mark.usefixtures("cast")
PARTS = ("[Content_Types].xml", "xl/workbook.xml")


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def repacked(file: io.BytesIO, **changed: bytes) -> io.BytesIO:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({**parts, **{name.replace("__", "/").replace("_xml", ".xml"): c for name, c in changed.items()}})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xd8\xff\xe0", "picture"),
        ("姓名,公民身份号码\n赵,1\n".encode(), "plain text"),
        (b"<html><table></table></html>", "web page"),
        (b"\x7fELF\0\0", "binary"),
    ],
)
def test_a_file_of_another_kind_is_refused_whatever_its_name(content, kind, files):
    with refused("imports.no-workbook") as refusal:
        offer(io.BytesIO(content), name="名册.xlsx")
    assert kind in refusal.value.sentence()
    assert list(files.iterdir()) == [] and not ImportRun.objects.exists()


def test_a_packed_file_of_another_kind_is_refused():
    with refused("imports.no-workbook"):
        offer(packed({"[Content_Types].xml": b"", "word/document.xml": b""}))


def test_a_damaged_workbook_is_refused():
    whole = workbook(member(1)).getvalue()
    with refused("imports.no-workbook"):
        offer(io.BytesIO(whole[: len(whole) // 2]))
    with refused("imports.damaged"):
        offer(repacked(workbook(member(1)), xl__worksheets__sheet1_xml=b"<worksheet><sheetData><row r='1'><c"))


@pytest.mark.parametrize("mark", ["xl/vbaProject.bin", "content type"])
def test_a_workbook_with_macros_is_refused(mark):
    if mark == "content type":
        types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
        file = packed({"[Content_Types].xml": types, "xl/workbook.xml": b""})
    else:
        file = packed({**dict.fromkeys(PARTS, b""), mark: b"Sub AutoOpen()"})
    with refused("imports.macros"):
        offer(file)


def test_a_workbook_that_unpacks_to_far_more_than_it_is_refused():
    with refused("imports.bomb"):
        offer(packed({**dict.fromkeys(PARTS, b""), "xl/worksheets/sheet1.xml": b"0" * (guards.SMALL + 1)}))


def test_a_workbook_of_thousands_of_parts_is_refused():
    with refused("imports.bomb"):
        offer(packed(dict.fromkeys([*PARTS, *map(str, range(guards.MOST_PARTS))], b"")))


def test_a_workbook_that_lies_about_its_size_is_refused():
    raw = bytearray(packed({**dict.fromkeys(PARTS, b""), "xl/worksheets/sheet1.xml": b"x" * 5000}).getvalue())
    place = raw.rindex(b"PK\x01\x02")  # the last part of the directory
    raw[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with refused("imports.no-workbook"):
        offer(io.BytesIO(bytes(raw)))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("XFD1048576", "imports.columns"),
        ("B1048576", "imports.rows"),
        ("DA7", "imports.columns"),
        ("A50002", "imports.rows"),
    ],
)
def test_a_cell_far_out_is_refused_before_anything_reserves_room_for_it(cell, code):
    far = f'<worksheet><sheetData><row r="1"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'
    with refused(code):
        offer(repacked(workbook(member(1)), xl__worksheets__sheet1_xml=far.encode()))


def test_fifty_megabytes_are_the_most(files):
    with refused("imports.bytes"):
        offer(io.BytesIO(os.urandom(1024) * (50 * 1024 + 1)))
    assert list(files.iterdir()) == []


def test_a_hundred_thousand_rows_are_refused_with_the_remedy():
    rows = [TITLES, *([["赵", "1"]] * 100_000)]
    with refused("imports.rows") as refusal:
        offer(sheet(rows))
    assert "50,000" in refusal.value.sentence() and "street" in refusal.value.sentence()


def test_a_hundred_thousand_lines_of_divisions_are_refused():
    with refused("imports.rows"):
        offer(divisions(*["410103001,甲街道,410103,street"] * 100_000), "divisions")


@pytest.mark.parametrize("file", [io.BytesIO(), sheet([]), sheet([TITLES]), sheet([TITLES, ["", " "]])])
def test_a_file_without_rows_is_refused(file):
    file.seek(0)
    with refused("imports.empty"):
        offer(file)


def test_a_sheet_without_the_headings_names_those_that_miss():
    with refused("imports.headings") as refusal:
        offer(sheet([["姓名", "学历"], ["赵", "大学"]]))
    assert "公民身份号码" in refusal.value.sentence() and "所在党支部" in refusal.value.sentence()


def test_two_columns_that_mean_the_same_are_refused():
    with refused("imports.heading-twice"):
        offer(sheet([[*TITLES, "身份证号"], ["赵"]]))


def test_a_full_disk_is_a_sentence_and_leaves_no_part_of_the_file(files):
    file = workbook(*(member(serial) for serial in range(40)))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))  # a disk that takes four kilobytes more
    try:
        with refused("imports.not-stored"):
            offer(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(files.iterdir()) == []


def test_a_kind_of_file_that_does_not_exist_is_refused():
    with refused("imports.kind"):
        offer(workbook(member(1)), "duties")


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"x" * 99, b"%PDF-1.7\n", b"a,b\0c\n", b"<table>"])
def test_divisions_are_text(content):
    with refused("imports.no-csv"):
        offer(io.BytesIO(content), "divisions")


def test_divisions_need_their_headings():
    with refused("imports.division-headings"):
        offer(divisions("410103,二七区", head="code,name"), "divisions")


def test_an_old_encoding_of_chinese_is_read():
    text = "代码,名称,上级代码,级别\r\n410103,二七区,4101,county\r\n410103999,新街道,410103,街道\r\n"
    seen = offer(io.BytesIO(text.encode("gb18030")), "divisions")
    assert [each["name"] for each in seen.samples["added"]] == ["新街道党工委"]


@pytest.mark.parametrize("spelling", ["r='XFD1'", 'r = "XFD1"', 'r= "XFD1"', "r\n=\n'XFD1'"])
def test_a_cell_far_out_is_refused_however_its_place_is_spelled(spelling):
    far = f"<worksheet><sheetData><row><c {spelling}><v>1</v></c></row></sheetData></worksheet>"
    with refused("imports.columns"):
        offer(repacked(workbook(member(1)), xl__worksheets__sheet1_xml=far.encode()))
