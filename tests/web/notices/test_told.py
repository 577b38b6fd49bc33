"""Who is told what happens in the chain and to his sign-in; undone unread, it never was."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.actions.waive import unwaive, waive
from taizhang.domain.duties.actions.waive_many import unwaive_many, waive_many
from taizhang.domain.duties.models import Duty, Pack
from taizhang.domain.duties.telling import tell_published
from taizhang.domain.notices.kinds import RULES, Kind
from taizhang.domain.notices.models import Notice
from taizhang.domain.notices.wording import sentence
from taizhang.domain.points.actions.reverse import reverse
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.actions import approve, recall, send_back
from tests.factories import access, duties
from tests.web.district import actor, browser_of, district, gathering

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 5, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def cast(db, settings):
    settings.TODAY = NOW.date()
    cast = district()
    Notice.objects.all().delete()  # of the rules that were published for it
    return cast


def told() -> dict[str, str]:
    """The sentence that each person was told."""
    return {notice.person.name: sentence(notice) for notice in Notice.objects.unread()}


def test_who_handed_in_is_told_what_to_mend_and_not_when_it_was_taken_back(cast):
    activity = gathering(cast)
    office = actor(cast.street_officer, NOW)
    send_back(submission_id=activity.submission_id, because="缺议题", by=office)
    assert told() == {"周建华": "记录“学习党的十九大精神”被退回：缺议题"}
    recall(submission_id=activity.submission_id, by=office)
    assert told() == {}


def test_who_records_is_told_of_a_waiver_and_not_when_it_was_taken_back_unread(cast):
    duty = Duty.objects.get(organization=cast.first, institution="L05", occurrence="2018-M05")
    office = actor(cast.street_officer, NOW)
    waive(duty=duty, because="场地维修", by=office)
    words = "任务“主题党日（党员活动日）（2018年5月）”已豁免，不必再做：场地维修"
    assert told().keys() == {"周建华", "李小川"}
    assert told()["周建华"].endswith(words[words.index("（2018") :])
    Notice.objects.filter(person=cast.secretary.person).update(read_at=NOW)
    unwaive(duty=duty, because="已修好", by=office)
    assert set(Notice.objects.unread().values_list("kind", flat=True)) == {"unwaived"}


def test_many_waivers_are_told_in_as_many_questions_as_one(cast, django_assert_max_num_queries):
    found = Duty.objects.filter(institution="L05", occurrence="2018-M05", organization__in=[cast.first, cast.second])
    keys, office = list(found.values_list("pk", flat=True)), actor(cast.street_officer, NOW)
    with django_assert_max_num_queries(20):
        waive_many(duty_ids=keys, because="停电", by=office)
    assert told().keys() == {"周建华", "李小川", "陈玉梅"}
    unwaive_many(at=NOW, duty_ids=keys, because="有误", by=office)
    assert not Notice.objects.filter(kind="waived").exists()


def test_whose_points_are_reversed_is_told(cast):
    activity = gathering(cast)
    approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer, NOW))
    own = PointEntry.objects.of_organization(cast.first.pk).first()
    reverse(entry=own, because="重复计分", by=actor(cast.district_officer, NOW))
    assert told().keys() == {"周建华", "李小川"}
    assert all("重复计分" in words for words in told().values())


def test_new_rules_are_told_to_who_records_and_reviews(cast):
    tell_published(Pack.objects.get(), duties.actor())
    assert told().keys() == {"周建华", "李小川", "陈玉梅", "赵敏", "孙丽"}


def test_a_role_given_and_ended_is_told_to_its_holder(cast):
    admin = browser_of(cast.security_admin)
    typed = {"username": "wang", "role": "recorder", "organization": "HJ1", "reach": "own", "starts_on": "2018-05-18"}
    admin.post("/grants/new/", typed)
    assert told()["王师傅"] == "自2018年5月18日起，您获得汇金一支部的“记录员”角色。"
    grant = Grant.objects.get(person=cast.member.person)
    admin.post("/grants/endings/", {"id": grant.pk})
    assert set(Notice.objects.values_list("kind", flat=True)) == {"granted", "grant-ended"}


def test_a_password_set_by_another_is_told_and_ones_own_is_not(cast):
    browser_of(cast.system_admin).post(f"/accounts-admin/{cast.secretary.pk}/password/")
    assert told()["周建华"].startswith("系统管理员甲为您的账号设置了新密码")


def test_whose_key_another_revoked_is_told_and_who_does_it_himself_is_not(cast):
    account = cast.reloaded("secretary")
    ours, own = (access.made_key(account, Permission.ORGS_VIEW).key for _n in range(2))
    browser_of(account).post(f"/me/keys/{own.pk}/revocation/")
    assert told() == {}
    for _twice in range(2):
        browser_of(cast.reloaded("security_admin")).post(f"/keys/{ours.pk}/revocation/")
    assert told() == {"周建华": "安全管理员乙撤销了您的程序密钥“汇总程序”，使用它的程序即刻停止访问。"}
    assert RULES[Kind.KEY_REVOKED].urgent and Notice.objects.get().link == "/me/keys/"
