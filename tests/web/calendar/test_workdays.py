"""Working days are seen by whoever has duties, changed by the district office, with a preview and an undo."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.domain.orgs.calendar import seed_calendar
from taizhang.domain.orgs.models import CalendarChange, CalendarDay
from tests.factories.orgs import SEED

CHANGES = "/calendar/workdays/changes/"
GIVEN = {"source": "国办发明电〔2017〕12号", "because": "按通知"}


def said(response) -> str:
    return response.content.decode()


@pytest.fixture
def officer(signed_in):
    return signed_in("district_officer")


def test_a_year_is_listed_with_words_and_sources(signed_in):
    seed_calendar(first_year=2018, last_year=2018, by=SEED)
    page = said(signed_in("secretary").get("/calendar/workdays/?year=2018"))
    assert "劳动节" in page
    assert "国务院办公厅关于2018年部分节假日安排的通知" in page
    assert "尚未公布" in page  # 2027
    assert CHANGES not in page


def test_a_published_year_is_entered_and_one_not_published_is_offered_for_typing(officer):
    assert "录入已公布的安排" in said(officer.get("/calendar/workdays/?year=2019"))
    assert officer.post("/calendar/workdays/loading/", {"year": 2019}).status_code == 303
    assert CalendarDay.objects.filter(day__year=2019).exists()
    assert "尚未公布" in said(officer.get("/calendar/workdays/?year=2027"))
    assert officer.post("/calendar/workdays/loading/", {"year": 2027}).status_code in {303, 422}
    assert not CalendarDay.objects.filter(day__year=2027).exists()


@pytest.mark.parametrize("year", ["x", "99999999", "1", "-5", "２０１８"])
def test_an_impossible_year_is_refused_in_words(officer, year):
    assert officer.get("/calendar/workdays/", {"year": year}).status_code == 422


def test_a_preview_changes_nothing_and_the_change_is_undone(officer):
    typed = {**GIVEN, "lines": "2018-06-18 休 端午节\n2018-06-16 上班 端午节"}
    look = said(officer.post(CHANGES, {**typed, "preview": "1"}))
    assert "2018年6月18日" in look
    assert "没有任务的到期日因此变动" in look
    assert not CalendarDay.objects.exists()
    assert officer.post(CHANGES, typed).status_code == 303
    change = CalendarChange.objects.get()
    page = said(officer.get("/calendar/workdays/?year=2018"))
    assert f"{CHANGES}{change.pk}/undoing/" in page
    assert officer.post(f"{CHANGES}{change.pk}/undoing/").status_code == 303
    assert not CalendarDay.objects.exists()
    assert officer.post(f"{CHANGES}{change.pk}/undoing/").status_code == 303  # back, with the sentence why not
    assert CalendarChange.objects.count() == 2


def test_lines_that_cannot_be_read_are_told_and_stay(officer):
    answer = officer.post(CHANGES, {**GIVEN, "lines": "2018-06-18 休 端午节\n明天 休 <b>"})
    assert answer.status_code == 422
    assert "第2行" in said(answer)
    assert "<b>" not in said(answer).split("<main")[1].split("textarea")[1]
    assert not CalendarDay.objects.exists()


def test_a_sheet_is_shown_as_lines_before_anything_changes(officer):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["日期", "休/班", "名称"])
    sheet.write_datetime(1, 0, date(2018, 6, 18), day)
    sheet.write_row(1, 1, ["休", "=端午节"])
    book.close()
    sent = SimpleUploadedFile("假日.xlsx", file.getvalue())
    answer = officer.post(CHANGES, {**GIVEN, "lines": "", "file": sent})
    assert answer.status_code == 200
    assert "2018-06-18\t休" in said(answer)
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html>", b"\xd0\xcf\x11\xe0 old"])
def test_a_file_that_is_no_workbook_is_refused_in_words(officer, content):
    answer = officer.post(CHANGES, {**GIVEN, "lines": "", "file": SimpleUploadedFile("假日.xlsx", content)})
    assert answer.status_code == 422
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("part", ["secretary", "street_officer", "leader", "member"])
def test_nobody_else_changes_them(signed_in, part):
    browser = signed_in(part)
    for address in (CHANGES, "/calendar/workdays/loading/"):
        assert browser.post(address, {**GIVEN, "lines": "2018-06-18 休 端午节"}).status_code == 403
    assert not CalendarDay.objects.exists()
