"""The national items go out, an export is compared, and nothing is written or collected a second time."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.exchange.items import OF_MEMBER, OF_ORGANIZATION
from taizhang.domain.orgs.exchange.members import HEADINGS
from taizhang.domain.orgs.models import ImportRun, Membership, Person
from tests.domain.orgs.imports.offering import member, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fictional(settings, tmp_path):
    """Invented identity numbers pass, as in a demonstration."""
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path


def exported(browser, code: str = "HJ1", **more):
    return browser.post("/people/exchange/export/", {"organization": code, "because": "与全国系统核对", **more})


def compared(browser, content: bytes):
    file = SimpleUploadedFile("导出.xlsx", content)
    return browser.post("/people/exchange/differences/", {"file": file})


def changed(content: bytes, row: int, **cells) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    headings = [cell.value for cell in book.worksheets[0][1]]
    for heading, value in cells.items():
        book.worksheets[0].cell(row, headings.index(heading) + 1, value)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def kept() -> tuple:
    """All that a comparison could have changed."""
    people = list(Person.objects.order_by("pk").values())
    return people, Membership.objects.count(), ImportRun.objects.count(), AuditEntry.objects.count()


def test_the_items_are_ten_of_an_organisation_and_sixteen_of_a_member():
    assert (len(OF_ORGANIZATION), len(OF_MEMBER)) == (10, 16)
    held = {item.title for item in OF_MEMBER}
    assert held <= set(HEADINGS)


def test_what_goes_out_comes_back_alike(signed_in, cast):
    browser = signed_in("secretary")
    sent = exported(browser)
    assert sent.headers["Cache-Control"] == "no-store"
    book = openpyxl.load_workbook(BytesIO(sent.content))
    assert [cell.value for cell in book["党组织"][2]][:2] == ["汇金社区第一支部", "周建华"]
    page = compared(browser, sent.content).content.decode()
    assert "<dt>一致</dt><dd>9</dd>" in page.replace("\n", "").replace("  ", "")
    assert "<dt>有差异</dt><dd>0</dd>" in page.replace("\n", "").replace("  ", "")


def test_each_export_is_told_to_everybody_in_it(signed_in, cast):
    exported(signed_in("secretary"))
    looks = AuditEntry.objects.filter(verb="people.reveal", details__what="exchange")
    assert looks.count() == 9
    assert "与全国系统核对" in signed_in("member").get("/me/data/").content.decode()


def test_differences_stand_side_by_side_and_nothing_is_written(signed_in, cast, tmp_path):
    browser = signed_in("secretary")
    content = changed(exported(browser).content, 2, 学历="研究生", 手机号码="12912345678", 家庭住址="某处")
    before = kept()
    page = compared(browser, content).content.decode()
    assert "研究生" in page
    assert "12912345678" not in page
    assert "某处" not in page
    assert kept() == before
    assert not list(tmp_path.rglob("*.xlsx"))


def test_who_stands_only_there_and_only_here_is_told(signed_in, cast):
    page = compared(signed_in("secretary"), workbook(member(77)).read()).content.decode()
    assert member(77)["name"] in page.split("仅全国系统有")[2]
    assert "周建华" in page.split("仅本系统有")[2]


def test_somebody_of_another_branch_is_not_told_about(signed_in, cast):
    content = exported(signed_in("district_officer"), "HJ2").content
    page = compared(signed_in("secretary"), content).content.decode()
    assert "陈玉梅" not in page.split("<main")[1]
    assert "无法比对的行" in page


def test_what_is_out_of_reach_or_without_reason_does_not_go_out(signed_in):
    browser = signed_in("secretary")
    for code, more in (("HJ2", {}), ("410103", {}), ("nowhere", {}), ("HJ1", {"because": ""})):
        assert exported(browser, code, **more).status_code == 422
    assert not AuditEntry.objects.filter(verb="people.reveal").exists()


@pytest.mark.parametrize("part", ["member", "recorder", "leader", "system_admin"])
def test_who_may_open_no_numbers_enters_nothing(signed_in, part):
    assert signed_in(part).get("/people/exchange/").status_code == 403
    assert exported(signed_in(part)).status_code == 403
    assert compared(signed_in(part), b"x").status_code == 403


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"<html>", b"\0" * 100])
def test_a_file_that_is_none_is_refused_in_a_sentence(signed_in, content):
    assert compared(signed_in("secretary"), content).status_code == 422
    assert signed_in("secretary").post("/people/exchange/differences/").status_code == 422


def test_a_name_that_looks_like_a_formula_goes_out_as_text(signed_in, cast):
    person = cast.member.person
    person.name = '=HYPERLINK("http://x")'
    person.save()
    book = openpyxl.load_workbook(BytesIO(exported(signed_in("secretary")).content))
    assert all(cell.data_type != "f" for row in book["党员名册"].iter_rows() for cell in row)


def test_the_pages_ask_the_database_a_fixed_number_of_times(signed_in, cast, django_assert_max_num_queries):
    browser = signed_in("district_officer")
    content = exported(browser, "410103").content
    with django_assert_max_num_queries(15):
        assert compared(browser, content).status_code == 200
