"""The wall screen in a browser: legible at five metres, on one screen, in both themes, and below each other on a phone.

The rule: a Chinese sign is at least a two-hundredth of the distance high (17 minutes of arc), a numeral that stands by
itself at least 16 minutes of arc, the least height of a character by ISO 9241-303. At five metres that is 25 mm and
23.3 mm.

The assumption: a 55-inch television, whose picture of 1920 pixels is 1.21 m wide: 0.63 mm a pixel. A larger screen may
hang farther away. Heights are those of the signs as the browser draws them, not of the lines they stand in.
"""

from math import radians, tan

import pytest
from playwright.sync_api import Page, expect

from taizhang.domain.records.actions import approve
from tests.web.axe import too_small, violations
from tests.web.district import actor, enter, gathering

pytestmark = pytest.mark.browser
DISTANCE = 5000  # mm
PIXEL = 1210 / 1920  # mm
SIGN = DISTANCE / 200
NUMERAL = DISTANCE * tan(radians(16 / 60))
WALLS = {"full HD": (1920, 1080), "4K": (3840, 2160), "16:10": (1920, 1200), "wide": (2560, 1080)}
SEEN = """() => {
  const ink = document.createElement("canvas").getContext("2d"), found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const height = (text, style) => {
    ink.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const measured = ink.measureText(text)
    return measured.actualBoundingBoxAscent + measured.actualBoundingBoxDescent
  }
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement
    if (!text || !parent.checkVisibility({visibilityProperty: true}) || parent.closest(".tz-hidden, .tz-skip")) continue
    if (["SCRIPT", "STYLE", "OPTION"].includes(parent.tagName)) continue
    const han = /\\p{Script=Han}/u.test(text), style = getComputedStyle(parent)
    found.push([text, han ? "sign" : "numeral", height(han ? "国" : "0", style)])
  }
  return found
}"""
CUT = """() => [...document.querySelectorAll(".tz-wall *")].filter(one => {
  const box = one.getBoundingClientRect()
  if (!one.checkVisibility() || one.closest(".tz-hidden, .tz-icon")) return false
  return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1
}).map(one => `${one.tagName} ${one.textContent.trim().slice(0, 20)}`)"""
OVER = """() => {
  const cards = [...document.querySelectorAll(".tz-wall-card, .tz-wall-tile, .tz-wall-lights li")]
  return cards.flatMap(card => {
    const box = card.getBoundingClientRect()
    return [...card.querySelectorAll("*")].filter(one => {
      const inner = one.getBoundingClientRect()
      const shown = one.checkVisibility({visibilityProperty: true}) && !one.closest(".tz-hidden") && inner.width
      return shown && (inner.right > box.right + 1 || inner.bottom > box.bottom + 1)
    }).map(one => `${card.className}: ${one.textContent.trim().slice(0, 20)}`)
  })
}"""


@pytest.fixture
def served(live: str, settings):
    """The cast in May, with records, on a served site."""
    from datetime import date

    from tests.web.district import district

    settings.TODAY = date(2018, 5, 18)
    cast = district()
    approve(submission_ids=[gathering(cast, "L05", "L04").submission_id], by=actor(cast.street_officer))
    gathering(cast, of=cast.second, by=cast.other_secretary, held_on=date(2018, 5, 3))
    return cast


def hang(screen: Page, live: str, size: tuple[int, int], query: str = "") -> None:
    """The page on a screen of that size."""
    screen.set_viewport_size({"width": size[0], "height": size[1]})
    screen.goto(f"{live}/wall/{query}", wait_until="networkidle")
    expect(screen.locator("[data-wall-clock]")).not_to_be_empty()


def test_every_sign_and_every_numeral_is_legible_at_five_metres(served, live, page):
    enter(page, live, served.district_officer)
    hang(page, live, WALLS["full HD"])
    seen = page.evaluate(SEEN)
    assert len(seen) > 30
    least = {"sign": SIGN, "numeral": NUMERAL}
    assert [(text, round(px * PIXEL, 1)) for text, kind, px in seen if px * PIXEL < least[kind]] == []


@pytest.mark.parametrize(("part", "language"), [("leader", "zh-hans"), ("street_officer", "zh-hant"), ("leader", "en")])
def test_everything_stands_on_one_screen(served, live, page, part, language):
    enter(page, live, getattr(served, part), language)
    for size in WALLS.values():
        hang(page, live, size)
        whole = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert whole == list(size)
        assert page.evaluate(CUT) == []
        assert page.evaluate(OVER) == []


def test_nobody_stumbles_over_it(served, live, page, phone):
    found = {}
    for theme in ("light", "dark"):
        for screen, size in ((page, WALLS["full HD"]), (page, (1280, 800)), (phone, (390, 844))):
            enter(screen, live, served.district_officer, theme=theme)
            hang(screen, live, size)
            found[f"{size[0]} {theme}"] = violations(screen)
    found["thumbs"] = too_small(phone)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_on_a_phone_the_cards_stand_below_each_other(served, live, phone):
    enter(phone, live, served.district_officer)
    hang(phone, live, (390, 844))
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    assert phone.evaluate("document.documentElement.scrollHeight") > 844
    wide = phone.locator(".tz-wall-card:not(.tz-wall-figure)")
    assert {round(wide.nth(each).bounding_box()["x"]) for each in range(wide.count())} == {16}
    assert phone.evaluate(OVER) == []


def test_the_screen_comes_anew_without_a_flicker_and_says_when_it_could_not(served, live, page):
    page.clock.install()
    enter(page, live, served.district_officer)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{live}/wall/", wait_until="networkidle")
    minute(page)
    page.evaluate("window.card = document.querySelector('.tz-wall-card')")
    minute(page)
    assert page.evaluate("window.card === document.querySelector('.tz-wall-card')")  # nothing changed, nothing moved
    gathering(served, of=served.second, by=served.other_secretary, held_on=served_day())
    minute(page)
    expect(page.locator(".tz-wall-latest li").first).to_contain_text("5月17日")
    expect(page.locator("[data-wall-stale]")).to_be_hidden()
    page.context.set_offline(True)
    page.clock.fast_forward(61_000)
    expect(page.locator("[data-wall-stale]")).to_be_visible()
    page.context.set_offline(False)
    minute(page)
    expect(page.locator("[data-wall-stale]")).to_be_hidden()


def served_day():
    from datetime import date

    return date(2018, 5, 17)


def minute(page: Page) -> None:
    """A minute passes, and the answer has come."""
    with page.expect_response("**/wall/"):
        page.clock.fast_forward(61_000)
    page.clock.run_for(200)


def test_f_fills_the_screen_and_leaves_it_again(served, live, page):
    enter(page, live, served.district_officer)
    hang(page, live, (1280, 800))
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    if page.evaluate("matchMedia('(display-mode: fullscreen)').matches"):
        page.wait_for_function("document.documentElement.scrollHeight === innerHeight")
        assert page.evaluate(CUT) == []
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")
