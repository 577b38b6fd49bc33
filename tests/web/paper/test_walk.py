"""Paper on a desk and in a hand: printed, sent, seen and entered; eighty people with long names fit on A4."""

import io
import os
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from taizhang.domain.orgs.actions.people import PersonEntry, register_many
from taizhang.domain.records.models import Activity
from tests.domain.records.paper.filling import Hand
from tests.factories.orgs import FOUNDED, SEED, id_number
from tests.web.axe import too_small, violations

pytestmark = pytest.mark.browser
A4 = {"format": "A4", "print_background": False, "prefer_css_page_size": True}


@pytest.fixture
def signed_in(live: str, settings):
    """A page in which the secretary of a branch of eighty is signed in."""
    from tests.web.cast import browser_of
    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    cast = district()
    names = [
        *("欧阳建国", "阿卜杜热西提·麦麦提明", "王伟", "王伟"),
        *(f"刘{'甲乙丙丁'[n % 4]}{'一二三四五六七八九十'[n % 10]}" for n in range(67)),
    ]
    people = [
        PersonEntry(name, cast.first, starts_on=FOUNDED, id_number=id_number(300 + serial))
        for serial, name in enumerate(names)
    ]
    register_many(entries=people, by=SEED, allow_fictional=True)
    client = browser_of(cast.secretary)

    def enter(page: Page, address: str) -> Page:
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
        page.goto(f"{live}{address}")
        return page

    return enter


def sound(page: Page, size: str, name: str) -> None:
    """Nothing is wider than the screen, nothing stops other eyes, nothing is missed by a thumb."""
    if folder := os.environ.get("TAIZHANG_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"paper-{name}-{size}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    assert violations(page) == []
    assert size == "page" or too_small(page) == []


@pytest.mark.parametrize("size", ["page", "phone"])
def test_a_sheet_is_downloaded_filled_sent_seen_and_handed_in(size, signed_in, request):
    page = signed_in(request.getfixturevalue(size), "/paper/?organization=HJ1")
    sound(page, size, "sheets")
    with page.expect_download() as download:
        page.get_by_role("link", name="全部下载为一个工作簿").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    hand = Hand(book.worksheets[0])
    hand.put("日期", date(2018, 5, 17))
    hand.put("议题1", "学习党的十九大精神")
    send(page, book)
    expect(page.get_by_text("完成：主题党日，2018年5月")).to_be_visible()
    sound(page, size, "seen")
    page.get_by_role("button", name="提交 1 条记录").click()
    expect(page.get_by_text("打开记录").or_(page.get_by_text("查看记录"))).to_be_visible()
    assert Activity.objects.count() == 1
    sound(page, size, "entered")
    hand.put("日期", "昨天")
    page.goto(page.url.partition("/paper/")[0] + "/paper/?organization=HJ1")
    Hand(book.worksheets[1]).put("日期", "2118-05-01")
    send(page, book)
    expect(page.get_by_role("link", name="下载待更正的表")).to_be_visible()
    sound(page, size, "wrong")


def send(page: Page, book: openpyxl.Workbook) -> None:
    file = io.BytesIO()
    book.save(file)
    page.set_input_files("input[type=file]", {"name": "五月.xlsx", "mimeType": "", "buffer": file.getvalue()})
    page.get_by_role("button", name="上传并预览").click()


@pytest.mark.parametrize("size", ["page", "phone"])
def test_sheets_read_well_before_they_are_printed(size, signed_in, request):
    page = signed_in(request.getfixturevalue(size), "/paper/sheets/?organization=HJ1&institutions=L05&institutions=L01")
    expect(page.get_by_text("阿卜杜热西提·麦麦提明").first).to_be_visible()
    sound(page, size, "blank")


def test_a_sheet_of_eighty_people_prints_on_two_leaves(signed_in, page):
    signed_in(page, "/paper/sheets/?organization=HJ1&institutions=L01&day=2018-05-18")
    pdf = page.pdf(**A4)
    if folder := os.environ.get("TAIZHANG_SCREENSHOTS"):
        (Path(folder) / "paper-eighty.pdf").write_bytes(pdf)
    assert leaves(pdf) == 2


def test_a_month_prints_each_sheet_on_leaves_of_its_own_a_small_meeting_on_one(signed_in, page):
    signed_in(page, "/paper/sheets/?organization=HJ1&period=2018-M05")
    sheets = page.locator(".tz-blank").count()
    pdf = page.pdf(**A4)
    if folder := os.environ.get("TAIZHANG_SCREENSHOTS"):
        (Path(folder) / "paper-month.pdf").write_bytes(pdf)
    assert (sheets, leaves(pdf)) == (2, 3)


def leaves(pdf: bytes) -> int:
    """How many pages a document has."""
    return len(re.findall(rb"/Type /Page\b", pdf))
