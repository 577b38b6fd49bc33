"""Marks: who gives them, one by one or in a batch, seen before they are saved, undone as a whole."""

import pytest

from taizhang.domain.assessments.models import Mark

GIVEN = {
    "organization": "HJ1",
    "measure": "mark:visit",
    "period": "2018-Q2",
    "numerator": "92",
    "denominator": "100",
    "because": "5月18日现场查看，活动室和记录本齐全",
}


@pytest.fixture
def street(schemed):
    from tests.web.district import browser_of

    return browser_of(schemed.street_officer)


def test_an_office_gives_a_mark_with_its_reason_and_may_undo_it(street, schemed):
    answer = street.post("/scores/marks/new/", GIVEN)
    assert answer.status_code == 303, answer.content.decode()
    made = Mark.objects.get()
    assert (made.numerator, made.denominator, made.organization_id) == (92, 100, schemed.first.pk)
    page = street.get(f"/scores/marks/{made.pk}/").content.decode()
    assert "活动室和记录本齐全" in page
    assert f"/scores/marks/{made.pk}/withdrawal/" in page
    assert street.post(f"/scores/marks/{made.pk}/withdrawal/").status_code == 303
    made.refresh_from_db()
    assert made.taken_back_because == "评分后随即撤回。"


def test_a_mark_without_a_reason_is_not_taken(street):
    answer = street.post("/scores/marks/new/", {**GIVEN, "because": " "})
    assert answer.status_code == 422
    assert not Mark.objects.exists()


def test_a_mark_of_another_kind_of_period_is_refused_in_words(street):
    answer = street.post("/scores/marks/new/", {**GIVEN, "period": "2018-M05"})
    assert answer.status_code == 422
    assert "tz-alert-wrong" in answer.content.decode()
    assert not Mark.objects.exists()


def batch(cast, **changes) -> dict[str, str]:
    typed = {f"mark-{cast.first.pk}": "88", f"mark-{cast.second.pk}": "abc", f"mark-{cast.joint.pk}": ""}
    return {
        "measure": "mark:visit",
        "period": "2018-Q2",
        "denominator": "100",
        "because": "五月走访",
        "stage": "preview",
        **typed,
        **changes,
    }


def test_a_batch_is_seen_before_it_is_saved(street, schemed):
    page = street.post("/scores/marks/batch/", batch(schemed)).content.decode()
    assert "“abc”不是整数" in page
    assert f'name="mark-{schemed.first.pk}" value="88"' in page
    assert f'name="mark-{schemed.second.pk}"' not in page
    assert not Mark.objects.exists()


def test_a_batch_is_saved_as_one_and_undone_as_one(street, schemed):
    typed = {f"mark-{schemed.first.pk}": "88", f"mark-{schemed.second.pk}": "75", f"mark-{schemed.joint.pk}": "70"}
    answer = street.post("/scores/marks/batch/", batch(schemed, stage="save", **typed), follow=True)
    assert answer.status_code == 200
    assert Mark.objects.standing().count() == 3
    page = answer.content.decode()
    undo = page.split('action="/scores/marks/batch/')[1].split('"')[0]
    assert street.post(f"/scores/marks/batch/{undo}").status_code == 303
    assert not Mark.objects.standing().exists()
    assert street.post(f"/scores/marks/batch/{undo}").status_code == 404  # nothing of it is left


def test_the_table_of_a_batch_is_narrowed_by_name(street):
    page = street.get("/scores/marks/batch/?organization=410103010&q=汇金社区第一").content.decode()
    assert "汇金社区第一支部的得分" in page
    assert "汇金社区第二支部" not in page


def test_what_is_marked_already_is_left_out_of_a_batch(street, schemed):
    street.post("/scores/marks/new/", GIVEN)
    page = street.post("/scores/marks/batch/", batch(schemed)).content.decode()
    assert "已有评分：92（赵敏）" in page


def test_a_batch_without_a_reason_or_a_whole_is_refused(street, schemed):
    assert street.post("/scores/marks/batch/", batch(schemed, because=" ")).status_code == 303
    assert street.post("/scores/marks/batch/", batch(schemed, stage="save", denominator="x")).status_code == 303
    assert not Mark.objects.exists()


def test_a_branch_reads_its_marks_and_gives_none(schemed, street):
    from tests.web.district import browser_of

    street.post("/scores/marks/new/", GIVEN)
    secretary, neighbour = browser_of(schemed.secretary), browser_of(schemed.other_secretary)
    page = secretary.get("/scores/marks/").content.decode()
    assert "活动室和记录本齐全" in page
    assert "/scores/marks/new/" not in page
    assert secretary.get("/scores/marks/new/").status_code == 403
    assert "活动室和记录本齐全" not in neighbour.get("/scores/marks/").content.decode()
