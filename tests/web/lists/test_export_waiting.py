"""Whoever asks for a workbook sees how many rows will come, and that it is being written until the download begins."""

import re
import time
from datetime import date

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.district import browser_of, district

WATCH = """() => {
  window.seen = [];
  const waiting = document.querySelector("[data-export-waiting]");
  new MutationObserver(() => window.seen.push(waiting.hidden)).observe(waiting, {attributeFilter: ["hidden"]});
}"""


def test_the_answer_carries_the_sign_of_the_page_that_waits_and_no_other(cast):
    client = browser_of(cast.street_officer)
    answer = client.get("/people/?format=xlsx&mark=abc123")
    assert answer.cookies["workbook"].value == "abc123" and answer.cookies["workbook"]["samesite"] == "Lax"
    for mark in ("", "a;b", "A" * 30, "../x"):
        assert "workbook" not in client.get("/people/", {"format": "xlsx", "mark": mark}).cookies


def test_the_button_says_how_many_rows_will_come(cast):
    page = browser_of(cast.street_officer).get("/people/").content.decode()
    rows = re.search(r'tz-tools-count">共 (\d+) 行<', page)[1]
    assert f"导出{rows}行" in page
    assert "data-export-waiting hidden" in page


@pytest.mark.browser
def test_the_page_says_that_it_is_being_written_and_falls_silent_when_the_download_begins(live, page: Page, settings):
    settings.TODAY = date(2018, 5, 18)
    client = browser_of(district().street_officer)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
    page.goto(f"{live}/people/")
    page.wait_for_load_state("networkidle")
    waiting = page.locator("[data-export-waiting]")
    expect(waiting).to_be_hidden()
    page.evaluate(WATCH)
    page.route("**/*format=xlsx*", slowly)
    with page.expect_download() as download:
        page.locator("[data-export]").click(no_wait_after=True)
    assert download.value.suggested_filename.endswith(".xlsx")
    expect(waiting).to_be_hidden()
    assert page.evaluate("[window.seen.includes(false), window.seen.at(-1)]") == [True, True]


def slowly(route: Route) -> None:
    """As if there were a hundred thousand rows."""
    time.sleep(1.5)
    route.continue_()
