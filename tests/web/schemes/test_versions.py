"""Schemes are read by everyone who sees scores: versions, trees with clause and source, two side by side, files."""

from datetime import date

import pytest
import yaml
from openpyxl import load_workbook

from taizhang.domain.assessments.actions.schemes import publish_scheme
from taizhang.domain.assessments.schemefile import from_content
from tests.factories import schemes
from tests.web.district import browser_of
from tests.web.schemes.drafting import read

PAGE = "/schemes/quarter/1/"


def follower(**changes):
    """A second version of the quarter's scheme with a change at its top."""
    content = {**schemes.content(), "version": 2, "valid_from": "2018-07-01", **changes}
    return publish_scheme(scheme_file=from_content(content), by=schemes.OFFICER)


def test_versions_are_listed_with_who_published_them_from_when_and_whether_they_judge(quarter, town):
    follower(fewest=8)
    page = read(browser_of(town.secretary), "/schemes/")
    for words in ("quarter v1", "quarter v2", "有效", "待生效", "区委党建办 孙丽", "2018年7月1日"):
        assert words in page
    assert "上传方案文件" not in page


def test_a_tree_says_names_weights_reading_clause_and_source(quarter, town):
    page = read(browser_of(town.secretary), PAGE)
    for words in (
        "季度得分",
        "台账",
        "60",
        "实地走访",
        "由人评分",
        "支部党员大会",
        "台账60分，实地走访40分",
        "本方案的建议",
        "较好",
    ):
        assert words in page
    assert "起草新版本" not in page


def test_two_versions_are_compared_part_by_part(quarter, officer):
    content = schemes.content()
    content["trees"][0]["tree"]["weighted"][0]["weight"] = 70
    content["trees"][0]["tree"]["weighted"][1]["weight"] = 30
    follower(trees=content["trees"], fewest=8)
    page = read(officer, f"{PAGE}comparison/?with=quarter.2")
    for words in ("台账", "权重", "70", "30", "排名和比例适用的最小组"):
        assert words in page


@pytest.mark.parametrize("other", ["", "quarter", "quarter.9", "nothing.1", "quarter.x", ".1"])
def test_what_does_not_exist_is_compared_with_nothing(quarter, officer, other):
    assert officer.get(f"{PAGE}comparison/?with={other}").status_code == 404


def test_a_version_is_taken_along_as_the_file_it_came_from(quarter, officer):
    response = officer.get(f"{PAGE}?format=yaml")
    assert yaml.safe_load(response.content) == quarter.content
    assert 'filename="quarter-v1.yaml"' in response["Content-Disposition"]


def test_a_version_is_taken_along_as_a_workbook(quarter, officer, tmp_path):
    file = tmp_path / "quarter.xlsx"
    file.write_bytes(b"".join(officer.get(f"{PAGE}?format=xlsx").streaming_content))
    rows = list(load_workbook(file).active.values)
    assert any("实地走访" in str(row[1]) and row[2] == 40 for row in rows)


def test_whether_a_version_judges_follows_from_the_day(quarter, officer, settings):
    follower(fewest=8)
    settings.TODAY = date(2018, 8, 1)
    page = read(officer, "/schemes/")
    assert "过往" in page or "past" in page or page.index("quarter v2") < page.index("quarter v1")


def test_a_scheme_is_found_by_its_title_and_by_initials(quarter, town):
    response = browser_of(town.secretary).post("/search/", {"q": "季度考核方案"})
    assert PAGE in response.content.decode()


@pytest.mark.parametrize("part", ["system_admin", "member"])
def test_who_sees_no_scores_sees_no_schemes(quarter, town, part):
    assert browser_of(getattr(town, part)).get("/schemes/").status_code == 403


def test_a_district_without_schemes_says_so(town, officer):
    assert "还没有发布考核方案" in read(officer, "/schemes/")


def test_every_page_costs_few_queries(quarter, officer, django_assert_max_num_queries):
    follower(fewest=8)
    for address in ("/schemes/", PAGE, f"{PAGE}comparison/?with=quarter.2"):
        officer.get(address)
        with django_assert_max_num_queries(15):
            officer.get(address)
