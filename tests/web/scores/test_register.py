"""The register of results and the objections: which scheme, which grade, which mark then and now."""

from datetime import date

import pytest

from taizhang.domain.assessments.actions.marks import MarkEntry, give_mark, take_back_mark
from taizhang.domain.assessments.models import Mark
from taizhang.kernel.scoring import shown
from tests.factories.assessments import objection
from tests.web.district import actor
from tests.web.scores.quarter import AFTER, Q1, Judged


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def after(judged, settings) -> Judged:
    """The first quarter when the window is over."""
    settings.TODAY = date(2018, 6, 12)
    return judged


def taken(judged: Judged, *steps: str) -> None:
    office = judged.browser("district_officer")
    for step in steps:
        assert office.post(f"/scores/assessments/{judged.preview.pk}/{step}/").status_code == 303
    judged.preview.refresh_from_db()


def test_an_upheld_objection_tells_the_mark_of_the_preview_and_the_mark_now(after):
    marker, first = actor(after.cast.street_officer, AFTER), after.cast.first
    said = {"upheld": True, "answer": "异议成立", "answered_at": AFTER, "answered_by_name": "林"}
    made = objection(after.preview, first, **said)
    before = after.result().units
    old = Mark.objects.standing().get(organization=first, measure="mark:visit")
    take_back_mark(mark=old, because="重新走访", by=marker)
    give_mark(entry=MarkEntry(first, Q1, "mark:visit", 99, 100, "活动室已恢复使用"), by=marker)
    taken(after, "second-preview")
    page = read(after.browser("secretary"), f"/scores/objections/{made.pk}/")
    assert after.result().units != before
    assert shown(before) in page
    assert shown(after.result().units) in page


def test_the_register_is_filtered_by_grade_and_scheme(after):
    taken(after, "second-preview", "publication")
    office, grade = after.browser("district_officer"), after.result().grade
    assert "汇金社区第一支部" in read(office, f"/scores/results/?grade={grade}&scheme=quarter")
    assert "汇金社区第一支部" not in read(office, "/scores/results/?scheme=year")
