"""Handing over: tried again when a channel is away, never lost, never doubled, silent at night unless of safety."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from taizhang.domain.notices.actions import About, tell
from taizhang.domain.notices.actions.connectors import switch_off, switch_on
from taizhang.domain.notices.actions.contacts import Reach, set_contact
from taizhang.domain.notices.deliveries import Run, deliver
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.notices.models import Attempt, Delivery
from taizhang.domain.notices.models.delivery import Door
from taizhang.domain.orgs.calendar import set_day
from taizhang.kernel.ids import uuid7
from tests.factories import access, notices, orgs

pytestmark = pytest.mark.django_db
MORNING = datetime(2018, 5, 31, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
NIGHT = MORNING.replace(hour=23)


def reader(connector, text="zhou@example.org"):
    account = access.account()
    addresses = {connector.pk: Reach(text)}
    set_contact(person=account.person, weekday=1, addresses=addresses, by=access.actor(account))
    return account


def waiting(connector, text="zhou@example.org") -> Delivery:
    return notices.delivery(notices.digest(reader(connector, text).person), connector)


def test_sent_once_its_words_are_forgotten(mail):
    delivery = waiting(notices.connector(Door.EMAIL))
    assert deliver(now=MORNING) == Run(sent=1)
    assert deliver(now=MORNING + timedelta(hours=1)) == Run()
    delivery.refresh_from_db()
    assert (delivery.text, delivery.subject, delivery.next_at, len(mail.letters)) == ("", "", None, 1)


def test_a_channel_that_is_down_is_tried_again_and_nothing_is_lost_or_doubled(hook):
    connector = notices.connector(target=hook.url)
    delivery = waiting(connector)
    hook.answers = [503, 503]
    assert deliver(now=MORNING) == Run(failed=1)
    assert deliver(now=MORNING + timedelta(minutes=9)) == Run()
    assert deliver(now=MORNING + timedelta(minutes=11)) == Run(failed=1)
    assert deliver(now=MORNING + timedelta(hours=2)) == Run(sent=1)
    assert deliver(now=MORNING + timedelta(hours=3)) == Run()
    assert [attempt.sent for attempt in delivery.attempts.all()] == [False, False, True]
    assert {headers["Taizhang-Delivery"] for headers, _body in hook.posts} == {str(delivery.pk)}


def test_a_channel_that_is_away_is_left_alone_for_the_run_and_others_are_not(hook, mail):
    down, up = notices.connector(target=hook.url), notices.connector(Door.EMAIL)
    for _number in range(3):
        waiting(down), waiting(up)
    hook.answers = [503]
    assert deliver(now=MORNING) == Run(sent=3, failed=1)
    assert len(hook.posts) == 1
    assert deliver(now=MORNING + timedelta(minutes=11)) == Run(sent=3)


def test_one_refused_recipient_keeps_nobody_else_waiting(mail):
    connector = notices.connector(Door.EMAIL)
    waiting(connector), waiting(connector)
    mail.answers = ["550 no such user"]
    assert deliver(now=MORNING) == Run(sent=1, failed=1)


def test_after_its_week_it_is_given_up_and_its_words_are_forgotten(hook):
    delivery = waiting(notices.connector(target=hook.url))
    hook.answers = [503] * 9
    deliver(now=MORNING)
    deliver(now=MORNING + timedelta(days=7, hours=1))
    delivery.refresh_from_db()
    assert (delivery.next_at, delivery.text) == (None, "")
    assert len(hook.posts) == 1
    assert not Attempt.objects.filter(sent=True).exists()


def test_switched_off_it_waits_and_switched_on_it_goes(hook):
    connector = notices.connector(target=hook.url)
    waiting(connector)
    switch_off(connector=connector, by=orgs.SEED)
    assert deliver(now=MORNING) == Run()
    switch_on(connector=connector, by=orgs.SEED)
    assert deliver(now=MORNING) == Run(sent=1)


def test_who_took_the_address_away_meanwhile_gets_nothing(hook):
    connector = notices.connector(target=hook.url)
    delivery = waiting(connector)
    delivery.person.addresses.all().delete()
    assert deliver(now=MORNING) == Run(failed=1)
    assert hook.posts == []
    delivery.refresh_from_db()
    assert delivery.next_at is None


def urgent(account, kind, **values):
    about = About("account", uuid7(), "zhou")
    tell(people=[account.person_id], kind=kind, about=about, link="/me/", values=values, by=orgs.SEED.later(NIGHT))


def test_at_night_and_on_holidays_only_what_is_of_safety_goes_out(hook):
    account = reader(notices.connector(target=hook.url))
    urgent(account, Kind.GRANTED, role="书记", from_on="2018-06-01")
    urgent(account, Kind.SIGN_IN_CHANGED, name="系统管理员")
    assert deliver(now=NIGHT) == Run(sent=1)
    assert "系统管理员" in hook.said()[0]["text"]
    set_day(day=NIGHT.date() + timedelta(days=1), is_workday=False, name="儿童节", by=orgs.SEED)
    assert deliver(now=MORNING + timedelta(days=1)) == Run()
    assert deliver(now=MORNING + timedelta(days=4)) == Run(sent=1)


def test_what_is_not_urgent_by_its_rule_waits_for_the_digest(hook):
    account = reader(notices.connector(target=hook.url))
    urgent(account, Kind.WAIVED, because="场地维修")
    assert Delivery.objects.count() == 0


def test_told_twice_while_unread_it_goes_out_once(hook):
    account = reader(notices.connector(target=hook.url))
    about = About("account", account.pk, "zhou")
    for _number in range(2):
        tell(people=[account.person_id], kind=Kind.SIGN_IN_CHANGED, about=about, link="", by=orgs.SEED)
    assert Delivery.objects.count() == 1
