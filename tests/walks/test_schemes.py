"""A scheme from the version in force to the next: weights edited, the district tried out, published from a quarter."""

import pytest
from playwright.sync_api import Page, expect

from taizhang.domain.assessments.models import SchemeDraft, SchemeVersion
from tests.factories.assessments import mark
from tests.factories.schemes import published
from tests.web.district import MOMENT, enter

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("screen", ["page"], indirect=True)]


def press(screen: Page, name: str) -> None:
    screen.get_by_role("button", name=name, exact=True).click()


def test_weights_edited_tried_out_and_published_from_the_next_quarter(district, live: str, screen: Page, photograph):
    published()
    mark(district.first, period="2018-Q2", measure="mark:visit", numerator=95, denominator=100, at=MOMENT)
    enter(screen, live, district.district_officer)
    screen.goto(live + "/schemes/")
    photograph("schemes")
    screen.get_by_role("link", name="季度考核方案（默认）").click()
    photograph("scheme")
    press(screen, "起草新版本")
    _edit(screen)
    photograph("scheme-draft")
    press(screen, "试算")
    expect(screen.locator("#list").get_by_text("实地走访 +38.00")).to_be_visible()
    photograph("scheme-what-if")
    screen.locator("#list tbody th a").first.click()
    expect(screen.get_by_role("heading", name="各项得分构成")).to_be_visible()
    photograph("scheme-two-trees")
    screen.go_back()
    screen.get_by_role("link", name="发布……").click()
    expect(screen.get_by_label("生效日期")).to_have_value("2018-07-01")
    photograph("scheme-publication")
    press(screen, "发布")
    expect(screen.get_by_text("quarter v2 已发布")).to_be_visible()
    version = SchemeVersion.objects.get(version=2)
    assert str(version.valid_from) == "2018-07-01"
    assert [part["weight"] for part in version.content["trees"][0]["tree"]["weighted"]] == [20, 80]
    assert not SchemeDraft.objects.exists()


def _edit(screen: Page) -> None:
    """One weight alone is a problem named at once; with the other the district is tried out beside the sheet."""
    weights = screen.get_by_label("权重", exact=True)
    weights.first.fill("20")
    effect = screen.locator("#effect")
    expect(effect).to_contain_text("改正之前不能试算")
    weights.last.fill("80")
    expect(effect).to_contain_text("1 个组织等次上升")
