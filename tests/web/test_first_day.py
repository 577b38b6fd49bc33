"""The first day of a district in a real browser: set up, open an account, give a role, verify the trail."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import too_small, violations

pytestmark = pytest.mark.browser
PASSWORD = "绿水青山2018"
PEOPLE = {
    "system_admin": "系统员甲",
    "security_admin": "安全员乙",
    "audit_admin": "审计员丙",
    "district_office": "党建办丁",
}


def set_up(page: Page, live: str) -> None:
    page.goto(f"{live}/audit/")
    expect(page).to_have_url(f"{live}/setup/")
    for name, value in {"name": "中共二七区委", "short_name": "二七区委", "code": "410103"}.items():
        page.fill(f"[name={name}]", value)
    for role, name in PEOPLE.items():
        said = {"name": name, "username": role, "password": PASSWORD, "again": PASSWORD}
        for field, value in said.items():
            page.fill(f"[name={role}-{field}]", value)


def sign_in(page: Page, live: str, username: str, password: str = PASSWORD) -> None:
    page.context.clear_cookies()
    page.goto(f"{live}/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.locator("main form .tz-button-primary").first.click()
    page.wait_for_url(lambda url: "/login/" not in url)


def clean(page: Page) -> None:
    """Nothing on this page stops anyone; nothing is cut off."""
    page.wait_for_load_state("load")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_district_is_set_up_and_its_administrators_do_their_work(live: str, page: Page) -> None:
    set_up(page, live)
    clean(page)
    page.click("main .tz-button-primary")
    expect(page).to_have_url(f"{live}/accounts/login/")
    clean(page)
    sign_in(page, live, "system_admin")
    page.goto(f"{live}/accounts-admin/new/")
    clean(page)
    page.fill("[name=name]", "周建华")
    page.check("[name=new_person]")
    page.fill("[name=username]", "zhou")
    page.click("main .tz-button-primary")
    password = page.locator("dd").nth(2).inner_text()
    page.goto(f"{live}/accounts-admin/?q=zhou")
    clean(page)
    sign_in(page, live, "security_admin")
    page.goto(f"{live}/grants/new/")
    page.fill("[name=username]", "zhou")
    page.check("[name=role][value=leader]")
    page.fill("[name=organization]", "410103")
    clean(page)
    page.click("main form .tz-button-primary")
    expect(page.locator("main")).to_contain_text("周建华")
    clean(page)
    sign_in(page, live, "zhou", password)
    page.goto(f"{live}/search/?q=eqqw")
    expect(page.locator("#hits")).to_contain_text("中共二七区委")
    clean(page)
    page.keyboard.press("Control+k")
    page.locator("#palette input[type=search]").fill("eqqw")
    expect(page.locator("#palette a[role=option]").first).to_contain_text("中共二七区委")
    clean(page)
    sign_in(page, live, "audit_admin")
    page.goto(f"{live}/audit/")
    clean(page)
    page.click(".tz-head .tz-button-primary")
    expect(page.locator("main .tz-alert-good")).to_be_visible()
    clean(page)


def test_the_list_is_filtered_without_a_reload_and_the_address_says_so(live: str, page: Page) -> None:
    set_up(page, live)
    page.click("main .tz-button-primary")
    sign_in(page, live, "audit_admin")
    page.goto(f"{live}/audit/")
    page.evaluate("window.same = true")
    page.select_option("[name=verb]", "accounts.open")
    expect(page.locator("#list tbody tr")).to_have_count(4)
    assert "verb=accounts.open" in page.url
    assert page.evaluate("window.same")
    page.select_option("[name=verb]", "grants.give")
    expect(page.locator("#list")).to_have_count(1)
    expect(page.locator(".tz-chip")).to_have_count(1)


def test_on_a_phone_every_target_fits_a_thumb(live: str, page: Page, phone: Page) -> None:
    set_up(page, live)
    page.click("main .tz-button-primary")
    for username, paths in {
        "system_admin": ("/accounts-admin/", "/accounts-admin/new/", "/accounts/2fa/"),
        "security_admin": ("/grants/", "/grants/new/"),
        "audit_admin": ("/audit/", "/audit/1/"),
        "district_office": ("/search/?q=eq", "/audit/"),
    }.items():
        sign_in(phone, live, username)
        for path in paths:
            phone.goto(live + path)
            assert too_small(phone) == [], path
            clean(phone)
