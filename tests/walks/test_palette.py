"""The palette in a real browser: opened by keys, walked by keys, heard by a screen reader; recent words stay there."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import too_small, violations
from tests.web.district import enter

pytestmark = pytest.mark.browser


@pytest.fixture
def seat(district, live: str, screen: Page) -> Page:
    """A screen of either size before which the street's officer sits."""
    enter(screen, live, district.street_officer)
    screen.goto(f"{live}/organizations/")
    screen.wait_for_load_state("networkidle")
    return screen


def test_keys_open_it_find_and_follow(seat: Page):
    seat.keyboard.press("/")
    box = seat.locator("#palette input[type=search]")
    expect(box).to_be_focused()
    box.fill("hj")
    expect(seat.locator("#palette [role=option][aria-selected=true]")).to_have_count(1)
    assert violations(seat) == []
    if seat.viewport_size["width"] < 500:
        assert [one for one in too_small(seat) if "palette" in one] == []
    first = box.get_attribute("aria-activedescendant")
    seat.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") != first
    seat.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == first
    seat.keyboard.press("Enter")
    seat.wait_for_url("**/organizations/HJ*/")
    seat.wait_for_load_state("networkidle")
    seat.keyboard.press("Control+k")
    expect(seat.locator("#palette [data-words]")).to_have_text(["hj"])
    seat.keyboard.press("Escape")
    expect(seat.locator("#palette")).to_be_hidden()


def test_numbers_of_people_are_kept_nowhere_and_all_of_it_opens_without_an_address(seat: Page):
    seat.keyboard.press("Control+k")
    seat.locator("#palette input[type=search]").fill("410103010")
    expect(seat.locator("#palette [data-all]")).to_be_visible()
    seat.locator("#palette [data-all]").click()
    seat.wait_for_url("**/search/")
    expect(seat.locator("#hits")).to_contain_text("五里堡街道")
    assert seat.evaluate("localStorage.getItem('recent-searches')") is None
    assert violations(seat) == []


def test_nothing_found_is_said_aloud_and_a_lost_line_too(seat: Page):
    seat.keyboard.press("Control+k")
    box = seat.locator("#palette input[type=search]")
    box.fill("xyzzy")
    expect(seat.locator("#palette [role=status]")).to_have_text("在您的权限范围内没有找到。")
    assert box.get_attribute("aria-expanded") == "false"
    seat.context.set_offline(True)
    box.fill("hj")
    expect(seat.locator("#palette [role=status]")).to_contain_text("连接不上服务器")


def test_a_slow_answer_is_waited_for_aloud(seat: Page):
    held = []
    seat.route("**/search/suggestions/", lambda route: held.append(route))
    seat.keyboard.press("Control+k")
    seat.locator("#palette input[type=search]").fill("hj")
    expect(seat.locator("#palette [role=status]")).to_have_text("正在查找……")
    held.pop().continue_()
    expect(seat.locator("#palette [role=option][aria-selected=true]")).to_have_count(1)
    expect(seat.locator("#palette [role=status]")).not_to_have_text("正在查找……")
