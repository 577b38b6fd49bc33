"""From the preview over objections to what is published, locked and used; each step by whoever may take it."""

from datetime import date

import pytest

from taizhang.domain.assessments.actions.marks import MarkEntry, give_marks
from taizhang.domain.assessments.models import Assessment, FrozenFacts, Objection, Override, Stage, Use
from tests.factories import policies
from tests.web.district import actor, browser_of
from tests.web.scores.quarter import AFTER, Q1, Judged

WORDS = {"node": "visit", "text": "走访那天活动室正在维修，请核对4月18日的记录。"}


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def after(judged, settings) -> Judged:
    """The same when the window is over."""
    settings.TODAY = date(2018, 6, 12)
    return judged


def address_of(judged: Judged) -> str:
    return f"/scores/assessments/{judged.preview.pk}/"


def taken(judged: Judged, *steps: str) -> None:
    office = judged.browser("district_officer")
    for step in steps:
        assert office.post(f"{address_of(judged)}{step}/").status_code == 303
    judged.preview.refresh_from_db()


def seen(page: str) -> dict[str, str]:
    """What the form that closes a period sends."""
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("period", "seen")}


def test_the_district_looks_at_a_period_and_closes_exactly_that_once(schemed):
    office, there = browser_of(schemed.district_officer), "/scores/assessments/new/"
    page = read(office, f"{there}?period=2018-Q1")
    sent = seen(page)
    assert sent["seen"][:12] in page and sent["period"] == "2018-Q1"
    assert "请先查看本期数据" in office.post(there, {"period": "2018-Q1"}).content.decode()
    assert not Assessment.objects.exists()
    assert office.post(there, sent).status_code == 303
    assert Assessment.objects.get().stage == Stage.PREVIEW
    assert "2018年第1季度" in read(office, "/scores/assessments/")
    assert 'value="2018-Q1"' not in read(office, there)  # it is closed once
    again = office.post(there, sent)
    assert again.status_code == 422 and "孙丽" in again.content.decode()
    assert Assessment.objects.count() == 1


def test_facts_that_changed_since_the_page_was_opened_are_refused_and_the_new_numbers_are_shown(schemed):
    office, there = browser_of(schemed.district_officer), "/scores/assessments/new/"
    sent = seen(read(office, f"{there}?period=2018-Q1"))
    entry = MarkEntry(schemed.first, Q1, "mark:visit", 88, 100, "看了会议记录本和活动室")
    give_marks(entries=[entry], by=actor(schemed.street_officer))
    answer = office.post(there, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "数据发生变化" in page and "重新核对" in page
    assert not Assessment.objects.exists() and not FrozenFacts.objects.exists()
    assert seen(page)["seen"] != sent["seen"]
    assert office.post(there, seen(page)).status_code == 303


def test_the_page_that_closes_asks_no_more_questions_than_any_other(schemed, django_assert_max_num_queries):
    office = browser_of(schemed.district_officer)
    read(office, "/scores/assessments/new/")
    with django_assert_max_num_queries(15):
        read(office, "/scores/assessments/new/?period=2018-Q1")


def test_a_preview_is_seen_by_whoever_it_judges_with_its_own_numbers_alone(judged):
    page = read(judged.browser("secretary"), "/scores/HJ1/2018-Q1/")
    assert "预告" in page
    assert "提出异议" in page
    assert "88/100" in page
    assert "暂计" not in page
    one = read(judged.browser("secretary"), address_of(judged))
    assert "计算再次预告" not in one
    assert "汇金二支部" not in one


def test_a_branch_objects_and_another_than_the_marker_answers(judged):
    secretary, office = judged.browser("secretary"), judged.browser("district_officer")
    there = f"{address_of(judged)}objection/?organization=HJ1"
    form = read(secretary, there)
    assert 'value="visit"' in form
    key = form.split('name="id" value="')[1].split('"')[0]
    assert secretary.post(there, {**WORDS, "id": key}).status_code == 303
    assert secretary.post(there, {**WORDS, "id": key}).status_code == 303  # sent twice it is once
    made = Objection.objects.get()
    assert "正在维修" in read(office, f"/scores/objections/{made.pk}/")
    assert secretary.post(f"/scores/objections/{made.pk}/answer/", {"upheld": "1", "answer": "对"}).status_code == 403
    said = {"upheld": "0", "answer": "已核对照片和记录，得分不变。"}
    assert office.post(f"/scores/objections/{made.pk}/answer/", said).status_code == 303
    made.refresh_from_db()
    assert made.upheld is False
    assert "得分不变" in read(secretary, f"/scores/objections/{made.pk}/")
    assert "异议不成立" in read(secretary, "/scores/objections/")


def test_an_objection_that_was_upheld_leads_to_the_marks_it_is_about(judged):
    secretary, office = judged.browser("secretary"), judged.browser("district_officer")
    there = f"{address_of(judged)}objection/?organization=HJ1"
    key = read(secretary, there).split('name="id" value="')[1].split('"')[0]
    secretary.post(there, {**WORDS, "id": key})
    made = Objection.objects.get()
    assert "/scores/marks/?" not in read(office, f"/scores/objections/{made.pk}/")
    office.post(f"/scores/objections/{made.pk}/answer/", {"upheld": "1", "answer": "核实属实，请重新走访评分。"})
    page = read(judged.browser("street_officer"), f"/scores/objections/{made.pk}/")
    assert "/scores/marks/?organization=HJ1&amp;period=2018-Q1" in page


def test_a_neighbour_reads_no_objection_of_another(judged):
    secretary = judged.browser("secretary")
    there = f"{address_of(judged)}objection/?organization=HJ1"
    key = read(secretary, there).split('name="id" value="')[1].split('"')[0]
    secretary.post(there, {**WORDS, "id": key})
    made = Objection.objects.get()
    assert judged.browser("other_secretary").get(f"/scores/objections/{made.pk}/").status_code == 404
    assert secretary.post(f"/scores/objections/{made.pk}/withdrawal/").status_code == 303
    made.refresh_from_db()
    assert made.withdrawn_at is not None


def test_after_the_window_it_is_previewed_again_published_locked_and_used(after):
    taken(after, "second-preview", "publication", "locking")
    assert after.preview.stage == Stage.LOCKED
    office, result = after.browser("district_officer"), after.result()
    assert "已锁定" in read(office, f"/scores/results/{result.pk}/")
    said = {"purpose": "award", "what": "先进基层党组织", "on": "2018-06-12"}
    assert office.post(f"/scores/results/{result.pk}/use/", said).status_code == 303
    used = Use.objects.get()
    assert "评先评优" in read(after.browser("secretary"), "/scores/results/")
    assert "先进基层党组织" in read(after.browser("secretary"), f"/scores/results/{result.pk}/")
    assert office.post(f"/scores/uses/{used.pk}/withdrawal/").status_code == 303
    used.refresh_from_db()
    assert used.taken_back_at is not None


def test_before_the_window_ends_nothing_is_previewed_again(judged):
    office = judged.browser("district_officer")
    assert "异议期还没有结束" in read(office, address_of(judged))
    assert office.post(f"{address_of(judged)}second-preview/").status_code == 303
    judged.preview.refresh_from_db()
    assert judged.preview.stage == Stage.PREVIEW


def test_one_person_proposes_against_the_rule_and_cannot_confirm_it(judged):
    office = judged.browser("district_officer")
    said = {"kind": "override", "organization": "HJ1", "mark": "90.5", "grade": "", "because": "评分表算错"}
    assert office.post(f"{address_of(judged)}deviation/", said).status_code == 303
    made = Override.objects.get()
    assert made.units == 90_500_000
    page = read(office, address_of(judged))
    assert "待确认" in page
    assert f"/scores/deviations/{made.pk}/confirmation/" not in page
    office.post(f"/scores/deviations/{made.pk}/confirmation/")
    made.refresh_from_db()
    assert made.confirmed_at is None
    assert office.post(f"/scores/deviations/{made.pk}/rejection/").status_code == 303


def test_the_register_follows_the_tree_and_is_no_ranking(after):
    taken(after, "second-preview", "publication")
    page = read(after.browser("district_officer"), "/scores/results/")
    assert "sort=mark" not in page
    assert "sort=rank" not in page
    assert after.browser("district_officer").get("/scores/results/?sort=-mark").status_code == 422


def test_only_with_the_switch_on_is_there_a_rank_and_an_order_by_marks(after):
    taken(after, "second-preview", "publication")
    policies.warrant(by=actor(after.cast.district_officer, AFTER))
    page = read(after.browser("district_officer"), "/scores/results/")
    assert "sort=mark" in page
    assert "sort=rank" in page
    assert after.result().rank is None  # a group of two is not ranked even then
    assert "同类第" not in read(after.browser("secretary"), "/scores/HJ1/2018-Q1/")


def test_a_score_stands_beside_the_period_before(after):
    page = read(after.browser("secretary"), "/scores/HJ1/2018-Q2/")
    assert "与上期、与同组相比" in page
    assert "2018年第1季度：" in page
    assert "汇金二支部" not in page


@pytest.mark.parametrize("address", ["/scores/HJ1/2018-Q1/", "/scores/assessments/", "/scores/objections/", "one"])
def test_no_page_of_a_cycle_asks_more_than_fifteen_times(judged, address, django_assert_max_num_queries):
    office = judged.browser("district_officer")
    address = address_of(judged) if address == "one" else address
    office.get(address)
    with django_assert_max_num_queries(15):
        read(office, address)
