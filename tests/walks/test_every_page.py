"""Every page for every eye and hand: axe-core, light and dark, thumbs, no sideways scroll, twice the size."""

from datetime import date

import pytest
from playwright.sync_api import Page

from tests.authorization.world import world
from tests.walks.looking import DESK, TWICE, in_a_hand, on_a_desk
from tests.walks.own import furnish
from tests.walks.pages import Opened, every_page
from tests.web.district import enter

pytestmark = pytest.mark.browser
PARTS = 2


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_stumbles_over_any_page(live, settings, tmp_path, page: Page, phone: Page, part):
    settings.MEDIA_ROOT, settings.TODAY = tmp_path, date(2018, 5, 18)
    there = world()
    furnish(there)
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    phone.emulate_media(reduced_motion="reduce", color_scheme="dark")
    found = {}
    for opened in every_page(there, part, PARTS):
        for screen, looked in ((page, on_a_desk), (phone, in_a_hand)):
            _open(screen, live, opened)
            found |= {f"{opened.url} {what}": wrong for what, wrong in looked(screen).items() if wrong}
    assert found == {}


def _open(screen: Page, live: str, opened: Opened) -> None:
    """A page as who may open it meets it, on a screen that held none: an empty one takes its size at once."""
    screen.goto("about:blank")
    if screen.viewport_size["width"] == TWICE["width"]:
        screen.set_viewport_size(DESK)
    screen.context.clear_cookies()
    if opened.account:
        enter(screen, live, opened.account)
    screen.goto(live + opened.url, wait_until="load")
