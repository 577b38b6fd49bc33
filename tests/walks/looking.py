"""Looks at one page as every eye and hand meets it: a desk, twice the size, a phone in the dark."""

from playwright.sync_api import Page

from tests.web.axe import too_small, violations

DESK, PHONE, TWICE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}, {"width": 640, "height": 400}

MOVING = """[...document.querySelectorAll("*")].filter(one => {
  const {transitionDuration, animationDuration, animationName} = getComputedStyle(one)
  const long = text => text.split(",").some(part => parseFloat(part) > 0.001)
  return long(transitionDuration) || (animationName !== "none" && long(animationDuration))
}).slice(0, 5).map(one => `${one.tagName} ${one.className}`)"""
# Colours change over a hundredth of a millisecond, which ends with the next picture.
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def seen(page: Page, url: str) -> dict[str, list[str]]:
    """What is wrong with the page at an address, by where it was looked at."""
    page.goto(url, wait_until="load")
    return looked(page)


def looked(page: Page) -> dict[str, list[str]]:
    """The same of the page that stands on the screen, which is turned from a desk into a hand."""
    page.set_viewport_size(DESK)
    _shone_on(page, "light")
    found = on_a_desk(page)
    page.set_viewport_size(PHONE)
    _shone_on(page, "dark")
    return found | in_a_hand(page)


def on_a_desk(page: Page) -> dict[str, list[str]]:
    """What is wrong with what a desk shows; it shows it at twice the size afterwards."""
    page.wait_for_selector(".htmx-request", state="detached")
    found = {"desk": violations(page), "motion": page.evaluate(MOVING), "desk width": _wide(page)}
    page.set_viewport_size(TWICE)
    return found | {"twice the size": _wide(page)}


def in_a_hand(page: Page) -> dict[str, list[str]]:
    """What is wrong with what a hand holds."""
    page.wait_for_selector(".htmx-request", state="detached")
    return {"phone": violations(page), "thumbs": too_small(page), "phone width": _wide(page)}


def _shone_on(page: Page, light: str) -> None:
    page.emulate_media(color_scheme=light)
    page.wait_for_selector(f"html[data-bs-theme={light}]", state="attached")
    page.evaluate(SETTLED)


def _wide(page: Page) -> list[str]:
    """How wide a page grew beyond its window."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [str(wide)] if wide > page.viewport_size["width"] else []
