"""The menu: short for those with little to do here, folded into groups for those with much, wide enough in English."""

from datetime import date

import pytest
from playwright.sync_api import Page

from taizhang.web.kit import nav
from tests.people import Cast
from tests.web.district import district, enter

DAY = date(2018, 5, 18)


def menu(cast: Cast, part: str, path: str = "/") -> list[nav.Shown]:
    return nav.menu(cast.reloaded(part), path, on=DAY)


@pytest.mark.django_db
def test_an_administrator_has_few_lines_and_no_group(settings):
    settings.TODAY = DAY
    cast = district()
    for part in ("system_admin", "security_admin", "audit_admin", "member"):
        assert {line.group for line in menu(cast, part)} == {""}, part


@pytest.mark.django_db
def test_a_group_holds_at_least_two_lines_and_no_more_than_eight_stand_beside_each_other(settings):
    settings.TODAY = DAY
    cast = district()
    for part in ("secretary", "recorder", "street_officer", "district_officer", "leader"):
        lines = [line for line in menu(cast, part) if line.desk]
        groups = [line.group for line in lines if line.group]
        assert all(groups.count(group) >= 2 for group in groups), part
        assert sum(not line.group for line in lines) + len(set(groups)) <= 8, part


@pytest.mark.django_db
def test_the_page_within_a_group_is_marked(settings):
    settings.TODAY = DAY
    marked = [line for line in menu(district(), "secretary", "/packs/erqi-2018/1/") if line.current]
    assert [(line.url, bool(line.group)) for line in marked] == [("/packs/", True)]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1145, 1280])
def test_the_longest_menu_in_the_widest_language_leaves_room_for_search(live, settings, page: Page, width):
    settings.TODAY = DAY
    enter(page, live, district().district_officer, "en")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live + "/policies/", wait_until="networkidle")
    last, box = page.locator(".tz-nav > li").last.bounding_box(), page.locator(".tz-search").bounding_box()
    assert last and box and last["x"] + last["width"] <= box["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
