"""Histories: who changed what, when and why, told to whoever may see the noun."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.actions.groups import form_group
from taizhang.domain.orgs.actions.people import reveal, transfer
from taizhang.domain.orgs.actions.tree import describe, move, rename
from taizhang.domain.orgs.models import Person
from taizhang.kernel.ids import uuid7
from taizhang.web.access.verbs import VERBS
from taizhang.web.history.words import WORDINGS, sentence
from tests.factories.orgs import SEED
from tests.web.district import actor, gathering

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 20)
HJ1 = "/organizations/HJ1/history/"
NOON = datetime(2018, 5, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def eventful(cast):
    """A branch that was renamed, moved and described."""
    by = actor(cast.street_officer, NOON)
    rename(organization=cast.first, name="汇金先锋支部", short_name="", on=DAY, because="换届后更名", by=by)
    move(organization=cast.first, under=cast.street, on=DAY, because="区划调整", by=by)
    describe(organization=cast.first, facts={"contact_name": "李敏"}, by=by)
    form_group(organization=cast.first, name="第一党小组", starts_on=DAY, by=by)
    return cast


def test_each_change_is_a_sentence_with_who_when_and_why(signed_in, eventful):
    page = signed_in("secretary").get(HJ1).content.decode()
    told = (
        "由“汇金社区第一支部”更名为“汇金先锋支部”",
        "赵敏",
        "2018年5月20日 12:00",
        "换届后更名",
        "划归中共二七区五里堡街道工作委员会，共划转1个组织",
        "修改：联系人 — → 李敏",
        "成立党小组“第一党小组”",
    )
    for words in told:
        assert words in page, words
    assert "/organizations/HJ1/?on=2018-05-20" in page


def test_newest_first_and_as_of_an_earlier_day_only_what_was_known_then(signed_in, eventful):
    client = signed_in("secretary")
    page = client.get(HJ1).content.decode()
    assert page.index("第一党小组") < page.index("更名为")
    then = client.get(f"{HJ1}?on=2018-05-19").content.decode()
    assert "更名为" not in then


def test_a_history_is_open_to_those_who_see_the_noun(signed_in, eventful):
    person = Person.objects.get(name="HJ1党员3")
    for address in (HJ1, f"/people/{person.pk}/history/"):
        assert signed_in("street_officer").get(address).status_code == 200
        assert signed_in("other_secretary").get(address).status_code == 404
        assert signed_in("member").get(address).status_code == 403


def test_a_person_s_history_tells_who_looked_and_what_moved(signed_in, cast):
    person = Person.objects.get(name="HJ1党员3")
    by = actor(cast.street_officer, NOON)
    reveal(person=person, what="phone", because="通知开会", by=by)
    transfer(person=person, to=cast.second, on=DAY, because="搬家", by=by)
    page = signed_in("other_secretary").get(f"/people/{person.pk}/history/").content.decode()
    for words in ("查看HJ1党员3的电话明文", "通知开会", "HJ1党员3转移组织关系", "搬家"):
        assert words in page
    assert "查看HJ1党员3" not in signed_in("secretary").get(HJ1).content.decode()


def test_the_history_of_anything_is_judged_by_what_it_is(signed_in, cast):
    activity = gathering(cast)
    address = f"/history/?subject={activity.pk}"
    assert activity.title in signed_in("secretary").get(address).content.decode()
    assert f"/records/{activity.pk}/" in signed_in("street_officer").get(address).content.decode()
    assert {signed_in(part).get(address).status_code for part in ("other_secretary", "system_admin")} == {404}
    assert signed_in("secretary").get(f"/history/?subject={uuid7()}").status_code == 404
    assert signed_in("secretary").get("/history/?subject=1").status_code == 422


def test_a_grant_has_no_history_here(signed_in, cast):
    entry = AuditEntry.objects.filter(verb="grants.give").exclude(subject_id=None).last()
    if entry is not None:
        assert signed_in("district_officer").get(f"/history/?subject={entry.subject_id}").status_code == 404


def test_every_wording_belongs_to_a_verb_of_the_trail():
    assert set(WORDINGS) <= set(VERBS)


@pytest.mark.parametrize(
    ("verb", "details", "said"),
    [
        ("posts.appoint", {"kind": "secretary"}, "任命甲为书记"),
        ("people.amend", {"changed": ["phone", "job"], "because": "x"}, "更正甲的电话、工作岗位"),
        ("people.exempt", {"ground": "abroad"}, "甲免于参加：出国（境）"),
        ("orgs.rename", {}, "更名"),
        ("records.approve", {}, "甲"),
        ("something.new", {}, "something.new：甲"),
    ],
)
def test_a_verb_without_its_details_or_without_words_still_says_something(verb, details, said):
    entry = AuditEntry(number=1, verb=verb, subject_label="甲", details=details, actor_name="乙", at=SEED.at)
    assert said in sentence(entry)
