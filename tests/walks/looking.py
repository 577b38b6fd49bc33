"""Looks at one page as every eye and hand meets it: a desk, twice the size, a phone in the dark."""

from playwright.sync_api import Page

from tests.web.axe import too_small, violations

DESK, PHONE, TWICE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}, {"width": 640, "height": 400}

MOVING = """[...document.querySelectorAll("*")].filter(one => {
  const {transitionDuration, animationDuration, animationName} = getComputedStyle(one)
  const long = text => text.split(",").some(part => parseFloat(part) > 0.001)
  return long(transitionDuration) || (animationName !== "none" && long(animationDuration))
}).slice(0, 5).map(one => `${one.tagName} ${one.className}`)"""
# Colours change over a hundredth of a millisecond, which begins with one picture and ends with another.
SETTLED = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  const passing = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < Infinity)
  await Promise.allSettled(passing.map(one => one.finished))
}"""


def seen(page: Page, url: str) -> dict[str, list[str]]:
    """What is wrong with the page at an address, by where it was looked at."""
    _on_a_desk(page)
    page.goto(url, wait_until="load")
    return _looked(page)


def looked(page: Page) -> dict[str, list[str]]:
    """The same of the page that stands on the screen."""
    _on_a_desk(page)
    page.wait_for_selector("html[data-bs-theme=light]", state="attached")
    page.evaluate(SETTLED)
    return _looked(page)


def _on_a_desk(page: Page) -> None:
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")


def _looked(page: Page) -> dict[str, list[str]]:
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
