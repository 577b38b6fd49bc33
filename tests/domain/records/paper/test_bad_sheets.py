"""Filled sheets that cannot be taken in: each a sentence with file, sheet or cell, and nothing recorded."""

import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest

from taizhang.domain.orgs.imports.faults import Everywhere
from taizhang.domain.records.actions import paper
from taizhang.domain.records.models import Activity, PaperUpload
from taizhang.domain.records.paper.booklet import single
from taizhang.kernel.periods import Period
from tests.domain.records.paper.filling import Hand, book_of, booklet, sent
from tests.domain.refusals import refused
from tests.factories import records as made
from tests.factories.records import Upload

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 16)


class Nowhere:
    """Somebody who may enter for nobody."""

    def covers(self, path: str) -> bool:
        return False


@pytest.fixture
def branch(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return made.branch(9)


@pytest.fixture
def filled(branch):
    """A theme day as typed, and its hand."""
    book = book_of(single(branch.place, ["L05"], DAY))
    hand = Hand(book.worksheets[0])
    hand.put("议题1", "学习党的十九大精神")
    return book, hand


def offer(branch, *books, where=None, name="表.xlsx"):
    uploads = [each if isinstance(each, Upload) else sent(each, name) for each in books]
    return paper.offer(uploads=uploads, where=where or Everywhere(), by=branch.recorder)


def fault(branch, book, **more) -> tuple[str, str]:
    """The one thing that is wrong, with its cell; and that nothing of the upload can be entered."""
    upload = offer(branch, book, **more)
    [sheet] = upload.seen
    [wrong] = sheet["wrong"]
    with refused("paper.wrong"):
        paper.enter(upload=upload, where=more.get("where") or Everywhere(), by=branch.recorder)
    assert not Activity.objects.exists()
    return wrong["cell"], wrong["said"]


def identity(book, **changes) -> None:
    """Tamper with the hidden cell."""
    cell = book.worksheets[0]["A1"]
    mark, _space, rest = cell.value.partition(" ")
    cell.value = f"{mark} {json.dumps({**json.loads(rest), **changes}, ensure_ascii=False)}"


def test_the_same_workbook_twice_records_nothing_twice(branch, filled):
    book, _hand = filled
    for _time in range(3):
        upload = paper.enter(upload=offer(branch, book), where=Everywhere(), by=branch.recorder)
    assert Activity.objects.count() == 1 and upload.records == []


def test_a_copy_of_a_used_sheet_is_no_sheet_of_another_gathering(branch, filled):
    book, hand = filled
    paper.enter(upload=offer(branch, book), where=Everywhere(), by=branch.recorder)
    hand.put("日期", date(2018, 5, 15))
    [wrong] = offer(branch, book).seen[0]["wrong"]
    assert "已用于 2018-05-16" in wrong["said"] and Activity.objects.count() == 1


def test_a_sheet_copied_in_one_upload_is_refused_in_both_places(branch, filled):
    book, _hand = filled
    upload = offer(branch, book, book)
    assert [each["becomes"] for each in upload.seen] == ["wrong", "wrong"]


def test_a_sheet_of_another_branch_is_refused_by_name_of_its_code(branch, filled):
    assert "B1" in fault(branch, filled[0], where=Nowhere())[1]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"organization": "B9"}, "B9"),
        ({"organization": "' OR 1=1"}, "不能为它录入"),
        ({"pack": "erqi-2018 v9"}, "erqi-2018 v9"),
        ({"institutions": ["L99"]}, "L99"),
        ({"institutions": []}, "制度包中没有"),
    ],
)
def test_a_forged_identity_is_refused_in_words(branch, filled, changes, words):
    identity(filled[0], **changes)
    assert words in fault(branch, filled[0])[1]


@pytest.mark.parametrize("changes", [{"key": "x"}, {"form": 2}, {"given": 3}, {"people": "many"}, {"duties": ["x"]}])
def test_an_identity_that_cannot_be_read_is_refused(branch, filled, changes):
    identity(filled[0], **changes)
    with refused("paper.identity"):
        offer(branch, filled[0])
    assert not PaperUpload.objects.exists()


def test_the_record_of_another_organisation_is_never_written_over(branch, filled):
    other = made.branch(5, code="B2", street=branch.street).submit()
    identity(filled[0], key=str(other.pk))
    upload = offer(branch, filled[0])
    assert "其他组织" in upload.seen[0]["wrong"][0]["said"]


@pytest.mark.parametrize(
    ("where", "value", "words"),
    [
        ("日期", "三月", "三月"),
        ("日期", "2118-05-16", "2118"),
        ("日期", date(2018, 6, 1), "2018-06-01"),
        ("日期", None, "没有写明"),
        ("开始时间", "25:00", "15:00"),
        ("主持人", "张三", "张三"),
        ("主题党日", "也许", "也许"),
    ],
)
def test_what_stands_in_a_box_is_told_with_its_cell(branch, filled, where, value, words):
    book, hand = filled
    row, column = hand.find(where)
    right = 5 if where == "主题党日" else 1
    hand.put(where, value, right=right)
    cell, said = fault(branch, book)
    assert words in said and cell == hand.sheet.cell(row, column + right).coordinate


def test_votes_that_do_not_add_up_are_told(branch):
    book = book_of(single(branch.place, ["L01"], DAY))
    hand = Hand(book.worksheets[0])
    hand.below("表决事项", "接收预备党员")
    hand.below("赞成票", 15)
    cell, said = fault(branch, book)
    assert cell.startswith("D") and "15" in said
    hand.below("赞成票", "多数")
    assert "多数" in offer(branch, book).seen[0]["wrong"][0]["said"]


def test_a_name_written_over_is_refused(branch, filled):
    book, hand = filled
    row, column = hand.find("B1党员3")
    hand.sheet.cell(row, column).value = "张三"
    assert "B1党员3" in fault(branch, book)[1]


@pytest.mark.parametrize("spoil", ["delete", "key", "twice", "merge", "seats", "far"])
def test_a_rebuilt_sheet_is_refused(branch, filled, spoil):
    book, hand = filled
    sheet, (row, column) = hand.sheet, hand.find("B1党员0", nth=2)
    if spoil == "delete":
        sheet.delete_rows(row)
    elif spoil == "key":
        sheet.cell(row, 1).value = "boxes 1"
    elif spoil == "twice":
        sheet.cell(row + 1, 1).value = sheet.cell(row, 1).value
    elif spoil == "merge":
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + 1, end_column=column)
    elif spoil == "seats":
        sheet.cell(row, 1).value = "people x"
    else:
        sheet.cell(3000, 2).value = "远"
    with refused("paper.structure"):
        offer(branch, book)
    assert not PaperUpload.objects.exists()


def test_what_is_written_beside_the_boxes_would_be_lost_and_is_refused(branch, filled):
    book, hand = filled
    hand.sheet.cell(12, 11).value = "请假三人"
    with refused("paper.outside") as refusal:
        offer(branch, book)
    assert "K12" in refusal.value.sentence()


def test_a_formula_is_refused_with_its_cell(branch, filled):
    book, hand = filled
    row, column = hand.find("议题1")
    hand.sheet.cell(row, column + 1).value = '=HYPERLINK("http://x")'
    with refused("paper.formula") as refusal:
        offer(branch, book)
    assert f"C{row}" in refusal.value.sentence()


def test_a_sheet_of_somebody_elses_making_is_refused_by_name(branch, filled):
    book, _hand = filled
    book.create_sheet("我的笔记")["B2"] = "……"
    with refused("paper.not-ours") as refusal:
        offer(branch, book)
    assert "我的笔记" in refusal.value.sentence()


def test_an_empty_sheet_more_does_no_harm(branch, filled):
    book, _hand = filled
    book.create_sheet("Sheet2")
    assert [each["becomes"] for each in offer(branch, book).seen] == ["new"]


def test_a_booklet_of_which_one_sheet_is_filled_leaves_the_others_out(branch):
    blanks = booklet(branch.place, Period.parse("2018-M05"), DAY)
    book = book_of(*blanks)
    hand = Hand(book.worksheets[0])
    hand.put("日期", DAY)
    becomes = [each["becomes"] for each in offer(branch, book).seen]
    assert becomes == ["new", *["empty"] * (len(blanks) - 1)] and len(blanks) > 1


def test_one_wrong_sheet_keeps_the_others_of_the_upload_out_too(branch, filled):
    wrong = book_of(single(branch.place, ["L02"], DAY))
    Hand(wrong.worksheets[0]).put("日期", "昨天")
    upload = offer(branch, filled[0], wrong)
    with refused("paper.wrong"):
        paper.enter(upload=upload, where=Everywhere(), by=branch.recorder)
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\n", "imports.no-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "imports.no-workbook"),
        (b"", "evidence.empty"),
        (b"PK\x03\x04 broken", "imports.no-workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(branch, content, code):
    with refused(code):
        offer(branch, Upload("表.xlsx", content))
    assert not PaperUpload.objects.exists()


def test_macros_and_bombs_are_refused(branch, filled):
    parts = unpacked(sent(filled[0]).content)
    with refused("imports.macros"):
        offer(branch, Upload("表.xlsm", packed({**parts, "xl/vbaProject.bin": b"x"})))
    bomb = b"<sst>" + b" " * (80 * 1024 * 1024) + b"</sst>"
    with refused("imports.bomb"):
        offer(branch, Upload("表.xlsx", packed({**parts, "xl/sharedStrings.xml": bomb})))
    assert not PaperUpload.objects.exists()


def test_too_much_at_once_is_refused(branch, filled):
    book, _hand = filled
    with refused("paper.too-many"):
        offer(branch, *[book] * 21)
    with refused("paper.bytes"):
        offer(branch, Upload("表.xlsx", b"x" * (5 * 1024 * 1024 + 1)))


def test_signs_nobody_sees_and_formula_texts_are_harmless(branch, filled):
    book, hand = filled
    hand.put("议题1", "学习\u202e\u200b报告")
    hand.put("地点", "'=1+1")
    upload = paper.enter(upload=offer(branch, book), where=Everywhere(), by=branch.recorder)
    record = Activity.objects.get(pk=upload.records[0])
    assert record.topics == ["学习报告"] and record.place == "=1+1"


def test_a_name_of_a_branch_that_looks_like_a_formula_is_no_formula(branch):
    branch.place.name = "=CMD|1"
    book = book_of(single(branch.place, ["L05"], DAY))
    assert book.worksheets[0]["B3"].data_type == "s"


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_the_workbook_opens_with_its_choices_and_its_protection(branch):
    book = book_of(single(branch.place, ["L05"], DAY))
    sheet = book.worksheets[0]
    assert sheet.protection.sheet and sheet.column_dimensions["A"].hidden
    assert any("病假" in each.formula1 for each in sheet.data_validations.dataValidation)
    assert isinstance(book, openpyxl.Workbook) and sheet.page_setup.paperSize == 9
