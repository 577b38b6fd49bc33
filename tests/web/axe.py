"""Asks axe-core what a reader with other eyes or hands would stumble over on a page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """One line for each thing axe-core finds on the page as it stands; none is what we want."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        "async () => (await axe.run({resultTypes: ['violations']}))"
        ".violations.map(v => [v.id, v.nodes.map(n => n.target.join(' '))])"
    )
    return [f"{rule}: {', '.join(targets[:5])}" for rule, targets in found]


def too_small(page: Page, least: int = 44) -> list[str]:
    """What a thumb would miss: all controls lower than `least` CSS pixels, links within sentences aside."""
    return list(page.evaluate(SMALL, least))


SMALL = """least => [...document.querySelectorAll("a, button, input, select, summary, textarea")].filter(one => {
  if (!one.checkVisibility({visibilityProperty: true}) || one.matches(".tz-skip")) return false
  if (one.matches("a") && getComputedStyle(one).display === "inline") return false
  const target = one.matches("[type=checkbox], [type=radio]")
    ? one.closest("label") ?? document.querySelector(`label[for="${one.id}"]`) ?? one : one
  return target.getBoundingClientRect().height < least - 0.5
}).map(one => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 20)}`)"""
