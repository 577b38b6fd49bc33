"""A draft is one person's: typed beside today's values, wrong at its place, parts added, taken out and brought back."""

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.domain.assessments.drafts import drafts_of
from taizhang.domain.assessments.models import SchemeDraft, SchemeVersion
from tests.factories import schemes
from tests.factories.assessments import scheme_draft
from tests.web.district import browser_of
from tests.web.schemes.drafting import LEDGER, VISIT, at, here, read


def sent(text: str) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("next.yaml", text.encode())}


def test_a_draft_begins_with_what_the_version_says(quarter, town, officer):
    response = officer.post("/schemes/drafts/", {"code": "quarter", "version": 1})
    mine = drafts_of(town.district_officer.person).get()
    assert response.url == here(mine)
    assert mine.content["trees"] == quarter.content["trees"]
    assert mine.content["version"] == 2
    page = read(officer, here(mine))
    for words in ("现行：60", "支部党员大会", "试算结果"):
        assert words in page


def test_what_is_typed_is_kept_and_shown_beside_today(draft, officer):
    response = officer.post(here(draft), at({LEDGER: 70, VISIT: 30}))
    assert response.status_code == 303
    draft.refresh_from_db()
    parts = draft.content["trees"][0]["tree"]["weighted"]
    assert [part["weight"] for part in parts] == [70, 30]
    assert "现行：60" in read(officer, here(draft))


def test_a_problem_stands_at_its_place_and_nothing_is_tried_out(draft, officer):
    officer.post(here(draft), at({LEDGER: 70, "bands[0].from": "many"}))
    page = read(officer, here(draft))
    assert page.count("tz-wrong") >= 2
    row = page[page.index('id="at-bands-0-from"') :]
    assert "tz-wrong" in row[: row.index('id="at-bands-0-share"')]
    assert "改正之前不能试算" in page
    assert officer.get(here(draft, "what-if/")).status_code == 422


def test_what_the_sheet_does_not_offer_cannot_be_typed(draft, officer):
    before = dict(draft.content)
    officer.post(here(draft), at({"scheme": "other", "period": "year", "overlay": "true", "trees[9].x": "1"}))
    draft.refresh_from_db()
    assert {key: draft.content[key] for key in ("scheme", "period")} == {
        key: before[key] for key in ("scheme", "period")
    }
    assert "overlay" not in draft.content


def test_a_part_is_added_with_a_mark_of_its_own(draft, officer):
    tree = "trees[0].tree.weighted"
    officer.post(here(draft), {"add": tree, f"new:{tree}:name": "特色工作", f"new:{tree}:measure": ""})
    draft.refresh_from_db()
    added = draft.content["trees"][0]["tree"]["weighted"][-1]
    assert added["name"]["zh"] == "特色工作"
    assert added["measure"] == f"mark:{added['code']}"
    assert added["code"] in draft.content["marks"]


@pytest.mark.parametrize("path", ["documents", "trees[0]", "trees[0].tree.weighted[0]", "x", "["])
def test_a_part_is_added_only_where_parts_stand(draft, officer, path):
    officer.post(here(draft), {"add": path, f"new:{path}:name": "特色工作"})
    before = draft.content
    draft.refresh_from_db()
    assert draft.content == before


def test_a_part_is_taken_out_and_brought_back(draft, officer):
    before = draft.content
    officer.post(here(draft), {"remove": "trees[0].tree.weighted[1]"})
    draft.refresh_from_db()
    assert len(draft.content["trees"][0]["tree"]["weighted"]) == 1
    officer.post(here(draft, "restoration/"))
    draft.refresh_from_db()
    assert draft.content == before


def test_grades_stand_from_the_best_whatever_the_order_of_typing(draft, officer):
    officer.post(here(draft), {"add": "bands", "new:bands:name": "优秀"})
    officer.post(here(draft), at({"bands[4].from": 95}))
    draft.refresh_from_db()
    assert [band["from"] for band in draft.content["bands"]] == [95, 90, 80, 60, 0]


def test_a_draft_is_thrown_away_and_brought_back_as_it_was(draft, officer):
    officer.post(here(draft, "removal/"))
    assert not SchemeDraft.objects.exists()
    assert officer.post(here(draft, "restoration/")).url == here(draft)
    assert SchemeDraft.objects.get().content == draft.content


def test_nobody_else_sees_or_changes_a_draft(draft, town, officer):
    other = scheme_draft(town.secretary.person)
    for page in ("", "file/", "what-if/", "publication/"):
        assert officer.get(here(other, page)).status_code == 404
    for page in ("", "effect/", "removal/", "restoration/"):
        assert officer.post(here(other, page)).status_code == 404
        assert browser_of(town.leader).post(here(draft, page)).status_code == 403
    assert SchemeDraft.objects.count() == 2


def test_a_draft_goes_out_as_a_file_and_comes_back_as_a_draft(draft, town, officer):
    text = officer.get(here(draft, "file/")).content.decode()
    officer.post("/schemes/drafts/", sent(text.replace("实地走访", "走访")))
    newest = drafts_of(town.district_officer.person).first()
    assert newest.pk != draft.pk
    assert newest.content["trees"][0]["tree"]["weighted"][1]["name"]["zh"] == "走访"
    assert newest.base.code == "quarter"


def test_a_file_with_problems_is_no_draft_and_each_stands_with_its_line(quarter, officer):
    broken = yaml.safe_dump({**schemes.content(), "bands": "none"}, allow_unicode=True, sort_keys=False)
    line = next(n for n, text in enumerate(broken.splitlines(), 1) if text.startswith("bands"))
    response = officer.post("/schemes/drafts/", sent(broken))
    assert response.status_code == 422
    assert f">{line}</" in response.content.decode()
    assert not SchemeDraft.objects.exists()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00x", b"", b"- a\n- b\n", b"a: [1, 2"])
def test_what_is_no_scheme_is_refused_in_words(quarter, officer, content):
    response = officer.post("/schemes/drafts/", {"file": SimpleUploadedFile("x.yaml", content)}, follow=True)
    assert "tz-alert-wrong" in response.content.decode()
    assert not SchemeDraft.objects.exists()


def test_the_draft_judges_nobody(draft, officer):
    officer.post(here(draft), at({LEDGER: 70, VISIT: 30}))
    assert SchemeVersion.objects.count() == 1
    assert SchemeVersion.objects.get().content == {**draft.base.content}


def test_the_sheet_costs_few_queries(draft, officer, django_assert_max_num_queries):
    officer.get(here(draft))
    with django_assert_max_num_queries(15):
        officer.get(here(draft))
