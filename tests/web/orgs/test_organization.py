"""One organisation: who sees its light and when, what stood there on another day, and who may change it."""

from datetime import date

import pytest

from taizhang.domain.orgs.actions.tree import move, rename
from tests.factories.orgs import SEED

pytestmark = pytest.mark.django_db
HJ1 = "/organizations/HJ1/"
PAGES = ("", "profile/", "placements/", "history/")


@pytest.mark.parametrize("page", PAGES)
def test_whoever_reaches_it_sees_it_and_nobody_else(signed_in, page):
    for part in ("secretary", "recorder", "street_officer", "district_officer", "leader"):
        assert signed_in(part).get(HJ1 + page).status_code == 200, part
    assert signed_in("other_secretary").get(HJ1 + page).status_code == 404
    assert signed_in("audit_admin").get(HJ1 + page).status_code == 403


def test_the_branch_sees_its_light_today_and_those_above_a_day_later(signed_in):
    assert "上级晚一天看到" not in signed_in("secretary").get(HJ1).content.decode()
    assert "截至5月30日：上级晚一天看到" in signed_in("street_officer").get(HJ1).content.decode()


def test_light_list_and_number_are_one(signed_in):
    page = signed_in("secretary").get(HJ1).content.decode()
    owed = page.count("tz-duty tz-duty-")
    assert owed > 2
    assert f"本月{owed}项应办，0项已完成" in page
    assert f"还有 {owed} 项" in page or f"还有{owed}项" in page


def test_a_page_of_an_earlier_day_shows_the_name_and_place_of_that_day(signed_in, cast):
    rename(organization=cast.first, name="汇金先锋支部", short_name="", on=date(2018, 5, 10), because="更名", by=SEED)
    move(organization=cast.first, under=cast.street, on=date(2018, 5, 20), because="划转", by=SEED)
    client = signed_in("district_officer")
    assert "<h1>汇金先锋支部</h1>" in client.get(HJ1).content.decode()
    then = client.get(f"{HJ1}?on=2018-05-09").content.decode()
    assert "<h1>汇金社区第一支部</h1>" in then
    assert "汇金社区</a>" in then
    places = client.get(f"{HJ1}placements/").content.decode()
    assert places.count("tz-nowrap") == 0 or "划转" in places
    for words in ("汇金社区第一支部", "汇金先锋支部", "更名", "划转", "?on=2018-05-20"):
        assert words in places


def test_only_an_office_is_offered_changes(signed_in):
    assert "/organizations/HJ1/changes/" in signed_in("street_officer").get(HJ1).content.decode()
    for part in ("secretary", "leader"):
        assert "/organizations/HJ1/changes/" not in signed_in(part).get(HJ1).content.decode()
        assert signed_in(part).get(f"{HJ1}changes/").status_code == 403


def test_the_profile_shows_the_ten_items_and_the_facts_rules_ask_for(signed_in, cast):
    page = signed_in("secretary").get(f"{HJ1}profile/").content.decode()
    for words in ("汇金社区第一支部", "周建华", "单位名称", "统一社会信用代码", "正式党员", "设有支委会"):
        assert words in page


def test_an_organisation_shows_what_stands_right_below_it(signed_in):
    page = signed_in("street_officer").get("/organizations/410103010/").content.decode()
    assert "/organizations/410103010005/" in page
    assert "/organizations/DXL/" in page
    assert "/organizations/HJ1/" not in page
