"""The pages of keys, on a desk and in a hand, as axe-core sees them."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.access.roles import Permission
from tests.factories import access
from tests.people import PASSWORD
from tests.web.axe import too_small, violations
from tests.web.district import district, enter

pytestmark = pytest.mark.browser


def look(page: Any) -> None:
    assert violations(page) == []
    if page.viewport_size["width"] < 600:
        assert too_small(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_key_is_made_by_hand_and_nobody_stumbles(live, page, phone, settings):
    settings.TODAY = date(2018, 5, 31)
    cast = district()
    access.made_key(cast.reloaded("secretary"), Permission.ORGS_VIEW)
    for window in (page, phone):
        enter(window, live, cast.reloaded("secretary"))
        window.goto(f"{live}/me/keys/")
        look(window)
        window.goto(f"{live}/me/keys/new/")
        if window.locator("[name=password]").count():
            window.fill("[name=password]", PASSWORD)
            window.locator("main form.tz-card button").first.click()
        look(window)
        window.fill("[name=name]", "月报汇总程序")
        window.locator("[name=permissions]").first.check()
        window.locator("main form.tz-card button").first.click()
        assert window.locator("[name=secret]").input_value().startswith("tz_")
        look(window)
        enter(window, live, cast.reloaded("security_admin"))
        window.goto(f"{live}/keys/")
        look(window)
