"""A roster on its way through the pages, on a desk and in a hand."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from taizhang.domain.orgs.models import ImportRun, Person
from tests.domain.orgs.imports.offering import BORN, member, workbook
from tests.web.axe import too_small, violations

pytestmark = pytest.mark.browser


@pytest.fixture
def signed_in(live: str, request):
    """A page of either size in which the street's officer is signed in."""
    from tests.people import assemble
    from tests.web.cast import browser_of

    client = browser_of(assemble().street_officer)

    def enter(page: Page) -> Page:
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
        page.goto(f"{live}/imports/")
        return page

    return enter


def choose(page: Page, file: io.BytesIO, name: str = "名册.xlsx") -> None:
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "", "buffer": file.getvalue()})
    page.get_by_role("button", name="上传并预览").click()


def sound(page: Page, size: str) -> None:
    """Nothing is wider than the screen, nothing stops other eyes, and on a phone nothing is missed by a thumb."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    assert violations(page) == []
    assert size == "page" or too_small(page) == []


@pytest.mark.parametrize("size", ["page", "phone"])
def test_a_roster_is_sent_previewed_and_imported(size, signed_in, request):
    page = signed_in(request.getfixturevalue(size))
    sound(page, size)
    choose(page, workbook(*(member(serial) for serial in range(400))))
    expect(page.get_by_role("button", name="确认导入")).to_be_visible()
    sound(page, size)
    assert "999***********" in page.content()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text("文件内容已全部导入")).to_be_visible(timeout=20_000)
    assert Person.objects.filter(born_on=BORN).count() == 400


@pytest.mark.parametrize("size", ["page", "phone"])
def test_wrong_rows_are_shown_and_come_back_as_a_sheet(size, signed_in, request, tmp_path):
    page = signed_in(request.getfixturevalue(size))
    choose(page, workbook(member(1), member(2, name="", joined_on="昨天"), member(3, branch="无此支部"), member(3)))
    expect(page.get_by_text("无此支部").first).to_be_visible()
    sound(page, size)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载更正表").click()
    assert download.value.suggested_filename == "名册（更正表）.xlsx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("button", name="放弃这个文件").click()
    expect(page.get_by_text("未导入任何内容").first).to_be_visible()


def test_a_file_that_is_none_is_a_sentence_on_the_page(page, signed_in):
    page = signed_in(page)
    choose(page, io.BytesIO(b"%PDF-1.7\n"))
    expect(page.get_by_text("PDF").first).to_be_visible()
    assert not ImportRun.objects.exists()
