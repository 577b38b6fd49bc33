"""Histories of every noun: who may read them, what the acts on many say of one, and what stood there on a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from taizhang.domain.access.models import Grant
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.waive import unwaive, waive
from taizhang.domain.duties.models import Duty, Pack
from taizhang.domain.orgs.actions.belonging import leave
from taizhang.domain.orgs.actions.ending import merge, split
from taizhang.domain.orgs.actions.founding import OrganizationEntry
from taizhang.domain.orgs.actions.people import amend
from taizhang.domain.orgs.actions.workdays import DayEntry, change_days
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Membership, Organization, Person
from taizhang.domain.records.actions import approve
from taizhang.domain.records.actions.record import revise
from taizhang.domain.records.entry import RecordEntry
from taizhang.web.access.verbs import VERBS
from taizhang.web.history.changes import on_day, since
from taizhang.web.history.nouns import COLUMNS, KINDS, REGISTERS
from tests.web.district import MOMENT, actor, gathering

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 20)
NOON = datetime(2018, 5, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def of(key, kind: str = "", **query: str) -> str:
    return f"/history/?subject={key}&kind={kind}" + "".join(f"&{name}={value}" for name, value in query.items())


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_every_kind_names_a_model_a_column_and_a_kind_that_exist():
    for kind, noun in KINDS.items():
        model = apps.get_model(noun.model)
        assert model._meta.model_name == kind
        assert not noun.of or hasattr(model, noun.of)
        assert not noun.own or model._default_manager.filter(**{noun.own: None}).count() >= 0
        assert not noun.of or COLUMNS.get(noun.of, noun.of.removesuffix("_id")) in KINDS


def test_the_verbs_of_a_register_are_those_of_the_trail():
    for register in REGISTERS.values():
        assert all(any(verb.startswith(start) for verb in VERBS) for start in register.verbs)


def test_who_was_entered_with_many_others_finds_the_act_in_his_own_history(signed_in, cast):
    person = Person.objects.get(name="HJ1党员3")
    page = read(signed_in("secretary"), f"/people/{person.pk}/history/")
    assert "登记入册（同批共" in page
    post = cast.secretary.person
    assert "任职（同批共7项职务）" in read(signed_in("secretary"), f"/people/{post.pk}/history/")
    assert "登记入册（同批共" in read(signed_in("secretary"), "/organizations/HJ1/history/")


def test_a_merger_and_a_split_stand_in_both_histories_and_in_those_of_the_members(signed_in, cast):
    by = actor(cast.district_officer, NOON)
    merge(organization=cast.second, into=cast.first, on=DAY, because="两个支部合并", by=by)
    person = Person.objects.get(name="HJ2党员1")
    for address in ("/organizations/HJ1/history/", f"/people/{person.pk}/history/"):
        assert "汇金社区第二支部并入" in read(signed_in("street_officer"), address), address
    entry = OrganizationEntry("HJ3", "汇金社区第三支部", "", Kind.BRANCH, Category.COMMUNITY, DAY, cast.community.code)
    later = by.later(datetime(2018, 5, 25, 12, tzinfo=NOON.tzinfo))
    split(organization=cast.first, entry=entry, people=[person], on=date(2018, 5, 25), by=later)
    for code in ("HJ1", "HJ3"):
        assert "分设汇金社区第三支部" in read(signed_in("street_officer"), f"/organizations/{code}/history/"), code


def test_a_waiver_is_told_by_its_duty_with_names_and_no_codes(signed_in, cast):
    duty = Duty.objects.filter(organization=cast.first, institution="L05").earliest("due_on")
    assert "还没有变动记录" in read(signed_in("secretary"), of(duty.pk, "duty"))
    waiver = waive(duty=duty, because="防汛值守", by=actor(cast.street_officer, NOON))
    page = read(signed_in("secretary"), of(waiver.pk, "waiver"))
    assert "免办主题党日（2018年4月）" in page and "防汛值守" in page
    unwaive(duty=duty, because="值守已结束", by=actor(cast.street_officer, NOON))
    assert "撤销免办主题党日" in read(signed_in("secretary"), of(duty.pk, "duty"))
    assert signed_in("other_secretary").get(of(duty.pk, "duty")).status_code == 404


def test_a_revision_tells_each_field_as_it_was_and_as_it_is(signed_in, cast):
    activity = gathering(cast)
    entry = RecordEntry(
        id=activity.pk,
        organization_id=cast.first.pk,
        institutions=("L05",),
        title="学习新党章",
        held_on=date(2018, 5, 15),
        chair_id=cast.secretary.person_id,
    )
    revise(entry=entry, by=actor(cast.secretary, NOON))
    page = read(signed_in("secretary"), of(activity.pk))
    assert "<del>学习党的十九大精神</del>" in page and "<ins>学习新党章</ins>" in page
    assert "2018年5月16日" in page and "2018年5月15日" in page
    assert "<ins>周建华</ins>" in page
    then = read(signed_in("secretary"), of(activity.pk, on="2018-05-19"))
    assert "2018年5月19日当日情况" in then and "<dd>学习党的十九大精神</dd>" in then
    assert "<dd>学习新党章</dd>" not in then
    assert "<dd>学习新党章</dd>" in read(signed_in("secretary"), of(activity.pk, on="2018-05-20"))


def test_before_its_first_entry_it_says_when_its_history_begins(signed_in, cast):
    activity = gathering(cast)
    page = read(signed_in("secretary"), of(activity.pk, on="2018-05-01"))
    assert "2018年5月17日" in page and "没有改动过" not in page


def test_an_audit_administrator_reads_which_parts_changed_and_not_what_they_said(signed_in, cast):
    activity = gathering(cast)
    changed = RecordEntry(
        id=activity.pk, organization_id=cast.first.pk, institutions=("L05",), title="新题目", held_on=activity.held_on
    )
    revise(entry=changed, by=actor(cast.secretary, NOON))
    page = read(signed_in("audit_admin"), of(activity.pk))
    assert "标题" in page or "题目" in page
    assert "<ins>" not in page and f"/records/{activity.pk}/" not in page


def test_a_name_that_was_corrected_stands_as_it_was_on_a_day_and_a_birthday_never(signed_in, cast):
    person = Person.objects.get(name="HJ1党员3")
    changes = {"name": "王新名", "born_on": date(1960, 1, 1)}
    amend(person=person, changes=changes, because="户籍更正", by=actor(cast.street_officer, NOON), allow_fictional=True)
    page = read(signed_in("secretary"), f"/people/{person.pk}/history/")
    assert "<del>HJ1党员3</del>" in page and "<ins>王新名</ins>" in page and "1960" not in page
    assert "<dd>HJ1党员3</dd>" in read(signed_in("secretary"), f"/people/{person.pk}/history/?on=2018-05-01")


def test_the_table_of_working_days_has_a_history(signed_in, cast):
    by, source = actor(cast.district_officer, NOON), "国办发明电〔2017〕12号"
    change_days(entries=[DayEntry(date(2018, 6, 16), True, "调休")], because="端午调休", source=source, by=by)
    page = read(signed_in("secretary"), "/history/workdays/")
    assert "2018-06-16" in page and "端午调休" in page
    assert signed_in("system_admin").get("/history/workdays/").status_code == 404
    assert signed_in("secretary").get("/history/nothing/").status_code == 404


def test_packs_grants_and_imports_are_open_to_those_who_see_them(signed_in, cast):
    pack, grant = Pack.objects.get(), Grant.objects.get(person=cast.secretary.person)
    assert signed_in("secretary").get(of(pack.pk, "pack")).status_code == 200
    assert signed_in("system_admin").get(of(pack.pk, "pack")).status_code == 404
    assert {signed_in(part).get(of(grant.pk, "grant")).status_code for part in ("security_admin", "secretary")} == {200}
    assert signed_in("street_officer").get(of(grant.pk, "grant")).status_code == 404


def test_the_old_name_of_a_review_is_no_identifier(signed_in, cast):
    activity = gathering(cast)
    approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer, NOON))
    page = read(signed_in("street_officer"), of(activity.submission_id))
    assert "activity " not in page and activity.title in page


def test_a_row_that_is_gone_is_judged_by_its_last_entry(signed_in, cast):
    person = Person.objects.get(name="HJ1党员3")
    leave(person=person, on=DAY, because="转往外地", by=actor(cast.street_officer, NOON))
    assert "转往外地" in read(signed_in("secretary"), f"/people/{person.pk}/history/")
    membership = Membership.objects.get(person=person)
    assert signed_in("street_officer").get(of(membership.pk, "membership")).status_code == 200


def test_a_history_is_as_dear_with_many_entries_as_with_few(signed_in, cast, django_assert_max_num_queries):
    activity = gathering(cast)
    client = signed_in("street_officer")
    for number in range(6):
        entry = RecordEntry(
            id=activity.pk, organization_id=cast.first.pk, institutions=("L05",), title=f"第{number}稿",
            held_on=activity.held_on, chair_id=cast.secretary.person_id,
        )  # fmt: skip
        revise(entry=entry, by=actor(cast.secretary, MOMENT))
    with django_assert_max_num_queries(15):
        client.get(of(activity.pk))


def test_what_an_item_said_on_a_day_is_the_last_change_until_then_or_what_the_next_one_found():
    def entry(number: int, day: int, old: str, new: str) -> AuditEntry:
        at = datetime(2018, 5, day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
        return AuditEntry(number=number, verb="orgs.describe", at=at, details={"contact_name": [old, new]})

    entries = [entry(1, 3, "甲", "乙"), entry(2, 10, "乙", "丙")]
    assert [on_day(entries, date(2018, 5, day))["contact_name"] for day in (1, 3, 9, 10)] == ["甲", "乙", "乙", "丙"]
    assert since(entries[0]) == date(2018, 5, 3)
    assert on_day([], DAY) == {}


def test_organisations_of_the_whole_tree_have_one(signed_in, cast):
    for organization in Organization.objects.all():
        assert signed_in("district_officer").get(of(organization.pk, "organization")).status_code == 200
