"""Every page for every eye and hand: axe-core, light and dark, thumbs, no sideways scroll, twice the size."""

from datetime import date

import pytest
from playwright.sync_api import Page

from tests.authorization.world import world
from tests.walks.looking import seen
from tests.walks.own import furnish
from tests.walks.pages import every_page
from tests.web.district import enter

pytestmark = pytest.mark.browser
PARTS = 2


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
        found |= {f"{opened.url} {what}": wrong for what, wrong in seen(page, live + opened.url).items() if wrong}
    assert found == {}
