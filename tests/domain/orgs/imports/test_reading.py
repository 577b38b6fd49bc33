"""What a roster may look like and still be understood."""

from datetime import date, datetime

import pytest

from taizhang.domain.orgs.imports import headings, workbooks
from taizhang.domain.orgs.imports.divisions import division
from taizhang.domain.orgs.imports.ethnicities import CODES, ETHNICITIES
from taizhang.domain.orgs.imports.rows import read
from taizhang.domain.orgs.kinds import Category, Kind
from tests.domain.orgs.imports.offering import BORN, TITLES, member, numbers, offer, sheet, workbook
from tests.factories.orgs import DAY, id_number

ROW = member(1)


def said(file, tmp_path):
    """What the rows of a workbook say."""
    path = tmp_path / "roster.xlsx"
    path.write_bytes(file.getvalue())
    roster = read(path, DAY, fictional=True)
    assert roster.faults == []
    return [row.said for row in roster.rows]


@pytest.mark.parametrize(
    "cell",
    [
        date(2005, 7, 1),
        datetime(2005, 7, 1),
        "2005-07-01",
        "2005/7/1",
        "2005.7.1",
        "2005年7月1日",
        "20050701",
        20050701.0,
        " 2005-07-01 00:00:00 ",
    ],
)
def test_a_day_is_read_however_it_is_written(cell, tmp_path):
    (row,) = said(workbook(member(1, joined_on=cell)), tmp_path)
    assert row["joined_on"] == date(2005, 7, 1)


def test_numbers_are_read_as_what_was_typed(tmp_path):
    (row,) = said(workbook(member(1, phone=12900000001.0, branch_code=410103001001.0, registration=1.0)), tmp_path)
    assert (row["phone"], row["branch_code"], row["registration"]) == ("12900000001", "410103001001", "normal")


def test_an_identity_number_survives_as_text_with_a_small_x_and_spaces(tmp_path):
    number = next(n for serial in range(99) if (n := id_number(serial, BORN)).endswith("X"))
    (row,) = said(workbook(member(1, id_number=f" {number.lower()} ")), tmp_path)
    assert row["id_number"].number == number


def test_a_name_loses_the_space_that_aligns_it(tmp_path):
    (row,) = said(workbook(member(1, name="李　明")), tmp_path)
    assert row["name"] == "李明"


def test_other_words_for_a_heading_are_understood(tmp_path):
    heads = ["*姓  名", "身份证号（18位）", "所在支部", "入党时间", "手机"]
    (row,) = said(sheet([heads, ["李明", id_number(1), "汇金社区第一支部", "2005.7.1", "12900000001"]]), tmp_path)
    assert row.keys() == {"name", "id_number", "branch", "joined_on", "phone"}


def test_a_title_above_merged_cells_and_blank_rows_do_not_matter(tmp_path):
    row = [ROW.get(heading.key, "") for heading in headings.HEADINGS]
    file = sheet([["党员名册"], [], TITLES, [], row, [], [""]], merge="A1:F1")
    assert len(said(file, tmp_path)) == 1


def test_headings_that_mean_nothing_are_named_and_a_second_sheet_is_not_read(cast):
    keys = [heading.key for heading in headings.HEADINGS]
    rows = [["序号", *TITLES, "备注"], [1, *(ROW.get(key, "") for key in keys), "无"]]
    seen = offer(sheet(rows, further=["Sheet2"]))
    assert numbers(seen.run) == (1, 0, 0, 0)
    assert any("党员名册" in note for note in seen.notes)
    assert any("序号、备注" in note for note in seen.notes)


def test_the_empty_template_is_a_roster_once_it_is_filled(tmp_path, cast):
    import openpyxl

    path = tmp_path / "template.xlsx"
    with path.open("wb") as file:
        workbooks.template(file)
    book = openpyxl.load_workbook(path)
    offered = [heading for heading in headings.HEADINGS if heading.offered]
    assert [cell.value for cell in book.worksheets[0][1]] == [heading.title for heading in offered]
    assert [cell.value for cell in book.worksheets[1][2]] == [heading.filled for heading in offered]
    assert book.worksheets[0].column_dimensions["B"].width > 10
    for place, heading in enumerate(offered, start=1):
        book.worksheets[0].cell(2, place, ROW.get(heading.key))
    book.save(path)
    with path.open("rb") as file:
        seen = offer(file)
    assert (numbers(seen.run), seen.notes) == ((1, 0, 0, 0), ())


def test_the_sixteen_items_of_the_national_record_have_headings():
    items = "姓名 公民身份号码 性别 民族 出生日期 学历 人员类别 所在党支部 入党日期 转正日期 工作岗位 手机号码 家庭住址"
    assert {*items.split(), "党籍状态", "是否失联", "是否流动"} <= {
        heading.title for heading in headings.HEADINGS if heading.offered
    }


def test_fifty_six_groups_have_their_codes():
    assert len([code for code in ETHNICITIES if code < "57"]) == 56
    assert (CODES["汉族"], CODES["回"], CODES["满族"], CODES["基诺族"], CODES["11"]) == ("01", "03", "11", "56", "11")


@pytest.mark.parametrize(
    ("name", "kind", "rural", "expected"),
    [
        ("二七区", Kind.DISTRICT, False, ("二七区委", "二七区", Category.OFFICE)),
        ("五里堡街道", Kind.STREET, False, ("五里堡街道党工委", "五里堡街道", Category.COMMUNITY)),
        ("马寨镇", Kind.STREET, False, ("马寨镇党委", "马寨镇", Category.RURAL)),
        ("侯寨乡", Kind.STREET, False, ("侯寨乡党委", "侯寨乡", Category.RURAL)),
        ("汇金社区居民委员会", Kind.COMMUNITY, False, ("汇金社区党委", "汇金社区", Category.COMMUNITY)),
        ("幸福社区居民委员会", Kind.COMMUNITY, True, ("幸福社区党委", "幸福社区", Category.RURAL)),
        ("张寨村委会", Kind.COMMUNITY, False, ("张寨村党委", "张寨村", Category.RURAL)),
        ("张寨村村委会", Kind.COMMUNITY, False, ("张寨村党委", "张寨村", Category.RURAL)),
        ("张寨村民委员会", Kind.COMMUNITY, False, ("张寨村党委", "张寨村", Category.RURAL)),
    ],
)
def test_a_division_is_named_as_the_organisation_in_it(name, kind, rural, expected):
    made = division(name, kind, rural=rural)
    assert (made.name, made.short_name, made.category, made.kind) == (*expected, kind)
