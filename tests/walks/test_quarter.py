"""A quarter as it is judged: a scheme tried out and published, the quarter closed, objected to, locked, and opened."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from taizhang.domain.assessments.actions.marks import MarkEntry, give_marks
from taizhang.domain.assessments.models import Assessment, Mark, SchemeVersion, Stage
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.records.actions import approve
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.periods import Kind, Period
from tests.factories import duties
from tests.factories.schemes import published
from tests.people import Cast, assemble
from tests.snapshots import once_built
from tests.walks.test_first_walk import enter
from tests.web.axe import violations
from tests.web.district import actor, gathering

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("screen", ["page"], indirect=True)]
Q1 = Period.parse("2018-Q1")
HELD, CLOSED, OVER = date(2018, 3, 15), date(2018, 4, 3), date(2018, 4, 16)
TITLE = "春季植树主题党日"
BECAUSE = "走访当天活动室正在更换电路，会议记录临时存放在社区，请核实。"
SCORE = "/scores/HJ1/2018-Q1/"
ONLY_HERE = {"what-if", "closing", "answering", "second-preview", "locked", "refused"}


@pytest.fixture
def quarter(live: str, settings) -> Cast:
    """What the first quarter brought: its duties, a gathering approved, the visits of the street; days after it."""
    settings.TODAY = CLOSED
    return once_built("first quarter", _first_quarter)


def _first_quarter() -> Cast:
    cast = assemble()
    duties.pack()
    for month in Q1.split(Kind.MONTH):
        issue(period=month, on=month.first, by=duties.actor())
    published()
    evening = datetime(2018, 3, 15, 12, tzinfo=UTC)
    held = gathering(cast, "L05", "L04", title=TITLE, held_on=HELD, at=evening)
    approve(submission_ids=[held.submission_id], by=actor(cast.street_officer, datetime(2018, 3, 19, 1, tzinfo=UTC)))
    visits = ((cast.first, 60, "走访当天未见会议记录，活动室未开放。"), (cast.second, 85, "会议记录齐全。"))
    entries = [MarkEntry(of, Q1, "mark:visit", number, 100, because) for of, number, because in visits]
    give_marks(entries=entries, by=actor(cast.street_officer, datetime(2018, 3, 29, 1, tzinfo=UTC)))
    return cast


@pytest.fixture
def look(screen: Page, photograph) -> Callable[[str], None]:
    """Takes a picture, and asks axe-core where a page stands as no other test opens it."""

    def at(name: str) -> None:
        photograph(f"quarter-{name}")
        assert name not in ONLY_HERE or violations(screen) == [], name

    return at


def press(screen: Page, name: str) -> None:
    screen.get_by_role("button", name=name, exact=True).click()


def follow(screen: Page, name: str) -> None:
    screen.locator("main").get_by_role("link", name=name, exact=True).first.click()


def test_a_quarter_from_the_weights_to_what_is_locked(quarter, live: str, screen: Page, look, settings):
    enter(screen, live, "sun")
    _publish(screen, live, look)
    _close(screen, live, look)
    enter(screen, live, "zhou")
    _object(screen, live, look)
    enter(screen, live, "zhao")
    _leave_it(screen, live)
    enter(screen, live, "sun")
    _answer(screen, live, look)
    enter(screen, live, "zhao")
    _mark_anew(screen, live, look)
    enter(screen, live, "sun")
    settings.TODAY = OVER
    _lock(screen, live, look)
    enter(screen, live, "zhao")
    _open(screen, live, look)
    _take_back(screen, look)
    assert Submission.objects.get().state == "approved"
    assert Assessment.objects.get().stage == Stage.LOCKED


def _publish(screen: Page, live: str, look) -> None:
    """Two weights, everybody tried out over the quarter that is over, in force from the next quarter."""
    screen.goto(f"{live}/schemes/")
    follow(screen, "季度考核方案（默认）")
    press(screen, "起草新版本")
    weights = screen.get_by_label("权重", exact=True)
    weights.first.fill("20")
    expect(screen.locator("#effect")).to_contain_text("改正之前不能试算")
    weights.last.fill("80")
    expect(screen.locator("#effect")).to_contain_text("等次")
    look("draft")
    press(screen, "试算")
    screen.get_by_label("周期").select_option("2018-Q1")
    expect(screen.locator("#list")).to_contain_text("实地走访 +")
    look("what-if")
    follow(screen, "发布……")
    expect(screen.get_by_label("生效日期")).to_have_value("2018-07-01")
    look("publication")
    press(screen, "发布")
    expect(screen.get_by_text("quarter v2 已发布")).to_be_visible()
    assert [str(each.valid_from) for each in SchemeVersion.objects.order_by("version")] == ["2018-01-01", "2018-07-01"]


def _close(screen: Page, live: str, look) -> None:
    """The numbers first, then exactly those."""
    screen.goto(f"{live}/scores/assessments/")
    follow(screen, "结账")
    expect(screen.get_by_role("heading", name="2018年第1季度目前数据")).to_be_visible()
    look("closing")
    press(screen, "结账并发出预告")
    expect(screen.get_by_text("异议期还没有结束")).to_be_visible()
    look("preview")


def _object(screen: Page, live: str, look) -> None:
    """The secretary is told, opens the score and objects to the visit."""
    screen.goto(f"{live}/notices/")
    screen.locator("#list a").filter(has_text="预告").first.click()
    expect(screen).to_have_url(live + SCORE)
    expect(screen.locator(".tz-score-result")).to_contain_text("差")
    look("score")
    follow(screen, "提出异议")
    screen.get_by_label("得分的哪一部分").select_option(label="实地走访")
    screen.get_by_label("哪里不对").fill(BECAUSE)
    look("objecting")
    press(screen, "提交异议")
    expect(screen.get_by_text("等待答复", exact=True)).to_be_visible()
    look("objection")


def _leave_it(screen: Page, live: str) -> None:
    """Whoever marked reads the objection, and answers nothing to it; that is another's."""
    screen.goto(f"{live}/scores/objections/")
    screen.locator("#list tbody a").first.click()
    expect(screen.get_by_text(BECAUSE)).to_be_visible()
    expect(screen.get_by_role("button", name="发送答复")).to_have_count(0)


def _answer(screen: Page, live: str, look) -> None:
    screen.goto(f"{live}/scores/objections/")
    screen.locator("#list tbody a").first.click()
    screen.get_by_label("成立：更正事实或评分，再次预告").check()
    screen.get_by_role("textbox", name="答复").fill("经核实情况属实，街道已重新走访评分。")
    look("answering")
    press(screen, "发送答复")
    expect(screen.get_by_text("异议成立", exact=True)).to_be_visible()


def _mark_anew(screen: Page, live: str, look) -> None:
    """Whoever visited hears that it is upheld, takes the mark back and gives another."""
    screen.goto(f"{live}/notices/")
    screen.locator("#list a").filter(has_text="异议已答复：成立").first.click()
    follow(screen, "评分 · 答复")
    expect(screen.locator("#list tbody tr")).to_have_count(1)
    screen.locator("#list tbody a").first.click()
    screen.get_by_label("理由").fill("重新走访")
    press(screen, "撤回评分")
    expect(screen.get_by_text("已撤回").first).to_be_visible()
    screen.goto(f"{live}/scores/marks/new/?organization=HJ1&measure=mark:visit&period=2018-Q1")
    screen.get_by_label("得分", exact=True).fill("95")
    screen.get_by_label("理由").fill("4月3日重新走访：会议记录齐全，活动室已恢复使用。")
    look("marking")
    press(screen, "提交评分")
    expect(screen.get_by_text("已评分，该组织能看到")).to_be_visible()
    assert Mark.objects.standing().get(organization__code="HJ1").numerator == 95


def _lock(screen: Page, live: str, look) -> None:
    """When the window is over: what changed, published, locked."""
    screen.goto(f"{live}/scores/assessments/")
    follow(screen, "2018年第1季度")
    press(screen, "计算再次预告")
    changed = screen.get_by_role("row").filter(has_text="汇金社区第一支部")
    expect(changed).to_contain_text("37.66 差")
    expect(changed).to_contain_text("51.66 差")
    look("second-preview")
    press(screen, "公布")
    press(screen, "锁定")
    expect(screen.get_by_text("已锁定").first).to_be_visible()
    look("locked")


def _open(screen: Page, live: str, look) -> None:
    """From the score through its tree to the duty and to the record that met it."""
    screen.goto(live + SCORE)
    theme_day = screen.locator(".tz-score-leaf").filter(has_text="主题党日").first
    expect(theme_day).to_contain_text("1/3")
    theme_day.get_by_role("link", name="应办事项").click()
    expect(screen.locator("#list tbody tr")).to_have_count(3)
    look("duties")
    screen.get_by_role("row").filter(has_text="已完成").locator("a").first.click()
    look("duty")
    follow(screen, TITLE)
    expect(screen.get_by_role("heading", name=TITLE)).to_be_visible()
    look("record")


def _take_back(screen: Page, look) -> None:
    """The approval is not taken back: the sentence says what rests on it, who locked it, and what can be done."""
    follow(screen, "审核")
    screen.get_by_text("撤销审核通过……").click()
    screen.get_by_label("撤销原因").fill("到会人数与签到表不一致，请核对后重新提交。")
    press(screen, "撤销审核通过")
    refused = screen.get_by_role("alert")
    for words in ("汇金一支部", "季度考核方案", "已由孙丽锁定", "两人说明理由后解锁", "到会人数与签到表不一致"):
        expect(refused.first).to_contain_text(words)
    look("refused")
