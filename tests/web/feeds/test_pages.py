"""Everyone makes calendars of his own; an organisation's are revoked by whoever keeps it."""

import re

import pytest

from taizhang.domain.feeds.models import Feed
from taizhang.kernel.ids import uuid7
from tests.factories.feeds import feed, feed_and_secret
from tests.web.district import browser_of

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"http://testserver/feeds/([A-Za-z0-9_-]{43})\.ics")


def make(browser, **more):
    return browser.post("/me/feeds/", {"id": uuid7(), "organization": "", "name": "", **more})


def test_the_address_is_shown_once_and_works(town):
    browser = browser_of(town.secretary)
    made = make(browser, name="我的手机").content.decode()
    secret = ADDRESS.search(made)[1]
    assert f"webcal://testserver/feeds/{secret}.ics" in made
    assert re.search(r"保密地址\s*</label>", made)  # what is only read is not said to be optional
    assert browser.get(f"/feeds/{secret}.ics").status_code == 200
    again = browser.get("/me/feeds/").content.decode()
    assert secret not in again
    assert "我的手机" in again


def test_the_page_with_the_address_is_kept_by_no_browser(town):
    assert "no-store" in make(browser_of(town.secretary)).headers["Cache-Control"]


def test_the_form_sent_twice_makes_one_calendar(town):
    browser, key = browser_of(town.secretary), uuid7()
    make(browser, id=key)
    again = make(browser, id=key)
    assert again.status_code == 422
    assert not ADDRESS.search(again.content.decode())
    assert Feed.objects.count() == 1


def test_a_calendar_of_an_organisation_within_reach_is_made_and_of_another_refused(town):
    browser = browser_of(town.street_officer)
    assert make(browser_of(town.secretary), organization="HJ1").status_code == 200
    assert browser.get("/me/feeds/?organization=HJ1").status_code == 200
    assert make(browser, organization="HJ1").status_code == 200
    for code in ("JYJ", "nowhere", "'; DROP"):
        assert browser.get("/me/feeds/", {"organization": code}).status_code == 404
        assert make(browser, organization=code).status_code in {303, 404}
    assert Feed.objects.count() == 2


def test_a_member_without_a_post_makes_one_too(town):
    assert make(browser_of(town.member)).status_code == 200


def test_mine_is_renewed_and_revoked_and_nobody_elses(town):
    mine, theirs = feed(town.secretary.person), feed(town.other_secretary.person)
    browser = browser_of(town.secretary)
    assert browser.post(f"/me/feeds/{mine.pk}/renewal/").status_code == 303
    assert browser.post(f"/me/feeds/{mine.pk}/revocation/").status_code == 303
    for verb in ("renewal", "revocation"):
        assert browser.post(f"/me/feeds/{theirs.pk}/{verb}/").status_code == 404
    mine.refresh_from_db(), theirs.refresh_from_db()
    assert mine.revoked_at is not None
    assert theirs.revoked_at is None


def test_an_expired_one_says_so(town, settings):
    mine = feed(town.secretary.person)
    settings.TODAY = mine.expires_on.replace(year=mine.expires_on.year + 1)
    assert "已过期" in browser_of(town.secretary).get("/me/feeds/").content.decode()


def test_who_keeps_an_organisation_sees_its_calendars_and_revokes_them(town):
    made, secret = feed_and_secret(town.secretary.person, organization=town.first)
    officer = browser_of(town.street_officer)
    said = officer.get("/organizations/HJ1/feeds/").content.decode()
    assert "周建华" in said
    assert officer.post(f"/organizations/HJ1/feeds/{made.pk}/revocation/").status_code == 303
    assert officer.get(f"/feeds/{secret}.ics").status_code == 410


def test_others_see_only_their_own_and_revoke_nothing(town):
    made = feed(town.secretary.person, organization=town.first)
    assert "周建华" in browser_of(town.secretary).get("/organizations/HJ1/feeds/").content.decode().split("<main")[1]
    recorder = browser_of(town.recorder)
    assert "周建华" not in recorder.get("/organizations/HJ1/feeds/").content.decode().split("<main")[1]
    assert recorder.post(f"/organizations/HJ1/feeds/{made.pk}/revocation/").status_code == 403
    stranger = browser_of(town.other_secretary)
    assert stranger.get("/organizations/HJ1/feeds/").status_code == 404
    of_another = browser_of(town.street_officer)
    assert of_another.post(f"/organizations/HJ2/feeds/{made.pk}/revocation/").status_code == 404


def test_pages_speak_english(town):
    browser = browser_of(town.secretary)
    browser.cookies["django_language"] = "en"
    feed(town.secretary.person)
    assert "My calendars" in browser.get("/me/feeds/").content.decode()
