"""Somebody says that it is too much, without a name; the office answers; the code shows the answer. And every eye."""

import re
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Page, expect

from taizhang.domain.cases.actions import draw_samples
from taizhang.domain.cases.models import Case, Reading
from taizhang.domain.records.actions import approve
from taizhang.kernel.periods import Period
from tests.factories import cases
from tests.web.axe import too_small, violations
from tests.web.district import actor, browser_of, gathering

pytestmark = pytest.mark.browser
CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}")
AT = datetime(2018, 5, 6, 2, tzinfo=UTC)


def enter(screen: Page, live: str, account) -> None:
    """Signed in without the page for it: that is walked elsewhere."""
    session = browser_of(account).cookies[settings.SESSION_COOKIE_NAME].value
    screen.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live}])


def test_said_without_a_name_answered_and_read(district, live: str, screen: Page):
    cache.clear()
    screen.goto(live + "/accounts/login/")
    screen.get_by_role("link", name="负担重？请反映").click()
    screen.get_by_label("标题").fill("同一份名册报了三次")
    screen.get_by_label("具体情况或改进建议").fill("三条线各要一次，格式还不一样。")
    screen.get_by_role("button", name="提交").click()
    code = CODE.search(screen.content()).group()
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


def test_nobody_stumbles(district, live: str, screen: Page):
    filed = cases.case(district.member.person)
    _drawn(district)
    pages = (
        *((None, each) for each in ("/cases/new/", "/cases/receipt/", "/cases/summary/")),
        *(("member", each) for each in ("/me/cases/", f"/me/cases/{filed.pk}/", "/me/data/", "/me/data/correction/")),
        *(("street_officer", each) for each in ("/cases/", f"/cases/{filed.pk}/", "/samples/", "/people/exchange/")),
        *(("leader", each) for each in ("/samples/mine/", "/samples/2018-M04/", "/retention/")),
        ("secretary", "/cases/support/"),
    )
    found = {}
    for part, address in pages:
        screen.context.clear_cookies()
        if part is not None:
            enter(screen, live, getattr(district, part))
        for theme in ("light", "dark"):
            screen.context.add_cookies([{"name": "theme", "value": theme, "url": live}])
            screen.goto(live + address)
            screen.wait_for_load_state("networkidle")
            found[f"{address} {theme}"] = violations(screen)
        if screen.viewport_size["width"] < 500:
            found[f"{address} thumbs"] = too_small(screen)
        wide = screen.evaluate("document.documentElement.scrollWidth")
        found[f"{address} width"] = [] if wide <= screen.viewport_size["width"] else [str(wide)]
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def _drawn(district) -> None:
    """A record that the leader reads, standing for a secretary of another street."""
    held = gathering(
        district, "L05", held_on=date(2018, 4, 16), at=datetime(2018, 4, 17, 1, tzinfo=UTC), minutes="学习"
    )
    approve(submission_ids=[held.submission_id], by=actor(district.street_officer, datetime(2018, 4, 18, tzinfo=UTC)))
    draw = draw_samples(month=Period.parse("2018-M04"), by=actor(district.district_officer, AT), seed="5eed")
    peer = district.leader.person
    Reading.objects.create(draw=draw, sample=draw.samples.get(), person=peer, ticket="0" * 64, assigned_at=AT)
