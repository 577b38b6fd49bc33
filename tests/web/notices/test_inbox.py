"""The inbox: one's own lines and nobody else's, in one's own language, marked and taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Role
from taizhang.domain.notices.about import About
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.notices.models import Notice
from taizhang.kernel.ids import uuid7
from tests.factories import notices, orgs

pytestmark = pytest.mark.django_db
LIST = "/notices/"


@pytest.fixture
def secretary(sign_in, tree):
    return sign_in(Role.SECRETARY, over=tree.east_first, name="zhou")


def told(browser, **more) -> Notice:
    return notices.notice(browser.account.person, **more)


def text_of(response) -> str:
    return response.content.decode()


def test_an_empty_inbox_says_so(secretary):
    assert "没有您的消息" in text_of(secretary.get(LIST))


def test_one_sees_ones_own_lines_only(secretary, sign_in):
    told(secretary)
    other = sign_in(Role.LEADER, name="shan")
    assert "5月主题党日" in text_of(secretary.get(LIST))
    assert "5月主题党日" not in text_of(other.get(LIST))
    assert other.get(reverse("notices:notice", args=[Notice.objects.get().pk])).status_code == 404


def test_each_reads_it_in_his_own_language(secretary):
    told(secretary)
    assert "任务“5月主题党日”已豁免，不必再做：场地维修" in text_of(secretary.get(LIST))
    secretary.cookies["django_language"] = "en"
    assert "The duty “5月主题党日” need not be done: 场地维修" in text_of(secretary.get(LIST))


def test_the_bell_counts_what_waits_on_every_page(secretary):
    told(secretary), told(secretary)
    assert 'aria-label="2条未读消息"' in text_of(secretary.get("/me/"))


def test_opening_reads_and_leads_to_the_noun(secretary):
    notice = told(secretary, link="/ledger/?institution=L05")
    answer = secretary.get(reverse("notices:notice", args=[notice.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/ledger/?institution=L05")
    assert Notice.objects.get().read_at is not None
    assert "消息，没有未读" in text_of(secretary.get(LIST))


def test_all_are_marked_and_taken_back(secretary):
    told(secretary), told(secretary)
    page = text_of(secretary.post("/notices/reading/", follow=True))
    assert "已将2条消息标为已读" in page
    undo = page.split('action="/notices/reading/reversal/')[1].split('"')[0].replace("&amp;", "&")
    secretary.post("/notices/reading/reversal/" + undo)
    assert Notice.objects.unread().count() == 2


@pytest.mark.parametrize("at", ["", "yesterday", "2018-13-45T00:00:00", "2018-05-31T10:00:00"])
def test_a_forged_moment_takes_nothing_back(secretary, at):
    notice = told(secretary)
    Notice.objects.update(read_at=notice.at)
    assert secretary.post("/notices/reading/reversal/?at=" + at).status_code == 302
    assert Notice.objects.unread().count() == 0


def test_lines_are_found_by_kind_month_and_whether_they_wait(secretary):
    told(secretary)
    told(secretary, kind=Kind.RETURNED, about=About("activity", uuid7(), "四月例会"))
    Notice.objects.filter(kind=Kind.RETURNED).update(at=orgs.NOW - timedelta(days=40), read_at=orgs.NOW)
    for query, shown, hidden in (
        ("?kind=returned", "四月例会", "5月主题党日"),
        ("?month=2018-M04", "四月例会", "5月主题党日"),
        ("?unread=on", "5月主题党日", "四月例会"),
    ):
        page = text_of(secretary.get(LIST + query))
        assert shown in page
        assert hidden not in page


def test_it_is_drawn_in_the_columns_one_asks_for(secretary):
    told(secretary)
    page = text_of(secretary.get(LIST + "?columns=at"))
    assert ('data-label="时间"' in page, 'data-label="种类"' in page) == (True, False)


def test_hostile_text_is_only_text(secretary):
    told(secretary, values={"because": "<script>alert(1)</script>{about.id}"})
    page = text_of(secretary.get(LIST))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_table_of_kinds_says_what_is_urgent_and_why(secretary):
    page = text_of(secretary.get("/notices/kinds/"))
    assert "可能有人冒用您的账号" in page
    assert page.count("随时") == 1


def test_the_list_asks_as_often_for_many_as_for_one(secretary, django_assert_num_queries):
    told(secretary)
    secretary.get(LIST)
    asked = count_of(secretary)
    for _number in range(30):
        told(secretary)
    with django_assert_num_queries(asked):
        secretary.get(LIST)
    assert asked <= 8


def count_of(browser) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert Account.objects.filter(pk=browser.account.pk).exists()
    with CaptureQueriesContext(connection) as queries:
        browser.get(LIST)
    return len(queries)
