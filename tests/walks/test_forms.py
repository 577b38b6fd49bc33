"""A form from its design to its answer, on a desk: whatever a page asks for can be sent from it."""

import pytest
from playwright.sync_api import Page, expect

from taizhang.domain.burden.models import Answer, CollectionForm
from tests.web.district import enter

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("screen", ["page"], indirect=True)]


def test_a_form_is_designed_registered_sent_filled_and_withdrawn(district, live: str, screen: Page, photograph):
    enter(screen, live, district.district_officer)
    screen.goto(live + "/forms/new/")
    told = {"报表名称": "活动室调查表", "用途": "安排修缮", "依据文件": "二七组〔2018〕11号", "条款": "第二条"}
    for label, words in told.items():
        screen.get_by_label(label, exact=True).fill(words)
    screen.locator("[name=question-0-label]").fill("活动室面积")
    screen.locator("[name=question-1-label]").fill("党员总数")
    screen.get_by_role("button", name="保存设计").click()
    expect(screen.get_by_text("其中1个字段由系统自动带出").first).to_be_visible()
    screen.get_by_role("button", name="登记", exact=True).click()
    screen.get_by_role("link", name="下发", exact=True).click()
    screen.locator("[name=due_on]").fill("2018-05-30")
    photograph("form-cost")
    screen.get_by_role("button", name="下发给").click()
    expect(screen.get_by_text("已下发给").first).to_be_visible()
    form = CollectionForm.objects.get()
    enter(screen, live, district.secretary)
    screen.goto(live + "/forms/filling/")
    screen.get_by_role("link", name="活动室调查表").click()
    expect(screen.get_by_text("党员总数", exact=True)).to_be_visible()
    screen.get_by_label("活动室面积").fill("很大")
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_label("活动室面积")).to_have_value("很大")
    screen.get_by_label("活动室面积").fill("120")
    photograph("form-answer")
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_text("已填报").first).to_be_visible()
    assert Answer.objects.submitted().get().organization == district.first
    enter(screen, live, district.district_officer)
    screen.goto(live + f"/forms/{form.pk}/")
    screen.get_by_label("理由").fill("并入年报")
    screen.get_by_role("button", name="撤回").click()
    expect(screen.get_by_text("并入年报").first).to_be_visible()
