"""Not applicable is as important as done: it says why."""

from datetime import date

import pytest

from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.not_applicable import not_applicable
from tests.factories.duties import MAY, actor, pack, pack_file, people, stand

pytestmark = pytest.mark.django_db
ON = date(2018, 5, 31)


@pytest.fixture
def branch(db):
    pack()
    place = stand("B", elected_on=date(2017, 6, 15))
    people(place, 5)
    issue(period=MAY, on=MAY.first, by=actor())
    return place


def why(place, lang: str = "zh") -> dict[str, str]:
    return {each.rule.code: each.why for each in not_applicable(place.organization_id, ON, lang)}


def test_each_institution_that_does_not_apply_says_why(branch):
    assert why(branch) == {
        "L02": "有支委会：否",
        "L03": "党小组数：0（规则：党小组数 > 0）",
        "L09": "党员领导干部数：0（规则：党员领导干部数 > 0）",
        "L10": why(branch)["L10"],
        "L15": "本年内任期届满：否",
    }
    assert "党支部" in why(branch)["L10"]
    assert why(branch, "en")["L02"] == "has a committee: no"


def test_what_is_only_not_issued_yet_applies(branch):
    assert "L06" not in why(branch)  # owed from October on


def test_an_institution_without_a_day_in_the_year_says_its_rhythm():
    """A rule for everybody, whose day hangs on an election that is not known."""
    institutions = pack_file().content["institutions"]
    everybody = [{k: v for k, v in each.items() if k != "applies_if"} for each in institutions]
    pack(institutions=everybody)
    place = stand("N")
    assert why(place)["L15"] == "2018年没有到期的次数（每3年一次；届满前6个月提醒）"
    assert why(place, "en")["L15"].startswith("nothing falls due in 2018 (")


def test_before_any_pack_or_founding_there_is_nothing_to_say(branch):
    assert not_applicable(branch.organization_id, date(2017, 5, 31), "zh") == []
    assert not_applicable(stand("L", since=date(2018, 9, 1)).organization_id, ON, "zh") == []
