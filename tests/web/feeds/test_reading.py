"""A calendar program reads without signing in; what is wrong is answered in a plain sentence, without a stack trace."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from taizhang.domain.access.models import Account
from taizhang.domain.feeds.actions import revoke
from taizhang.domain.feeds.models import Feed
from taizhang.domain.feeds.tokens import new_token
from taizhang.web.feeds import limits
from tests.factories.feeds import feed_and_secret
from tests.factories.orgs import SEED

pytestmark = pytest.mark.django_db

FORGED = "olapAXkHY4taPaSFoatdJS-Bo9LOHvAKVcDZBgzYlww"  # of the right form, made for nobody


@pytest.fixture(autouse=True)
def forget():
    cache.clear()


def get(secret: str, **headers):
    return Client().get(f"/feeds/{secret}.ics", headers=headers)


@pytest.fixture
def made(town):
    return feed_and_secret(town.secretary.person)


def test_it_is_a_calendar_and_needs_no_session(made):
    answer = get(made[1])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert not answer.cookies
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    assert found
    assert all(str(each["URL"]).startswith("http://testserver/") for each in found if "URL" in each)


def test_what_did_not_change_is_answered_304(made):
    first = get(made[1])
    again = get(made[1], if_none_match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert get(made[1], if_none_match='"old"').status_code == 200


def test_what_changed_has_another_tag(town, made):
    from tests.web.district import gathering

    before = get(made[1]).headers["ETag"]
    gathering(town)
    assert get(made[1], if_none_match=before).status_code == 200


def test_the_day_of_reading_is_kept(made, demo_day):
    get(made[1])
    assert Feed.objects.get().last_used_on == demo_day


@pytest.mark.parametrize("secret", ["x", FORGED, "a" * 4000, "%00", "..%2f..%2fetc", "台账", "' OR 1=1--"])
def test_a_forged_address_is_turned_away_in_a_sentence(town, secret):
    answer = get(secret)
    assert answer.status_code == (422 if secret == "%00" else 404)  # a control sign reaches no page
    if answer.headers["Content-Type"].startswith("text/plain"):
        assert "日历" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_a_revoked_one_is_gone(made):
    revoke(feed=made[0], by=SEED)
    answer = get(made[1])
    assert answer.status_code == 410
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "此日历已撤销" in answer.content.decode()


def test_an_expired_one_is_gone_and_says_how_to_renew(made, settings):
    settings.TODAY = made[0].expires_on + timedelta(days=1)
    answer = get(made[1])
    assert answer.status_code == 410
    assert "续期" in answer.content.decode()


def test_of_one_who_left_nothing_is_answered(town, made):
    Account.objects.filter(pk=town.secretary.pk).update(is_active=False)
    assert get(made[1]).status_code == 410


def test_nobody_posts_to_it(made):
    assert Client().post(f"/feeds/{made[1]}.ics").status_code == 405


def test_many_wrong_addresses_from_one_place_are_slowed_down_and_right_ones_go_on(made):
    answers = [get(new_token()).status_code for _each in range(limits.MISSES + 1)]
    assert answers == [404] * limits.MISSES + [429]
    assert get(made[1]).status_code == 200


def test_one_address_is_not_read_without_end(made):
    for _each in range(limits.READS):
        limits.read_too_often(made[0].pk)
    answer = get(made[1])
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
