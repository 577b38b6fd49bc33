"""Feeds are made by their own person, shown once, renewed, revoked; forged ones find nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.feeds.actions import FeedEntry, create, renew, revoke
from taizhang.domain.feeds.actions.feeds import MOST, used
from taizhang.domain.feeds.models import Feed
from taizhang.domain.feeds.opening import opened
from taizhang.domain.feeds.tokens import digest, new_token
from taizhang.kernel.errors import Refused
from tests.factories.feeds import feed, feed_and_secret
from tests.factories.orgs import DAY, SEED, person

pytestmark = pytest.mark.django_db
LATER = timedelta(days=366)


def refused(act, **values) -> str:
    with pytest.raises(Refused) as refusal:
        act(**values)
    return refusal.value.code


def test_a_secret_opens_its_feed_and_is_kept_nowhere():
    made, secret = feed_and_secret()
    assert opened(secret, on=DAY) == made
    assert len(secret) == 43
    stored = " ".join(str(value) for value in Feed.objects.values_list().get())
    traces = " ".join(str(entry.details) + entry.subject_label for entry in AuditEntry.objects.all())
    assert secret not in stored + traces
    assert digest(secret) not in traces


@pytest.mark.parametrize("secret", ["", "x", "..", "a" * 43, "A" * 42 + "=", "台" * 43, "a" * 100_000])
def test_a_forged_secret_finds_nothing(secret):
    feed()
    assert refused(opened, token=secret, on=DAY) == "feeds.unknown"


def test_a_secret_that_differs_in_one_sign_finds_nothing():
    _made, secret = feed_and_secret()
    other = ("A" if secret[0] != "A" else "B") + secret[1:]
    assert refused(opened, token=other, on=DAY) == "feeds.unknown"
    assert refused(opened, token=secret.swapcase(), on=DAY) == "feeds.unknown"


def test_an_expired_feed_says_so_and_is_renewed_at_the_same_address():
    made, secret = feed_and_secret()
    assert opened(secret, on=made.expires_on) == made
    assert refused(opened, token=secret, on=made.expires_on + timedelta(days=1)) == "feeds.expired"
    renew(feed=made, by=replace(SEED, person_id=made.person_id, at=SEED.at + LATER))
    assert opened(secret, on=DAY + LATER) == made


def test_a_revoked_feed_stays_revoked():
    made, secret = feed_and_secret()
    for _twice in range(2):
        revoke(feed=made, by=SEED)
    assert refused(opened, token=secret, on=DAY) == "feeds.withdrawn"
    assert refused(renew, feed=made, by=replace(SEED, person_id=made.person_id)) == "feeds.revoked"
    assert AuditEntry.objects.filter(verb="feeds.revoke").count() == 1


def test_nobody_makes_or_renews_a_feed_for_another():
    made = feed()
    assert refused(create, person=made.person, entry=FeedEntry(), by=SEED) == "feeds.not-own"
    assert refused(renew, feed=made, by=replace(SEED, person_id=person().pk)) == "feeds.not-own"


def test_the_form_sent_twice_makes_one_and_shows_no_secret_again():
    of = person()
    entry, by = FeedEntry(name="手机"), replace(SEED, person_id=of.pk)
    create(person=of, entry=entry, by=by)
    assert refused(create, person=of, entry=entry, by=by) == "feeds.shown-once"
    assert Feed.objects.count() == 1


def test_a_person_has_only_so_many_and_a_name_is_short():
    of = person()
    for _each in range(MOST):
        last = feed(of)
    by = replace(SEED, person_id=of.pk)
    assert refused(create, person=of, entry=FeedEntry(), by=by) == "feeds.most"
    revoke(feed=last, by=by)
    assert refused(create, person=of, entry=FeedEntry(name="长" * 41), by=by) == "feeds.name"
    feed(of)


def test_only_the_day_of_the_last_reading_is_kept():
    made = feed()
    used(made, DAY)
    made.refresh_from_db()
    assert made.last_used_on == date(2018, 5, 31)
    assert {field.name for field in Feed._meta.fields if "used" in field.name} == {"last_used_on"}


def test_secrets_are_never_alike():
    assert len({new_token() for _each in range(200)}) == 200
