"""The pages before and beside the site for every eye and hand: the first day, and codes to sign in with."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from playwright.sync_api import Page, expect

from taizhang.domain.access.roles import Role
from tests.walks.looking import looked, seen
from tests.web.cast import hold, plant, someone

pytestmark = pytest.mark.browser
CODES, PASSWORD = "/accounts/2fa/", "绿水青山2018"


@pytest.fixture
def still(page: Page) -> Page:
    """A page on which nothing moves."""
    page.emulate_media(reduced_motion="reduce")
    return page


def wrong(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {what: said for what, said in found.items() if said}


def sign_in(page: Page, live: str) -> None:
    page.goto(live + "/accounts/login/")
    page.fill("input[name=login]", "wang")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def test_nobody_stumbles_over_the_first_day_nor_over_what_it_refuses(live, still: Page):
    assert wrong(seen(still, live + "/")) == {}
    assert still.url == live + "/setup/"
    still.evaluate("document.querySelector('main form').noValidate = true")
    still.locator("main form button").last.click()
    expect(still.locator("[aria-invalid=true]").first).to_be_visible()
    assert wrong(looked(still)) == {}


def test_nobody_stumbles_over_the_pages_of_codes_to_sign_in_with(live, still: Page):
    hold(someone("wang", password=PASSWORD), Role.SECRETARY, plant().east_first)
    sign_in(still, live)
    found = {}
    still.goto(live + CODES + "totp/activate/")
    if "reauthenticate" in still.url:
        found["password again"] = looked(still)
        still.fill("input[name=password]", PASSWORD)
        still.press("input[name=password]", "Enter")
        still.wait_for_url("**/totp/activate/")
    secret = still.locator(".tz-facts dd").inner_text().strip()
    found["switching on"] = looked(still)
    still.fill("input[name=code]", format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
    still.press("input[name=code]", "Enter")
    still.wait_for_url(lambda url: "/activate/" not in url)
    for name in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        found[name or "codes"] = seen(still, live + CODES + name)
    still.context.clear_cookies()
    cache.clear()  # a code is good once
    sign_in(still, live)
    assert still.url.startswith(live + CODES + "authenticate/")
    found["code"] = looked(still)
    assert {name: wrong(each) for name, each in found.items() if wrong(each)} == {}
