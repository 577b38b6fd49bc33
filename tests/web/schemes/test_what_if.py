"""What-if: the same facts judged twice; who changes and why; a past period; two trees of one; publishing."""

from datetime import date

import pytest

from taizhang.domain.assessments.models import SchemeDraft, SchemeVersion
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import evaluate
from taizhang.kernel.scoring.grading import Judged, grade
from taizhang.web.schemes.reading import planes, read, scheme_of
from taizhang.web.schemes.reasons import explain
from taizhang.web.schemes.what_if import WhatIf
from tests.web.district import browser_of
from tests.web.schemes.drafting import LEDGER, VISIT, at, here
from tests.web.schemes.drafting import read as shown

Q2 = Period.parse("2018-Q2")
TODAY = date(2018, 5, 31)


def tried(draft, changes: dict[str, object], period: Period = Q2) -> WhatIf:
    from taizhang.web.schemes.places import changed

    content = changed(draft.content, {path: str(value) for path, value in changes.items()})
    scheme, wrong = read(content)
    assert scheme is not None, wrong
    before = scheme_of(draft.base).scheme
    measures = tuple(sorted(before.measures | scheme.scheme.measures))
    facts = planes(period.year, TODAY, period.contains(TODAY), min(period.last, TODAY), measures)
    return WhatIf(facts, before, scheme.scheme, period)


def test_the_same_scheme_changes_nobody(draft):
    found = tried(draft, {})
    assert found.standings
    assert found.changed == []
    assert [one.before for one in found.grades("zh", "")] == [one.after for one in found.grades("zh", "")]


def test_both_sides_are_what_the_plain_evaluator_says(draft, visited):
    found = tried(draft, {"bands[0].from": 99, "pack.institutions.L01.weight": 14, "pack.institutions.L05.weight": 6})
    for scheme, side in ((found.before, 0), (found.after, 1)):
        scores = [
            evaluate(scheme.trees[category], found.planes.facts(place), Q2)
            for place, category in enumerate(found.planes.categories)
        ]
        groups = zip(found.planes.categories, found.planes.kinds, scores, strict=True)
        graded = grade(scheme, [Judged((category, kind), score.units) for category, kind, score in groups])
        for one in found.standings:
            assert one.units[side] == scores[one.place].units
            assert one.grades[side] == graded[one.place].grade


def test_a_line_that_moves_is_the_reason(draft, visited):
    found = tried(draft, {"bands[2].from": 1})
    (one,) = found.changed
    assert one.key == visited.organization_id
    assert found.direction(one) == 1
    assert "等次线由 60.00 调到 1.00" in explain(found, one, "zh").sentence


def test_a_weight_that_changes_names_its_parts(draft, visited):
    found = tried(draft, {LEDGER: 20, VISIT: 80})
    one = found.by_key[visited.organization_id]
    told = explain(found, one, "zh")
    assert told.sentence.startswith("实地走访 +38.00")
    assert sum(part.change for part in told.parts) == one.units[1] - one.units[0]


def test_marks_spread_over_steps_that_hold_everybody_with_a_mark(draft):
    found = tried(draft, {})
    marked = sum(one.units[0] is not None for one in found.standings)
    assert sum(step.before for step in found.marks) == marked
    assert sum(step.after for step in found.marks) == marked


def test_a_dropped_grade_still_stands_on_its_side(draft, officer):
    officer.post(here(draft), {"remove": "bands[1]"})
    draft.refresh_from_db()
    found = tried(draft, {})
    counted = {one.code: (one.before, one.after) for one in found.grades("zh", "无")}
    assert counted["fairly"][1] == 0
    assert sum(before for before, _after in counted.values()) == len(found.standings)


def test_the_page_lists_who_changes_with_both_marks_and_why(draft, officer, visited):
    officer.post(here(draft), at({"bands[2].from": 1}))
    page = shown(officer, here(draft, "what-if/"))
    for words in ("各等次组织数", "得分分布", "现行等次", "等次线由 60.00 调到 1.00", "等次上升"):
        assert words in page
    assert "2018年第2季度" in page


def test_the_list_is_filtered_by_direction_kind_and_name(draft, officer, visited):
    officer.post(here(draft), at({"bands[2].from": 1}))
    better = shown(officer, here(draft, "what-if/?change=better"))
    assert "等次线由" in better
    assert "没有这样变化的组织" in shown(officer, here(draft, "what-if/?change=worse"))
    everybody = shown(officer, here(draft, "what-if/?change=all&kind=street"))
    assert "等次线由" not in everybody
    assert "现行得分" in everybody


def test_a_past_period_is_tested_back(draft, officer):
    page = shown(officer, here(draft, "what-if/?period=2018-Q1&change=all"))
    assert "2018年第1季度" in page


@pytest.mark.parametrize("period", ["2018-M05", "2018", "2019-Q1"])
def test_a_period_that_the_scheme_does_not_judge_is_passed_over(draft, officer, period):
    assert "2018年第2季度" in shown(officer, here(draft, f"what-if/?period={period}"))


def test_an_organisation_opens_its_two_trees(draft, town, officer):
    officer.post(here(draft), at({LEDGER: 70, VISIT: 30}))
    page = shown(officer, here(draft, f"what-if/{town.first.code}/"))
    for words in ("× 60", "× 70", "支部党员大会", "各项得分构成", "尚无数据"):
        assert words in page


def test_the_effect_stands_beside_the_sheet_at_once_and_is_kept(draft, officer):
    response = officer.post(here(draft, "effect/"), at({LEDGER: 70, VISIT: 30}), headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "<html" not in page
    assert "试算结果" in page
    draft.refresh_from_db()
    assert draft.content["trees"][0]["tree"]["weighted"][0]["weight"] == 70


def test_the_list_is_taken_along_as_a_workbook(draft, officer):
    response = officer.get(here(draft, "what-if/?change=all&format=xlsx"))
    assert response["Content-Type"].startswith("application/vnd.openxml")


def test_publishing_says_what_changes_and_judges_from_the_next_quarter(draft, town, officer):
    officer.post(here(draft), at({LEDGER: 70, VISIT: 30}))
    page = shown(officer, here(draft, "publication/"))
    for words in ("权重", "60", "70", "2018年第3季度", "试算结果概要"):
        assert words in page
    response = officer.post(here(draft, "publication/"), {"valid_from": "2018-07-01"})
    assert response.url == "/schemes/quarter/2/"
    published = SchemeVersion.objects.get(version=2)
    assert published.valid_from == date(2018, 7, 1)
    assert published.published_by_name == town.district_officer.person.name
    assert not SchemeDraft.objects.exists()
    assert "待生效" in shown(officer, "/schemes/")


@pytest.mark.parametrize("day", ["", "tomorrow", "2018-05-15", "2018-01-01", "2099-01-01"])
def test_a_day_from_which_it_cannot_judge_is_refused_and_the_draft_stays(draft, officer, day):
    response = officer.post(here(draft, "publication/"), {"valid_from": day})
    assert response.status_code == 422
    assert "tz-alert-wrong" in response.content.decode()
    assert SchemeVersion.objects.count() == 1
    assert SchemeDraft.objects.count() == 1


def test_a_draft_with_problems_is_not_published(draft, officer):
    officer.post(here(draft), at({LEDGER: 70}))
    assert "不能发布" in shown(officer, here(draft, "publication/"))
    assert officer.post(here(draft, "publication/"), {"valid_from": "2018-07-01"}).status_code == 422
    assert SchemeVersion.objects.count() == 1


@pytest.mark.parametrize("part", ["secretary", "street_officer", "leader"])
def test_only_the_district_works_on_schemes(draft, town, part):
    client = browser_of(getattr(town, part))
    assert client.post("/schemes/drafts/", {"code": "quarter", "version": 1}).status_code == 403
    assert client.get(here(draft, "what-if/")).status_code == 403


def test_the_pages_cost_few_queries_however_many_are_judged(draft, town, officer, django_assert_max_num_queries):
    officer.post(here(draft), at({"bands[2].from": 1}))
    for page in ("what-if/", f"what-if/{town.first.code}/", "publication/"):
        officer.get(here(draft, page))
        with django_assert_max_num_queries(15):
            officer.get(here(draft, page))


def test_every_organisation_below_the_district_is_judged(draft, town):
    found = tried(draft, {})
    below = Placement.objects.on(TODAY).exclude(organization=town.district)
    assert {one.key for one in found.standings} == set(below.values_list("organization_id", flat=True))
