"""Somebody says that it is too much, without a name; the office answers; the code shows the answer."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from taizhang.domain.cases.models import Case
from tests.web.district import enter

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("screen", ["phone"], indirect=True)]
CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}")


def test_said_without_a_name_answered_and_read(district, live: str, screen: Page):
    cache.clear()
    screen.goto(live + "/accounts/login/")
    screen.get_by_role("link", name="负担重？请反映").click()
    screen.get_by_label("标题").fill("同一份名册报了三次")
    screen.get_by_label("具体情况或改进建议").fill("三条线各要一次，格式还不一样。")
    screen.get_by_role("button", name="提交").click()
    shown = screen.get_by_text(CODE)
    expect(shown).to_be_visible()
    code = CODE.search(shown.inner_text()).group()
    enter(screen, live, district.district_officer)
    screen.goto(live + f"/cases/{Case.objects.get().pk}/")
    screen.get_by_label("答复", exact=True).fill("下月起只报一次。")
    screen.get_by_role("button", name="发送答复").click()
    expect(screen.get_by_text("2018-0001 已答复")).to_be_visible()
    screen.context.clear_cookies()
    screen.goto(live + "/cases/receipt/")
    screen.get_by_label("查询码").fill(code)
    screen.get_by_role("button", name="查看").click()
    expect(screen.get_by_text("下月起只报一次。")).to_be_visible()
    screen.get_by_role("button", name="是", exact=True).click()
    expect(screen.get_by_text("您已评价：有帮助。")).to_be_visible()
