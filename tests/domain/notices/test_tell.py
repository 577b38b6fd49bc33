"""Telling people: once while unread, in inboxes of their own, never of what one did oneself."""

import pytest

from taizhang.domain.notices.actions import About, tell
from taizhang.domain.notices.kinds import RULES, Kind
from taizhang.domain.notices.models import Notice
from taizhang.kernel.errors import Word
from taizhang.kernel.ids import uuid7
from tests.factories import access, orgs

pytestmark = pytest.mark.django_db


def told(people, about, **more):
    values = {"kind": Kind.RETURNED, "link": "/records/", "values": {"because": "缺签到"}, "by": orgs.SEED, **more}
    return tell(people=[person.pk for person in people], about=about, **values)


def test_each_person_gets_one_line():
    people = [orgs.person(), orgs.person()]
    assert told(people, About("activity", uuid7(), "5月主题党日")) == 2
    assert {notice.person for notice in Notice.objects.all()} == set(people)


def test_told_twice_while_unread_the_line_is_renewed_and_not_doubled():
    person, about = orgs.person(), About("activity", uuid7(), "5月主题党日")
    assert told([person], about) == 1
    assert told([person], about, values={"because": "缺议题"}) == 0
    assert Notice.objects.get().values == {"because": "缺议题"}


def test_told_again_after_reading_it_is_a_new_line():
    person, about = orgs.person(), About("activity", uuid7(), "5月主题党日")
    told([person], about)
    Notice.objects.update(read_at=orgs.NOW)
    assert told([person], about) == 1
    assert Notice.objects.count() == 2


def test_nobody_is_told_of_what_he_did_himself():
    account = access.account()
    about = About("activity", uuid7(), "5月主题党日")
    assert told([account.person], about, by=access.actor(account)) == 0


def test_a_word_is_kept_to_be_translated():
    told([orgs.person()], About("policy", None, "x"), values={"state": Word("on")})
    assert Notice.objects.get().values == {"state": {"word": "on"}}


def test_every_kind_has_a_rule_and_what_is_urgent_says_why():
    assert set(RULES) == set(Kind)
    assert all(rule.because for rule in RULES.values() if rule.urgent)
    assert all(rule.urgent for rule in RULES.values() if rule.safety)
