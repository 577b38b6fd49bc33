"""Circulars: who may issue, recall and read them, and what is seen before one is sent."""

import re

import pytest
from django.test import Client

from taizhang.domain.notices.models import Circular, Notice
from taizhang.domain.orgs.kinds import Level
from tests import people
from tests.factories import burden
from tests.web.cast import browser_of

pytestmark = pytest.mark.django_db
NEW = "/circulars/new/"


@pytest.fixture
def cast(db, demo_day):
    return people.assemble()


@pytest.fixture
def office(cast) -> Client:
    return browser_of(cast.street_officer)


def typed(**more):
    return {
        "id": "0191f0a0-0000-7000-8000-000000000001",
        "organization": "410103010",
        "weight": "single",
        "title": "关于5月主题党日的通知",
        "text": "请按计划开展，记录一次即可。",
        "link": "/calendar/",
        "posts": ["secretary"],
        **more,
    }


def sent(office) -> Circular:
    office.post(NEW, {**typed(), "step": "send"})
    return Circular.objects.get()


def text_of(response) -> str:
    return response.content.decode()


def test_first_the_cost_is_shown_and_nothing_is_sent(office):
    page = text_of(office.post(NEW, {**typed(), "step": "weigh"}))
    assert "这份通知要基层花多少时间" in page
    assert "发给2人" in page
    assert Circular.objects.count() == 0


def test_who_would_be_over_the_minutes_of_the_month_is_named(office):
    page = text_of(office.post(NEW, {**typed(text="字" * 4000), "step": "weigh"}))
    assert "超出每月时间上限" not in page  # fourteen minutes of thirty
    burden.cap(level=Level.BRANCH, minutes=10)
    page = text_of(office.post(NEW, {**typed(text="字" * 4000), "step": "weigh"}))
    assert "超出每月时间上限：汇金一支部、汇金二支部" in page


def test_before_anything_is_typed_there_is_nothing_to_send(office):
    page = text_of(office.get(NEW))
    assert "先看基层要花多少时间" in page
    assert 'value="send"' not in page
    assert "五里堡街道：今年已发0份，去年同期0份" in page


def test_sent_it_has_a_number_and_an_undo(office):
    page = text_of(office.post(NEW, {**typed(), "step": "send"}, follow=True))
    assert "通知2018-1号已发给2人" in page
    assert Notice.objects.count() == 2
    action = re.search(r'action="(/circulars/[^"]+/withdrawal/)"', page)[1]
    office.post(action)
    assert (Circular.objects.count(), Notice.objects.count()) == (0, 0)


def test_a_forbidden_demand_is_refused_beside_the_form_and_what_was_typed_stays(office):
    answer = office.post(NEW, {**typed(text="请于月底前报送贯彻落实情况。"), "step": "send"})
    page = text_of(answer)
    assert "文件不得要求报送贯彻落实情况" in page
    assert "请于月底前报送贯彻落实情况" in page
    assert Circular.objects.count() == 0


def test_a_doubtful_demand_is_warned_of_and_may_be_sent(office):
    page = text_of(office.post(NEW, {**typed(text="请立即反馈名单。"), "step": "weigh"}))
    assert "临时急要会打乱基层工作" in page
    assert 'value="send"' in page


@pytest.mark.parametrize("link", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"])
def test_nobody_is_led_elsewhere_in_an_offices_name(office, link):
    page = text_of(office.post(NEW, {**typed(link=link), "step": "send"}))
    assert "只能链接本系统的页面" in page
    assert Circular.objects.count() == 0


def test_nobody_issues_for_an_office_that_is_not_his(office):
    for code in ("410103", "JYJ", "HJ1"):
        office.post(NEW, {**typed(organization=code), "step": "send"})
    assert Circular.objects.count() == 0


@pytest.mark.parametrize("part", ["secretary", "leader", "member", "system_admin"])
def test_who_may_not_issue_does_not_enter(cast, office, part):
    circular, browser = sent(office), browser_of(getattr(cast, part))
    for address in ("/circulars/", NEW):
        assert browser.get(address).status_code == 403
    for act in ("withdrawal", "recall"):
        assert browser.post(f"/circulars/{circular.pk}/{act}/", {"because": "x"}).status_code == 403
    assert Circular.objects.filter(recall__isnull=True).count() == 1


def test_who_was_told_and_who_is_above_read_it_and_no_member_does(cast, office):
    address = f"/circulars/{sent(office).pk}/"
    for part in ("secretary", "recorder", "leader", "district_officer"):
        assert browser_of(getattr(cast, part)).get(address).status_code == 200
    for part in ("member", "system_admin"):
        assert browser_of(getattr(cast, part)).get(address).status_code == 404


def test_a_notice_leads_to_the_circular(cast, office):
    circular, reader = sent(office), browser_of(cast.secretary)
    notice = Notice.objects.get(person=cast.secretary.person)
    page = text_of(reader.get(f"/notices/{notice.pk}/", follow=True))
    assert circular.title in page
    assert "撤回这份通知" not in page


def test_recalled_it_says_when_and_why(cast, office):
    circular = sent(office)
    office.post(f"/circulars/{circular.pk}/recall/", {"because": "日期有误"})
    assert "撤回：日期有误" in text_of(browser_of(cast.secretary).get(f"/circulars/{circular.pk}/"))
    assert "已撤回" in text_of(office.get("/circulars/"))


def test_the_list_is_found_by_words_and_state_and_exported(office):
    circular = sent(office)
    assert circular.title in text_of(office.get("/circulars/?q=主题&state=standing"))
    assert "没有印发过通知" in text_of(office.get("/circulars/?state=recalled"))
    assert office.get("/circulars/?format=xlsx").status_code == 200


def test_the_list_shows_the_columns_one_chose_and_leads_to_its_workbook(office):
    sent(office)
    page = office.get("/circulars/?columns=number").content.decode()
    assert re.findall(r'<td class="[^"]*" data-label="([^"]+)">', page) == ["编号"]
    assert 'columns=number&amp;format=xlsx"' in page
