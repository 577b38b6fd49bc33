"""A review meeting from the call to the counts: a report from the ledger, slips, three ballots in a hand, the close."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from taizhang.domain.assessments.models import ReviewMeeting, ReviewReport, VoteCount
from tests.web.axe import too_small, violations
from tests.web.district import enter

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("screen", ["phone"], indirect=True)]
CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}")
DAY = date(2018, 5, 18)


@pytest.fixture
def look(screen: Page, photograph) -> Callable[[str], None]:
    """Takes a picture, and asks axe-core and a thumb."""

    def at(name: str) -> None:
        photograph(name)
        assert violations(screen) == [], name
        assert screen.viewport_size["width"] > 400 or too_small(screen) == [], name

    return at


def press(screen: Page, name: str) -> None:
    screen.get_by_role("button", name=name, exact=True).click()


def test_called_reported_voted_and_counted(district, live: str, screen: Page, look):
    cache.clear()
    _call(district, live, screen)
    meeting = live + f"/review-meetings/{ReviewMeeting.objects.get().pk}/"
    _report(district, live, screen, look)
    enter(screen, live, district.street_officer)
    slips = _slips(screen, meeting, look)
    screen.goto(live + f"/review-meetings/reports/{ReviewReport.objects.get().pk}/")
    screen.get_by_label("肯定成绩、指出不足、提出要求").fill("组织生活按月开展；积极分子培养要抓紧。")
    press(screen, "保存点评")
    screen.goto(meeting)
    press(screen, "开始测评")
    for code, grade in zip(slips, ("好", "好", "较好"), strict=True):
        _vote(live, screen, code, grade, look)
    screen.goto(live + f"/panel/#{slips[0]}")
    press(screen, "打开测评表")
    expect(screen.get_by_text("每码只能投一次")).to_be_visible()
    enter(screen, live, district.street_officer)
    screen.goto(meeting + "screen/")
    expect(screen.locator(".tz-ballots b")).to_have_text("3")
    look("review-hall")
    screen.goto(meeting)
    look("review-voting")
    press(screen, "结束测评")
    expect(screen.get_by_role("heading", name="述职评议结果")).to_be_visible()
    look("review-results")
    counts = VoteCount.objects.get()
    assert (counts.good, counts.fairly, counts.fair, counts.poor) == (2, 1, 0, 0)
    screen.goto(live + f"/review-meetings/reports/{ReviewReport.objects.get().pk}/")
    expect(screen.get_by_text("中位等次", exact=True)).to_be_visible()
    look("review-report")


def _call(district, live: str, screen: Page) -> None:
    enter(screen, live, district.street_officer)
    screen.goto(live + "/review-meetings/new/")
    screen.get_by_label("会议日期").fill(DAY.isoformat())
    screen.get_by_label("直属下级组织全部述职").uncheck()
    press(screen, "召集")
    screen.get_by_label("增加述职组织").fill("HJ1")
    press(screen, "添加")
    expect(screen.get_by_role("link", name="汇金社区第一支部")).to_be_visible()


def _report(district, live: str, screen: Page, look) -> None:
    enter(screen, live, district.secretary)
    screen.goto(live + "/review-meetings/")
    screen.get_by_role("link", name="撰写述职报告").click()
    expect(screen.get_by_label("述职报告")).to_have_value(re.compile("应完成任务"))
    look("review-writing")
    screen.get_by_label("述职报告").press("Control+End")
    screen.get_by_label("述职报告").press_sequentially("下一步抓好积极分子培养。")
    press(screen, "提交")
    expect(screen.get_by_text("述职报告已提交。")).to_be_visible()


def _slips(screen: Page, meeting: str, look) -> list[str]:
    screen.goto(meeting)
    screen.get_by_role("link", name="添加席位").click()
    screen.get_by_label("席位给谁").fill("两代表一委员")
    screen.get_by_label("席位数").fill("3")
    press(screen, "添加")
    expect(screen.get_by_text("已添加3个席位。")).to_be_visible()
    look("review-preparing")
    press(screen, "生成并打印评议码")
    expect(screen.get_by_text("系统不保存")).to_be_visible()
    look("review-slips")
    return CODE.findall(screen.locator("main").inner_text())


def _vote(live: str, screen: Page, code: str, grade: str, look) -> None:
    """The slip's own code fills the field; the grade is pressed; the ballot is cast."""
    screen.context.clear_cookies()
    screen.goto(live + "/accounts/login/")  # a new page: what stands behind the # alone loads nothing
    screen.goto(live + f"/panel/#{code}")
    expect(screen.get_by_label("评议码")).to_have_value(code)
    assert "#" not in screen.url
    press(screen, "打开测评表")
    screen.get_by_role("radio", name=grade, exact=True).check(force=True)
    look("review-ballot")
    press(screen, "提交测评表")
    expect(screen.get_by_role("heading", name="测评表已提交")).to_be_visible()
