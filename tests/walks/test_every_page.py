"""Every page for every eye and hand: axe-core, light and dark, thumbs, no sideways scroll, twice the size."""

from datetime import date

import pytest
from playwright.sync_api import Page

from tests.authorization.world import world
from tests.walks.own import furnish
from tests.walks.pages import every_page
from tests.web.axe import too_small, violations
from tests.web.district import enter

pytestmark = pytest.mark.browser
PARTS = 2
DESK, PHONE, TWICE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}, {"width": 640, "height": 400}

MOVING = """[...document.querySelectorAll("*")].filter(one => {
  const {transitionDuration, animationDuration, animationName} = getComputedStyle(one)
  const long = text => text.split(",").some(part => parseFloat(part) > 0.001)
  return long(transitionDuration) || (animationName !== "none" && long(animationDuration))
}).slice(0, 5).map(one => `${one.tagName} ${one.className}`)"""
# Colours change over a hundredth of a millisecond, which ends with the next picture.
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_stumbles_over_any_page(live, settings, tmp_path, page: Page, part):
    settings.MEDIA_ROOT, settings.TODAY = tmp_path, date(2018, 5, 18)
    there = world()
    furnish(there)
    page.emulate_media(reduced_motion="reduce")
    found = {}
    for opened in every_page(there, part, PARTS):
        page.context.clear_cookies()
        if opened.account:
            enter(page, live, opened.account)
        found |= {f"{opened.url} {what}": wrong for what, wrong in _seen(page, live + opened.url).items() if wrong}
    assert found == {}


def _seen(page: Page, url: str) -> dict[str, list[str]]:
    """What is wrong with a page, by where it was looked at."""
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    page.goto(url, wait_until="load")
    page.wait_for_selector(".htmx-request", state="detached")
    found = {"desk": violations(page), "motion": page.evaluate(MOVING), "desk width": _wide(page)}
    page.set_viewport_size(TWICE)
    found["twice the size"] = _wide(page)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("html[data-bs-theme=dark]", state="attached")
    page.evaluate(SETTLED)
    return found | {"phone": violations(page), "thumbs": too_small(page), "phone width": _wide(page)}


def _wide(page: Page) -> list[str]:
    """How wide a page grew beyond its window."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [str(wide)] if wide > page.viewport_size["width"] else []
