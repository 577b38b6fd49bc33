"""What was refused comes back as a sheet to correct and send again."""

import io

import openpyxl
import pytest

from taizhang.domain.orgs.imports import workbooks
from tests.domain.orgs.imports.offering import BORN, TITLES, divisions, member, numbers, offer, workbook
from tests.factories.orgs import id_number

pytestmark = pytest.mark.usefixtures("cast")


def corrections(run) -> io.BytesIO:
    file = io.BytesIO()
    workbooks.corrections(run, file)
    file.seek(0)
    return file


def test_every_row_comes_back_with_what_is_wrong_beside_it():
    run = offer(workbook(member(1), member(2, name="", phone="1"))).run
    sheet = openpyxl.load_workbook(corrections(run)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [*TITLES, "错误说明"]
    assert sheet.cell(2, len(TITLES) + 1).value is None
    told = sheet.cell(3, len(TITLES) + 1).value
    assert "姓名: The name is missing." in told and "手机号码: " in told
    assert (sheet["B2"].value, sheet["B2"].data_type, sheet["B2"].number_format) == (id_number(1, BORN), "s", "@")
    assert sheet["I2"].value.date().isoformat() == "2005-07-01"


def test_the_sheet_can_be_corrected_and_sent_again():
    run = offer(workbook(member(1), member(2, name=""))).run
    book = openpyxl.load_workbook(corrections(run))
    book.worksheets[0]["A3"] = "赵小乙"
    again = io.BytesIO()
    book.save(again)
    again.seek(0)
    seen = offer(again)
    assert (numbers(seen.run), seen.notes) == ((2, 0, 0, 0), ())


def test_a_sheet_that_is_still_wrong_has_one_column_of_faults():
    run = offer(corrections(offer(workbook(member(1, name=""))).run)).run
    sheet = openpyxl.load_workbook(corrections(run)).worksheets[0]
    assert [cell.value for cell in sheet[1]].count("错误说明") == 1


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
def test_no_text_of_a_stranger_calculates_and_it_survives_the_round(text):
    run = offer(workbook(member(1, name="", job=text))).run
    sheet = openpyxl.load_workbook(corrections(run)).worksheets[0]
    cell = sheet.cell(2, TITLES.index("工作岗位") + 1)
    assert (cell.value, cell.data_type) == (f"'{text}", "s")
    book = openpyxl.load_workbook(corrections(run))
    book.worksheets[0]["A2"] = "赵小甲"
    again = io.BytesIO()
    book.save(again)
    again.seek(0)
    (row,) = offer(again).reading.rows
    assert row.said["job"] == text


def test_divisions_come_back_as_the_kind_of_file_they_were():
    run = offer(divisions("410103099,新街道,410199,street", "410103098,=甲,410103,street"), "divisions").run
    text = corrections(run).getvalue().decode("utf-8-sig").splitlines()
    assert text[0] == "code,name,parent_code,level,错误说明"
    assert "410199" in text[1] and "no organisation" in text[1]
    assert text[2].startswith("410103098,'=甲,410103,street,")
    seen = offer(corrections(run), "divisions")
    assert [each["row"] for each in seen.run.refused] == [2] and seen.notes == ()
