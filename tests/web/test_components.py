"""The components in a real browser: what they do while one taps and types, with eyes closed, and with a thumb."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from taizhang.web.kit import gallery
from tests.web import shown
from tests.web.axe import too_small, violations


@pytest.mark.parametrize("part", gallery.PARTS)
def test_axe_finds_nothing_in_light_or_dark(page: Page, part: str) -> None:
    shown.serve(page)
    shown.visit(page, part)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(f"html[data-bs-theme={scheme}]")).to_be_attached()
        assert violations(page) == []


@pytest.mark.parametrize("part", gallery.PARTS)
def test_on_a_phone_nothing_is_cut_off_and_every_target_fits_a_thumb(phone: Page, part: str) -> None:
    shown.serve(phone)
    shown.visit(phone, part)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert too_small(phone) == []
    assert violations(phone) == []


@pytest.mark.parametrize("part", gallery.PARTS)
def test_at_twice_the_size_nothing_is_cut_off(page: Page, part: str) -> None:
    shown.serve(page)
    page.set_viewport_size({"width": 640, "height": 400})
    shown.visit(page, part)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_the_roll_counts_who_was_not_there_and_the_quorum_follows(page: Page) -> None:
    shown.serve(page)
    shown.visit(page, "forms")
    count = page.locator("[data-roll-count]")
    expect(count).to_have_text("应到 6 人，到会 5 人，未到 1 人")
    for one in ("3", "5"):
        page.click(f"label[for=absent-{one}]")
    expect(count).to_have_text("应到 6 人，到会 3 人，未到 3 人")
    enough = page.locator(".tz-quorum", has_text="到会人数")
    expect(enough).to_contain_text("未达到")
    expect(enough).to_contain_text("3 × 2 = 6 = 6 × 1 = 6")
    page.click("label[for=absent-7]")  # a probationary member does not count
    expect(count).to_have_text("应到 6 人，到会 3 人，未到 3 人")


def test_a_vote_shows_its_arithmetic_while_one_types(page: Page) -> None:
    shown.serve(page)
    shown.visit(page, "forms")
    page.fill("[name=favour]", "12")
    vote = page.locator(".tz-quorum", has_text="赞成人数过半数为通过")
    expect(vote).to_contain_text("12 × 2 = 24 > 23 × 1 = 23")
    expect(vote.locator("[data-quorum-word]")).to_have_text("达到")
    page.fill("[name=entitled]", "0")
    expect(vote.locator("[data-quorum-word]")).to_have_text("无人有表决权，不能表决。")


def test_a_draft_is_saved_as_one_types(page: Page) -> None:
    sent: list[str] = []

    def keep(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(status=204)

    shown.serve(page, keep)
    shown.visit(page, "forms")
    page.fill("[name=place]", "二楼")
    expect(page.locator("[data-draft-status]")).to_have_text(re.compile(r"已保存 \d\d:\d\d"))
    assert len(sent) == 1 and "二楼" in sent[0]
    assert page.evaluate("localStorage.length") == 0


def test_a_lost_connection_loses_nothing(page: Page) -> None:
    shown.serve(page, lambda route: route.abort())
    shown.visit(page, "forms")
    page.fill("[name=place]", "三楼")
    page.click("label[for=absent-3]")
    expect(page.locator("[data-draft-status]")).to_have_text("连接中断，已留在本机，稍后自动再存")
    page.reload()
    expect(page.locator("[name=place]")).to_have_value("三楼")


def test_dark_is_remembered_and_the_keyboard_finds_search_and_closes_menus(page: Page) -> None:
    shown.serve(page)
    shown.visit(page, "work")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    page.click(".tz-me .tz-menu > summary")
    page.click("[data-theme-choice] button[value=dark]")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    assert {one["name"]: one["value"] for one in page.context.cookies()}["theme"] == "dark"
    page.keyboard.press("Escape")
    expect(page.locator(".tz-me .tz-menu-box")).to_be_hidden()


def test_a_group_of_the_menu_opens_by_key_and_closes_by_escape(page: Page) -> None:
    shown.serve(page)
    shown.visit(page, "work")
    group = page.locator(".tz-nav-group > summary")
    group.press("Enter")
    expect(page.get_by_role("link", name="规则包")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="规则包")).to_be_hidden()
    expect(group).to_be_focused()


def test_all_rows_are_selected_at_once_and_counted(page: Page) -> None:
    shown.serve(page)
    shown.visit(page, "ledger")
    page.locator("thead [data-select-all]").check()
    expect(page.locator("[data-select-count]")).to_have_text("已选 12 行")
    page.locator("input[name=row]").first.uncheck()
    expect(page.locator("[data-select-count]")).to_have_text("已选 11 行")


def test_a_chart_is_drawn_and_its_numbers_can_be_read_as_a_table(page: Page) -> None:
    shown.serve(page)
    shown.visit(page, "ledger")
    expect(page.locator(".tz-chart-canvas svg")).to_have_count(2)
    expect(page.locator(".tz-chart-table td").first).to_be_hidden()
    page.locator(".tz-chart-table > summary").first.click()
    expect(page.locator(".tz-chart-table td").first).to_have_text("81.2%")
