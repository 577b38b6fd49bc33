"""Who may print and send what, and what the pages say on the way."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.domain.burden.models import Effort
from taizhang.domain.duties.models import Duty
from taizhang.domain.notices.models import Notice
from taizhang.domain.records.models import Activity, PaperUpload
from tests.domain.records.paper.filling import Hand


def words(client, url, **more):
    return client.get(url, **more).content.decode()


MAY = "/paper/sheets/?organization=HJ1&period=2018-M05"


def workbook(client, url: str = MAY) -> openpyxl.Workbook:
    response = client.get(f"{url}&format=xlsx")
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def filled(book: openpyxl.Workbook, day: date = date(2018, 5, 16)) -> openpyxl.Workbook:
    hand = Hand(book.worksheets[0])
    hand.put("日期", day)
    hand.put("议题1", "学习党的十九大精神")
    return book


def send(client, book: openpyxl.Workbook, name: str = "五月.xlsx"):
    file = io.BytesIO()
    book.save(file)
    return client.post("/paper/", {"file": SimpleUploadedFile(name, file.getvalue())})


def test_whoever_may_not_enter_is_told_who_may(cast, signed_in):
    for part in ("leader", "district_officer", "system_admin", "member"):
        response = signed_in(part).get("/paper/")
        assert response.status_code == 403 and "支部书记" in response.content.decode()


def test_a_secretary_comes_straight_to_the_sheets_of_the_own_branch(cast, signed_in):
    client = signed_in("secretary")
    assert client.get("/paper/").url == "/paper/?organization=HJ1"
    page = words(client, "/paper/?organization=HJ1")
    assert "主题党日" in page and "支委会" in page and "/paper/sheets/?organization=HJ1&amp;period=2018-M05" in page


def test_the_street_chooses_among_its_branches_and_no_others(cast, signed_in):
    client = signed_in("street_officer")
    page = words(client, "/paper/")
    assert "汇金社区第一支部" in page and "区教育局机关支部" not in page
    assert client.get("/paper/?organization=JYJ1").status_code == 404
    assert client.get("/paper/sheets/?organization=JYJ1&institutions=L05").status_code == 404


def test_a_printed_sheet_has_the_roll_the_rule_and_the_arithmetic(cast, signed_in):
    page = words(signed_in("secretary"), "/paper/sheets/?organization=HJ1&institutions=L01&day=2018-05-18")
    assert "周建华" in page and "支部党员大会一般每季度召开一次" in page and "至少到会" in page and "×" in page
    assert "2018年5月18日" in page


def test_the_path_from_the_workbook_to_the_record(cast, signed_in):
    client = signed_in("secretary")
    response = send(client, filled(workbook(client)))
    upload = PaperUpload.objects.get()
    assert (response.status_code, response.url) == (303, f"/paper/uploads/{upload.pk}/")
    page = words(client, response.url)
    assert "将成为新记录" in page and "完成：主题党日，2018年5月" in page and not Activity.objects.exists()
    response = client.post(f"/paper/uploads/{upload.pk}/records/", follow=True)
    assert "已提交 1 条记录" in response.content.decode()
    record = Activity.objects.get()
    assert record.organization == cast.first and record.held_on == date(2018, 5, 16) and not record.late
    assert PaperUpload.objects.get().sheets == []
    effort = Effort.objects.get(organization=cast.first)
    assert (effort.times, effort.inputs) == (1, 2)
    again = client.post(f"/paper/uploads/{upload.pk}/records/", follow=True)
    assert "没有重复记录" in again.content.decode() and Activity.objects.count() == 1
    assert Effort.objects.get(organization=cast.first).times == 1


def test_the_street_enters_for_a_branch_which_is_told_and_another_officer_reviews(cast, signed_in):
    client = signed_in("street_officer")
    response = send(client, filled(workbook(client)))
    client.post(f"{response.url}records/")
    record = Activity.objects.select_related("submission").get()
    assert record.recorded_by_id == cast.street_officer.person_id
    told = Notice.objects.filter(kind="paper-entered").values_list("person_id", flat=True)
    assert set(told) == {cast.secretary.person_id, cast.recorder.person_id}
    assert "赵敏" in words(signed_in("secretary"), "/notices/")
    client.post(f"/reviews/{record.submission_id}/approval/")
    assert Activity.objects.approved().count() == 0
    signed_in("district_officer").post(f"/reviews/{record.submission_id}/approval/")
    assert Activity.objects.approved().count() == 1
    assert Duty.objects.filter(organization=cast.first, institution="L05", fulfilment__isnull=False).exists()


def test_what_somebody_sent_is_seen_and_entered_by_nobody_else(cast, signed_in):
    client = signed_in("secretary")
    url = send(client, filled(workbook(client))).url
    for part in ("recorder", "street_officer", "other_secretary"):
        other = signed_in(part)
        assert other.get(url).status_code == 404
        assert other.get(f"{url}corrections/").status_code == 404
        assert other.post(f"{url}records/").status_code == 404
        assert other.post(f"{url}removal/").status_code == 404
    assert not Activity.objects.exists()


def test_sheets_are_given_up_without_a_trace_of_what_stood_in_them(cast, signed_in):
    client = signed_in("secretary")
    url = send(client, filled(workbook(client))).url
    assert client.post(f"{url}removal/").url == "/paper/"
    assert PaperUpload.objects.get().sheets == [] and not Activity.objects.exists()
    assert "已放弃" in words(client, "/paper/?organization=HJ1")
    client.post(f"{url}records/")
    assert not Activity.objects.exists()


def test_a_wrong_sheet_is_told_with_its_cell_and_comes_back_to_correct(cast, signed_in):
    client = signed_in("secretary")
    book = filled(workbook(client), day=date(2018, 6, 1))
    Hand(book.worksheets[0]).put("开始时间", "下午三点")
    url = send(client, book).url
    page = words(client, url)
    assert "待更正" in page and "2018-06-01" in page and f"{url}records/" not in page
    client.post(f"{url}records/")
    assert not Activity.objects.exists()
    response = client.get(f"{url}corrections/")
    back = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    hand = Hand(back.worksheets[0])
    row, _column = hand.find("日期")
    assert "2018-06-01" in back.worksheets[0].cell(row, 8).value
    assert "下午三点" in back.worksheets[0].cell(row, 8).value
    hand.put("日期", "2018-05-16")
    hand.put("开始时间", "15:00")
    url = send(client, back).url
    client.post(f"{url}records/")
    record = Activity.objects.get()
    assert record.topics == ["学习党的十九大精神"] and f"{record.starts_at:%H:%M}" == "15:00"


def test_a_scan_of_the_paper_becomes_evidence(cast, signed_in):
    client = signed_in("secretary")
    url = send(client, filled(workbook(client))).url
    key = PaperUpload.objects.get().seen[0]["key"]
    scan = SimpleUploadedFile("扫描.txt", "签到表".encode())
    client.post(f"{url}records/", {f"scan-{key}": scan})
    assert [file.name for file in Activity.objects.get().evidence.all()] == ["扫描.txt"]


def test_a_scan_for_no_sheet_is_refused(cast, signed_in):
    client = signed_in("secretary")
    url = send(client, filled(workbook(client))).url
    for name in ("scan-", "scan-0190a1b2-0000-7000-8000-000000000000", "file"):
        client.post(f"{url}records/", {name: SimpleUploadedFile("扫描.txt", b"x")})
    assert not Activity.objects.exists()


def test_without_a_file_nothing_happens(cast, signed_in):
    page = signed_in("secretary").post("/paper/", {}, follow=True).content.decode()
    assert "没有选择文件" in page and not PaperUpload.objects.exists()


@pytest.mark.parametrize("address", ["&period=2018-M13", "&institutions=L99", "&institutions=L05&day=moon", "&duty=x"])
def test_a_choice_that_cannot_be_is_a_sentence(cast, signed_in, address):
    response = signed_in("secretary").get(f"/paper/sheets/?organization=HJ1{address}")
    assert response.status_code == 422


@pytest.mark.parametrize("address", ["/paper/?organization=HJ1&period=", "/paper/sheets/?organization=HJ1&period="])
def test_pages_ask_as_often_for_a_year_as_for_a_month(cast, signed_in, address):
    client = signed_in("secretary")
    assert asked(client, f"{address}2018") <= asked(client, f"{address}2018-M05") <= 15


def test_the_page_of_what_was_sent_asks_little(cast, signed_in):
    client = signed_in("secretary")
    assert asked(client, send(client, filled(workbook(client))).url) <= 15


def asked(client, address: str) -> int:
    """How many queries a page takes once it was shown before."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
