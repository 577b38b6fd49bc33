"""The tour by keyboard, in nobody's way; the guides on two sheets of paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from taizhang.domain.preferences.models import Tour
from taizhang.web.help.posts import posts
from tests.web.axe import violations
from tests.web.district import enter
from tests.web.help.test_pages import PARTS

pytestmark = pytest.mark.browser
LEAF = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("size", ["page", "phone"])
def test_every_post_is_shown_at_least_three_places(served, live, size, request):
    screen: Page = request.getfixturevalue(size)
    for post in posts():
        enter(screen, live, getattr(served, PARTS[post.code]))
        screen.goto(live + post.start)
        screen.locator("[data-tour-start]").click()
        expect(screen.locator("[data-tour-bar]")).to_be_visible()
        expect(screen.locator(".tz-tour-here")).to_have_count(1)
        steps = int(screen.locator("[data-tour-count]").inner_text().split("/")[1])
        assert steps >= 3, post.code
        for _step in range(steps - 1):
            screen.locator("[data-tour-next]").click()
            expect(screen.locator(".tz-tour-here")).to_be_visible()


def test_the_tour_by_keyboard(served, live, page):
    enter(page, live, served.secretary)
    page.goto(live)
    page.locator("[data-tour-start]").press("Enter")
    expect(page.locator("[data-tour-bar]")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("[data-tour-bar]")).to_be_hidden()
    expect(page.locator("[data-tour-start]")).to_be_focused()
    expect(page.locator(".tz-tour-here")).to_have_count(0)
    assert not Tour.objects.exists()
    page.keyboard.press("Enter")
    for _step in range(5):
        page.locator("[data-tour-next]").press("Enter")
    with page.expect_response("**/ending/"):
        page.locator("[data-tour-next]").press("Enter")
    expect(page.locator("[data-tour]")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-tour]")).to_have_count(0)


def test_pages_of_help_are_for_every_eye(served, live, page):
    enter(page, live, served.secretary)
    for address in (
        "/help/",
        "/help/record/",
        "/help/tours/secretary/",
        "/help/guides/secretary/",
        "/help/institutions/L05/",
    ):
        page.goto(live + address)
        assert violations(page) == [], address


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_guide_is_two_sheets_of_paper(served, live, page, language):
    enter(page, live, served.secretary, language)
    sheets = {}
    for post in posts():
        page.goto(f"{live}/help/guides/{post.code}/")
        sheets[post.code] = len(LEAF.findall(page.pdf(format="A4")))
    assert sheets == {post.code: 2 for post in posts()}
