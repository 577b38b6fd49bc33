"""The main pages with the keyboard alone: one sees where one is, nothing holds one back, Escape closes what is open."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.district import enter

pytestmark = pytest.mark.browser
MOST = 300  # more stops than any page has

# Whether the ring is drawn around what has the focus, or around the label or box that holds it.
SEEN = """() => {
  const at = document.activeElement
  const ring = one => one && (style => style.boxShadow !== "none" || (style.outlineStyle !== "none"
    && style.outlineColor !== "rgba(0, 0, 0, 0)" && parseFloat(style.outlineWidth) > 0))(getComputedStyle(one))
  const box = at.getBoundingClientRect()
  const again = window.before === at  // the parts of a date are stops of their own
  window.before = at
  return {
    again,
    out: at === document.body || at === document.documentElement,
    name: `${at.tagName} ${at.className} ${(at.textContent || at.name || "").trim().slice(0, 20)}`,
    seen: [at, at.closest("label"), at.closest(".tz-search"), at.closest(".tz-kind")].some(ring),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  }
}"""
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(one =>
  one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0 && one.type !== "hidden"
  && !(one.type === "radio" && one !== (document.querySelector(`[name="${one.name}"]:checked`)
       ?? document.querySelector(`[name="${one.name}"]`)))).length"""


@pytest.fixture
def still(page: Page) -> Page:
    """A page on which nothing moves."""
    page.emulate_media(reduced_motion="reduce")
    return page


def walked(page: Page) -> tuple[int, list[str]]:
    """How many stops there are from the top to the end of a page, and those where one cannot see where one is."""
    stops, hidden = 0, []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(SEEN)
        if at["out"]:
            return stops, hidden
        stops += not at["again"]
        if not (at["again"] or (at["seen"] and at["inside"])):
            hidden.append(at["name"])
    raise AssertionError("the keyboard never comes to the end of the page")


@pytest.mark.parametrize("address", ["/", "/records/new/", "/ledger/", "/calendar/", "/policies/"])
def test_tab_passes_everything_once_and_one_sees_where_one_is(district, live, still: Page, address):
    enter(still, live, district.secretary)
    still.goto(live + address, wait_until="networkidle")
    stops = still.evaluate(STOPS)
    still.evaluate("document.activeElement.blur()")
    assert walked(still) == (stops, [])


def test_the_first_stop_leads_past_the_menu_and_escape_closes_what_is_open(district, live, still: Page):
    enter(still, live, district.secretary)
    still.goto(live + "/ledger/", wait_until="networkidle")
    still.keyboard.press("Tab")
    expect(still.locator(".tz-skip")).to_be_focused()
    still.keyboard.press("Enter")
    expect(still.locator("#main")).to_be_focused()
    still.keyboard.press("Tab")
    assert still.evaluate("document.querySelector('#main').contains(document.activeElement)")
    for opener, opened in (
        (".tz-nav-group > summary", ".tz-nav-group .tz-menu-box"),
        (".tz-me summary", ".tz-me .tz-menu-box"),
    ):
        still.locator(opener).first.press("Enter")
        expect(still.locator(opened).first).to_be_visible()
        still.keyboard.press("Escape")
        expect(still.locator(opened).first).to_be_hidden()
        expect(still.locator(opener).first).to_be_focused()
    still.keyboard.press("/")
    expect(still.locator("[data-palette]")).to_be_visible()
    still.keyboard.press("Escape")
    expect(still.locator("[data-palette]")).to_be_hidden()
