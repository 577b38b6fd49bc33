"""What is printed from a dark screen is as light as what is printed from a light one."""

import pytest
from playwright.sync_api import Page

from tests.web.district import enter

pytestmark = pytest.mark.browser
COLOURS = """() => [...document.querySelectorAll("main, main *")].map(one => {
  const {color, backgroundColor} = getComputedStyle(one)
  return `${one.className} ${color} ${backgroundColor}`
})"""


def test_a_dark_screen_prints_as_a_light_one(district, live, page: Page):
    enter(page, live, district.district_officer)
    printed = {}
    for theme in ("light", "dark"):
        page.emulate_media(media="print", color_scheme=theme, reduced_motion="reduce")
        page.goto(live + "/wall/", wait_until="networkidle")
        page.wait_for_selector(f"html[data-bs-theme={theme}]", state="attached")
        printed[theme] = page.evaluate(COLOURS)
    assert len(printed["light"]) > 20
    assert [pair for pair in zip(printed["dark"], printed["light"], strict=True) if pair[0] != pair[1]][:5] == []
