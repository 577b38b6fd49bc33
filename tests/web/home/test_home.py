"""The home page answers what to do now, to each post its own."""

import html
import re
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.queries import owed_now
from taizhang.domain.records.actions import approve, send_back
from taizhang.domain.records.drafts import save_draft
from taizhang.kernel.ids import uuid7
from tests.factories import duties
from tests.people import assemble
from tests.web.cast import hold
from tests.web.district import MOMENT, actor, browser_of, gathering

DAY = date(2018, 5, 18)


def read(client, address: str = "/") -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def begin(cast, title: str) -> None:
    """The secretary has begun to record something."""
    body = {"title": [title]}
    save_draft(id=uuid7(), organization=cast.first, person=cast.secretary.person, body=body, at=MOMENT)


def test_a_member_without_a_post_is_led_to_his_own_page(signed_in):
    assert signed_in("member").get("/").url == "/me/"


def test_a_secretary_sees_the_light_the_list_and_one_button_for_each_duty(signed_in, cast):
    page = read(signed_in("secretary"))
    owed = list(owed_now(cast.first.pk, DAY))
    left = [duty for duty in owed if not duty.done]
    assert f"还有 {len(left)} 项" in page
    assert "灯色仅为提醒，不计入考核" in page
    assert 'href="/packs/erqi-2018/1/#lights"' in page
    for duty in left:
        assert f"/records/new/?organization=HJ1&amp;duty={duty.pk}" in page
    assert page.count("/records/new/?organization=HJ1&amp;duty=") == len(left) > 3


@pytest.mark.parametrize("who", ["secretary", "street_officer", "district_officer"])
def test_the_way_down_to_an_organisation_links_only_what_one_may_open(signed_in, who):
    client = signed_in(who)
    trail = re.search(r'<nav class="tz-trail".*?</nav>', read(client), re.S)
    links = re.findall(r'href="([^"]+)"', trail[0]) if trail else []
    assert [link for link in links if client.get(link).status_code != 200] == []


def test_the_way_down_names_those_above_whom_a_secretary_may_not_open(signed_in, cast):
    trail = re.search(r'<nav class="tz-trail".*?</nav>', read(signed_in("secretary")), re.S)
    assert "五里堡街道" in trail[0]
    assert "href" not in trail[0]


def test_what_is_done_shows_who_came_and_what_it_brought(signed_in, cast):
    approve(submission_ids=[gathering(cast, "L05").submission_id], by=actor(cast.street_officer))
    page = read(signed_in("secretary"))
    assert "应到 9 人，实到 9 人" in page
    assert "得+2分" in page
    assert "学习党的十九大精神" in page


def test_points_that_wait_are_told_apart_from_those_that_count(signed_in, cast):
    gathering(cast, "L05")
    page = read(signed_in("secretary"))
    assert "待审核的通过后再得+2分" in page
    assert "今年还没有积分" in page


def test_what_was_sent_back_waits_for_the_secretary(signed_in, cast):
    sent = gathering(cast, "L05")
    send_back(submission_id=sent.submission_id, because="请补充主持人", by=actor(cast.street_officer))
    page = read(signed_in("secretary"))
    assert f'href="/records/{sent.pk}/"' in page
    assert "赵敏于5月17日退回" in page
    assert "没有等您处理的事" in read(signed_in("other_secretary"))


def test_a_draft_waits_only_for_whoever_typed_it(signed_in, cast):
    begin(cast, "四月党课")
    assert "四月党课" in read(signed_in("secretary"))
    assert "四月党课" not in read(signed_in("recorder"))


def test_a_waived_duty_leaves_the_light(signed_in, cast):
    before = read(signed_in("secretary"))
    left = len([duty for duty in owed_now(cast.first.pk, DAY) if not duty.done])
    theme = Duty.objects.get(organization=cast.first, institution="L05", occurrence="2018-M05")
    waive(duty=theme, because="全体赴外地抢险", by=actor(cast.street_officer))
    after = read(signed_in("secretary"))
    assert f"还有 {left} 项" in before
    assert f"还有 {left - 1} 项" in after


def test_a_day_in_the_past_shows_what_was_known_then_and_offers_no_record(signed_in, cast):
    approve(
        submission_ids=[gathering(cast, "L05").submission_id],
        by=actor(cast.street_officer, datetime(2018, 5, 17, 2, tzinfo=UTC)),
    )
    page = read(signed_in("secretary"), "/?on=2018-05-16")
    assert "2018年5月16日的情况" in page
    assert "应到 9 人，实到 9 人" not in page
    assert "duty=" not in page


def test_an_office_sees_its_queue_and_whom_to_help(signed_in, cast):
    gathering(cast, "L05")
    page = read(signed_in("street_officer"))
    assert "条记录等您审核" in page
    assert "需要帮助的组织" in page
    assert 'href="/organizations/HJ1/"' in page
    assert "汇金社区" in page
    assert "不排名次" in page


def test_those_above_see_a_colour_a_day_after_the_organisation(signed_in, cast):
    moment = datetime(2018, 5, 18, 2, tzinfo=UTC)
    for duty in Duty.objects.filter(organization=cast.first):
        waive(duty=duty, because="试点整改", by=actor(cast.street_officer, moment))
    assert "本月没有应办事项" in read(signed_in("secretary"))
    assert 'href="/organizations/HJ1/"' in read(signed_in("street_officer"))


@pytest.mark.parametrize(("who", "all_of_them"), [("district_officer", 8), ("street_officer", 5)])
def test_each_colour_counts_every_organisation_and_opens_those_that_have_it(signed_in, who, all_of_them):
    client = signed_in(who)
    line = re.search(r'<p class="tz-line tz-lights">.*?</p>', read(client), re.S)
    found = {address: int(count) for address, count in re.findall(r'<a href="([^"]+)"><b>(\d+)</b>', line[0])}
    assert sum(found.values()) == all_of_them
    for address, count in found.items():
        rows = b"".join(client.get(html.unescape(address) + "&format=xlsx"))
        assert openpyxl.load_workbook(BytesIO(rows)).active.max_row - 1 == count, address


def test_offices_where_records_wait_longer_than_a_week_are_named_in_the_order_of_the_tree(signed_in, cast, settings):
    for day in (2, 3):
        gathering(cast, "L05", held_on=date(2018, 5, day), title=f"第{day}次")
    assert "没有等待超过一周的记录" in read(signed_in("leader"))
    settings.TODAY = date(2018, 5, 31)
    page = read(signed_in("leader"))
    office = re.search(r'<ul class="tz-helped tz-counted">.*?</ul>', page, re.S)[0]
    assert re.findall(r'/organizations/(\w+)/">([^<]+)<.*?>(\d+)<', office) == [("410103010", "五里堡街道", "2")]


def test_the_district_issues_and_a_leader_only_reads(signed_in):
    office, leader = read(signed_in("district_officer")), read(signed_in("leader"))
    for page in (office, leader):
        assert "按制度" in page
        assert "按街道" in page
        assert "五里堡街道" in page
    assert "/duties/issuances/" in office
    assert "/duties/issuances/" not in leader


@pytest.mark.parametrize("part", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_sees_links_and_no_business_data(signed_in, cast, part):
    gathering(cast, "L05")
    page = read(signed_in(part))
    assert "三员由三个人分别担任" in page
    for word in ("灯", "完成率", "积分", "汇金"):
        assert word not in page.split("<main")[1]


def test_a_person_of_two_posts_chooses_and_the_choice_is_kept(cast):
    from taizhang.domain.orgs.models import Placement

    hold(cast.secretary, Role.OFFICE, Placement.objects.get(organization=cast.unit), Reach.SUBTREE)
    client = browser_of(cast.secretary)
    assert "/?organization=JYJ" in read(client)
    assert "待审核" in read(client, "/?organization=JYJ")
    assert "待审核" in read(client)
    assert "本月应办" in read(client, "/?organization=HJ1")
    assert client.get("/?organization=DXL").status_code == 404


@pytest.mark.parametrize("part", ["secretary", "street_officer", "district_officer", "leader"])
def test_before_the_first_pack_the_page_says_so(db, settings, part):
    settings.TODAY = DAY
    cast = assemble()
    page = read(browser_of(getattr(cast, part)))
    assert "没有生效的规则包" in page


@pytest.mark.parametrize("part", ["secretary", "street_officer", "district_officer", "leader"])
def test_the_page_costs_the_same_however_much_there_is(cast, part, django_assert_max_num_queries):
    client = browser_of(Account.objects.get(pk=getattr(cast, part).pk))
    client.get("/")
    with django_assert_max_num_queries(15) as few:
        client.get("/")
    approve(submission_ids=[gathering(cast, "L05", "L01", "L04").submission_id], by=actor(cast.street_officer))
    for day in range(1, 12):
        gathering(cast, "L01", held_on=date(2018, 5, day), title=f"第{day}次")
        begin(cast, f"第{day}次")
    duties.people(duties.Placement.objects.get(organization=cast.first), 40)
    with django_assert_max_num_queries(15) as many:
        client.get("/")
    assert len(many) <= len(few) + 1  # one more the first time something was held: who was there


@pytest.mark.parametrize("part", ["secretary", "street_officer", "district_officer", "leader"])
def test_with_a_pack_and_nothing_issued_yet_nothing_is_owed(db, settings, part):
    settings.TODAY = DAY
    cast = assemble()
    duties.pack()
    page = read(browser_of(getattr(cast, part)))
    assert "没有生效的规则包" not in page
    assert ("本月没有应办事项" in page) == (part == "secretary")
    assert "不适用" in page or part == "secretary"
