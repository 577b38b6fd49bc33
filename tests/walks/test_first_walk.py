"""One gathering recorded once: from the branch's home through review to duties, points and ledgers up the tree."""

import pytest
from playwright.sync_api import Locator, Page, expect

from taizhang.domain.duties.models import Duty
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
MOST_INPUTS = 12  # typed or tapped beyond what is prefilled
MOST_CLICKS = 3  # to review one record


class Hand:
    """Counts everything that is typed or tapped."""

    def __init__(self) -> None:
        self.count = 0

    def tap(self, target: Locator) -> None:
        self.count += 1
        target.click()

    def type(self, target: Locator, text: str) -> None:
        self.count += 1
        target.fill(text)

    def choose(self, target: Locator, value: str) -> None:
        self.count += 1
        target.select_option(value)


def enter(screen: Page, site: str, username: str) -> None:
    """Sign in through the page, as somebody else than before."""
    screen.context.clear_cookies()
    screen.goto(f"{site}/accounts/login/")
    screen.fill("input[name=login]", username)
    screen.fill("input[name=password]", PASSWORD)
    screen.locator("form:has(input[name=password]) button").click()
    screen.wait_for_url(f"{site}/")


def kind(screen: Page, code: str) -> Locator:
    """The card of an institution."""
    return screen.locator(f".tz-kind[data-code={code}]")


def record(screen: Page, hand: Hand) -> None:
    """A theme day that is also a lecture and a general meeting; two were not there."""
    follows = screen.locator("#preview")
    expect(screen.get_by_label("日期")).to_have_value("2018-05-16")
    expect(kind(screen, "L05").locator("input")).to_be_checked()
    hand.tap(kind(screen, "L04"))
    hand.tap(kind(screen, "L01"))
    hand.type(screen.get_by_label("主讲人"), "周建华")
    hand.type(screen.get_by_label("议题"), "学习党的十九大报告\n讨论3号楼楼道灯")
    seats = screen.locator(".tz-seat")
    hand.tap(seats.nth(0).locator("label"))
    hand.type(seats.nth(0).get_by_placeholder("原因"), "出差")
    hand.tap(seats.nth(1).locator("label"))
    hand.choose(seats.nth(1).locator("select"), "absent")
    expect(follows).to_contain_text("应到 9 人，实到 7 人")
    for name in ("主题党日（党员活动日）", "党课", "支部党员大会"):
        expect(follows).to_contain_text(name)
    expect(screen.get_by_label("活动名称")).to_have_value("主题党日、党员大会、党课")


def test_one_gathering_recorded_once_and_every_ledger_follows(district, live, screen, photograph):
    enter(screen, live, "zhou")
    photograph("1-home")
    theme_day = Duty.objects.get(organization=district.first, institution="L05", occurrence="2018-M05")
    screen.locator(f"a[href$='duty={theme_day.pk}']").click()
    hand = Hand()
    record(screen, hand)
    photograph("2-record")
    hand.tap(screen.get_by_role("button", name="提交审核"))
    assert hand.count <= MOST_INPUTS
    expect(screen.locator(".tz-states")).to_contain_text("待审核")
    photograph("3-recorded")
    address = screen.url

    enter(screen, live, "zhao")
    hand = Hand()
    hand.tap(screen.locator("main a[href^='/reviews/']").first)
    hand.tap(screen.get_by_role("link", name="主题党日、党员大会、党课"))
    photograph("4-review")
    hand.tap(screen.get_by_role("button", name="通过", exact=True))
    assert hand.count <= MOST_CLICKS
    expect(screen.locator(".tz-undo")).to_contain_text("已通过")
    photograph("5-approved")

    screen.goto(address)
    expect(screen.locator(".tz-states")).to_contain_text("审核通过")
    expect(screen.locator("main")).to_contain_text("已随审核通过入账")
    photograph("6-posted")
    for username in ("zhou", "zhao", "sun"):
        enter(screen, live, username)
        screen.goto(f"{live}/ledger/?state=met&organization=HJ1")
        met = screen.locator("#rows tbody tr")
        expect(met).to_have_count(3)
        expect(met.first).to_contain_text("主题党日、党员大会、党课")
    photograph("7-ledger")


def test_what_was_typed_without_a_connection_comes_back(district, live, screen, photograph):
    enter(screen, live, "zhou")
    screen.goto(f"{live}/records/new/")
    screen.context.set_offline(True)
    screen.get_by_label("议题").fill("网络断了也不丢")
    expect(screen.locator("[data-draft-status]")).to_contain_text("连接中断")
    address, another = screen.url, screen.context.new_page()
    screen.close()
    screen.context.set_offline(False)
    another.goto(address)
    expect(another.get_by_label("议题")).to_have_value("网络断了也不丢")
    expect(another.locator("[data-draft-status]")).to_contain_text("已保存")


def test_the_arithmetic_of_a_vote_follows_what_is_typed_and_tapped(district, live, screen, photograph):
    enter(screen, live, "zhou")
    screen.goto(f"{live}/records/new/")
    kind(screen, "L01").click()
    screen.get_by_text("表决", exact=False).locator("visible=true").first.click()
    screen.get_by_label("赞成").fill("5")
    passed = screen.locator("[data-quorum]").nth(1)
    expect(passed).to_contain_text("5 × 2 = 10 > 9 × 1 = 9")
    screen.get_by_label("赞成").fill("4")
    expect(passed).to_contain_text("4 × 2 = 8 ≤ 9 × 1 = 9")
    for number in range(5):
        screen.locator(".tz-seat label").nth(number).click()
    enough = screen.locator("[data-quorum]").first
    expect(enough).to_contain_text("4 × 2 = 8 < 9 × 1 = 9")
    photograph("8-vote")
