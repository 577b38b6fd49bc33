"""Offices plan visits below them; who is visited sees it; nobody else does."""

from datetime import date

import pytest
from django.urls import reverse

from taizhang.domain.inspections.actions import VisitEntry, arrange, draw_up
from taizhang.domain.inspections.models import Plan, Visit, Widening
from taizhang.kernel.ids import uuid7
from tests.factories.orgs import SEED
from tests.web.district import browser_of

pytestmark = pytest.mark.django_db
JUNE = date(2018, 6, 12)


def at(name: str, *keys) -> str:
    return reverse(f"inspections:{name}", args=keys)


def drawn(office, subject: str = "组织生活落实情况") -> Plan:
    return draw_up(office=office, year=2018, subject=subject, basis="年度计划", by=SEED)


def visited(plan: Plan, of, on: date = JUNE) -> Visit:
    return arrange(plan=plan, entry=VisitEntry(of, on, "王科长等二人", "查看会议记录"), by=SEED)


def said(response) -> str:
    return response.content.decode()


def typed(of: str, on: date = JUNE, **more):
    return {"id": uuid7(), "organization": of, "visits_on": on, "visitors": "二人", "purpose": "查看", **more}


def test_an_office_draws_up_its_plan_and_a_second_is_refused_with_the_way_to_merge(town):
    browser = browser_of(town.street_officer)
    form = {"office": "410103010", "year": 2018, "subject": "三会一课", "basis": "区委批准"}
    assert browser.post(at("new_plan"), form).status_code == 303
    second = browser.post(at("new_plan"), {**form, "subject": "党费收缴"})
    assert second.status_code == 422
    assert "已有一项检查：“三会一课”" in said(second)
    assert "并入" in said(second)
    assert Plan.objects.count() == 1


def test_an_office_draws_up_no_plan_for_another(town):
    form = {"office": "410103", "year": 2018, "subject": "三会一课", "basis": "批准"}
    assert browser_of(town.street_officer).post(at("new_plan"), form).status_code == 422
    assert browser_of(town.secretary).post(at("new_plan"), form).status_code == 403
    assert not Plan.objects.exists()


def test_a_plan_is_widened_and_that_is_undone(town):
    plan, browser = drawn(town.street), browser_of(town.street_officer)
    form = {"subject": "组织生活和党费", "basis": "年度计划", "because": "合并检查"}
    answer = browser.post(at("widening", plan.pk), form)
    assert answer.status_code == 303
    page = said(browser.get(at("plan", plan.pk)))
    assert "组织生活和党费" in page
    assert "组织生活落实情况" in page
    undo = at("undoing", plan.pk, Widening.objects.get().pk)
    assert undo in page  # the flash offers it
    assert browser.post(undo).status_code == 303
    plan.refresh_from_db()
    assert plan.subject == "组织生活落实情况"


def test_a_visit_is_planned_shown_to_the_branch_and_undone(town):
    plan, browser = drawn(town.street), browser_of(town.street_officer)
    assert browser.post(at("arranging", plan.pk), typed("HJ1")).status_code == 303
    made = Visit.objects.get()
    branch = browser_of(town.secretary)
    for address in (at("visits"), at("plans"), at("plan", plan.pk), at("visit", made.pk)):
        assert branch.get(address).status_code == 200
    assert "五里堡街道" in said(branch.get(at("visits")))
    assert browser.post(at("cancellation", made.pk) + "?taken-back=1").status_code == 303
    assert not Visit.objects.standing().exists()


def test_a_day_too_close_is_told_before_and_refused_after(town):
    theirs, ours = drawn(town.district), drawn(town.street)
    visited(theirs, town.first)
    browser = browser_of(town.street_officer)
    look = browser.get(at("arranging", ours.pk), {"organization": "HJ1", "visits_on": "2018-07-01"})
    assert "二七区委" in said(look)
    assert "2018年9月12日" in said(look)
    refused = browser.post(at("arranging", ours.pk), typed("HJ1", date(2018, 7, 1)))
    assert refused.status_code == 422
    assert "二七区委已定于2018-06-12到汇金社区第一支部检查" in said(refused)
    assert Visit.objects.count() == 1


def test_a_free_day_and_one_on_which_nobody_works_are_told(town):
    plan, browser = drawn(town.street), browser_of(town.street_officer)

    def look(on: str) -> str:
        return said(browser.get(at("arranging", plan.pk), {"organization": "汇金一支部", "visits_on": on}))

    assert "没有其他到访，可以安排" in look("2018-06-12")
    assert "这一天不上班" in look("2018-06-16")
    assert "不是一个日期" in look("2018-13-45")
    assert "没有" in look("2018-06-12").replace("汇金一支部", "")


@pytest.mark.parametrize("of", ["JYJ1", "不存在", "410103", "<script>"])
def test_an_organisation_out_of_reach_is_not_visited(town, of):
    plan = drawn(town.street)
    answer = browser_of(town.street_officer).post(at("arranging", plan.pk), typed(of))
    assert answer.status_code == 422
    assert "<script>" not in said(answer)
    assert not Visit.objects.exists()


def test_a_visit_is_cancelled_with_a_reason_and_let_take_place(town):
    one = visited(drawn(town.street), town.first)
    browser = browser_of(town.street_officer)
    assert browser.post(at("cancellation", one.pk), {"because": ""}).status_code == 303
    assert Visit.objects.standing().exists()
    browser.post(at("cancellation", one.pk), {"because": "防汛值守"})
    page = said(browser_of(town.secretary).get(at("visit", one.pk)))
    assert "防汛值守" in page
    assert "已取消" in page
    assert browser.post(at("restoration", one.pk)).status_code == 303
    assert Visit.objects.standing().exists()


def test_another_branch_and_another_office_see_nothing_and_change_nothing(town):
    plan = drawn(town.district)
    one = visited(plan, town.first)
    other = browser_of(town.other_secretary)
    for address in (at("visit", one.pk), at("plan", plan.pk)):
        assert other.get(address).status_code == 404
    assert "第一支部" not in said(other.get(at("visits"))).split("<main")[1]
    street = browser_of(town.street_officer)
    assert street.get(at("visit", one.pk)).status_code == 200  # it is below
    for verb in ("cancellation", "restoration"):
        assert street.post(at(verb, one.pk), {"because": "不要来"}).status_code == 404
    for verb in ("widening", "arranging"):
        assert street.get(at(verb, plan.pk)).status_code == 404
    assert Visit.objects.standing().exists()


def test_a_branch_reads_of_a_plan_only_its_own_visits(town):
    plan = drawn(town.street)
    visited(plan, town.first), visited(plan, town.second)
    page = said(browser_of(town.secretary).get(at("plan", plan.pk)))
    assert "汇金社区第一支部" in page
    assert "汇金社区第二支部" not in page


def test_the_list_is_filtered_by_state_day_and_organisation(town):
    plan = drawn(town.street)
    visited(plan, town.first), visited(plan, town.second, date(2018, 7, 3))
    browser = browser_of(town.street_officer)

    def rows(query: str) -> tuple[bool, bool]:
        page = said(browser.get(at("visits") + query)).split("<main")[1].split("<tbody")[-1]
        return "第一支部" in page, "第二支部" in page

    assert rows("?show=all") == (True, True)
    assert rows("?day=2018-07-03") == (False, True)
    assert rows("?organization=HJ1") == (True, False)
    assert rows("?state=over") == (False, False)
    assert browser.get(at("visits") + "?organization=JYJ").status_code == 404
    assert browser.get(at("visits") + "?format=xlsx").status_code == 200


def test_the_queries_of_a_plan_do_not_grow(town, django_assert_max_num_queries):
    plan = drawn(town.street)
    for of in (town.first, town.second, town.joint):
        visited(plan, of)
    browser = browser_of(town.street_officer)
    browser.get(at("plan", plan.pk))
    with django_assert_max_num_queries(15):
        browser.get(at("plan", plan.pk))
    with django_assert_max_num_queries(15):
        browser.get(at("arranging", plan.pk) + "?organization=HJ1&visits_on=2018-06-12")


def test_pages_speak_english(town):
    one = visited(drawn(town.street), town.first)
    browser = browser_of(town.street_officer)
    browser.cookies["django_language"] = "en"
    for address in (at("visits"), at("plans"), at("new_plan"), at("visit", one.pk), at("plan", one.plan_id)):
        page = said(browser.get(address))
        assert "Visits" in page


def test_who_is_visited_reads_it_at_home(town):
    one = visited(drawn(town.street), town.first)
    home = said(browser_of(town.secretary).get("/"))
    assert f"/visits/{one.pk}/" in home
    assert "五里堡街道到访：查看会议记录" in home
    assert f"/visits/{one.pk}/" not in said(browser_of(town.other_secretary).get("/"))


def test_home_with_a_visit_to_come_asks_no_more_than_fifteen_times(town, django_assert_max_num_queries):
    visited(drawn(town.street), town.first)
    browser = browser_of(town.secretary)
    browser.get("/")
    with django_assert_max_num_queries(15):
        browser.get("/")
