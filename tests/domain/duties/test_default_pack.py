"""The default pack: nineteen institutions with clause, source and flag, applicable to whom they should be."""

from datetime import date

import pytest

from taizhang.domain.duties.packfile import check, load
from taizhang.domain.duties.packfile.codes import CATEGORIES, FACTS, KINDS, LEVELS
from taizhang.domain.duties.packfile.evidence import is_picture
from taizhang.domain.orgs import kinds
from taizhang.kernel.measures import Measure, weighted
from taizhang.kernel.periods import Period
from taizhang.kernel.quorum import cap
from taizhang.kernel.workdays import Calendar
from taizhang.packs import DEFAULT

PACK = load(DEFAULT)
BRANCH = {
    "category": "A",
    "level": "S",
    "kind": "branch",
    "formal_members": 21,
    "probationary_members": 1,
    "members": 22,
    "voters": 21,
    "has_committee": True,
    "committee_members": 3,
    "group_count": 2,
    "leading_cadres": 1,
    "term_ends_within_year": False,
    "floating_members": 0,
    "exempt_members": 0,
}


def applicable(**facts):
    return [rule.code for rule in PACK.institutions if rule.applies.holds(BRANCH | facts)]


def test_it_has_no_problems():
    assert check(DEFAULT) == []


def test_it_names_what_the_article_names():
    assert len(PACK.institutions) == 19
    assert [rule.code for rule in PACK.institutions] == [f"L{number:02}" for number in range(1, 20)]
    assert (len(PACK.mechanisms), len(PACK.projects), len(PACK.categories)) == (3, 6, 4)
    names = "".join(project.name.zh for project in PACK.projects)
    assert all(word in names for word in ("融合", "磁铁", "先锋", "红领", "固本", "星火"))


def test_weights_are_those_of_the_founded_proposal():
    assert [rule.weight for rule in PACK.institutions] == [10, 8, 4, 6, 10, 6, 6, 4, 3, 3, 2, 8, 6, 5, 4, 5, 4, 3, 3]
    assert all("weight" in rule.proposed for rule in PACK.institutions)


def test_a_branch_without_committee_and_groups_is_not_punished_for_them():
    """Weights 100 − 8 − 4 = 88; all else full comes to 100 (vectors.md)."""
    small = BRANCH | {"has_committee": False, "group_count": 0}
    missing = {code for code in ("L02", "L03") if not PACK.institution(code).applies.holds(small)}
    marks = [(rule.weight, None if rule.code in missing else Measure(1, 1)) for rule in PACK.institutions]
    assert sum(weight for weight, mark in marks if mark) == 88
    assert weighted(marks) == 100


@pytest.mark.parametrize(
    ("facts", "gone"),
    [
        ({"has_committee": False}, {"L02"}),
        ({"group_count": 0}, {"L03"}),
        ({"leading_cadres": 0}, {"L09"}),
        ({"category": "D"}, set()),
    ],
)
def test_what_a_branch_does_not_have_it_does_not_owe(facts, gone):
    assert set(applicable()) - set(applicable(**facts)) == gone


def test_a_branch_owes_an_election_only_when_its_term_ends():
    assert "L15" not in applicable()
    assert "L15" in applicable(term_ends_within_year=True)


def test_a_committee_owes_what_committees_owe():
    street = {"level": "W", "kind": "street", "members": 0}
    assert applicable(**street) == ["L04", "L10", "L12", "L16", "L17", "L18"]
    assert "L10" not in applicable(**street | {"kind": "community"})


def test_a_month_brings_a_branch_five_to_eight_duties():
    may = Period.parse("2018-M05")
    monthly = [code for code in applicable() if PACK.institution(code).rhythm.every.value in ("month", "quarter")]
    assert 5 <= len(monthly) <= 8
    (day,) = PACK.institution("L05").rhythm.occurrences(may, calendar=Calendar())
    assert (day.due_on, day.span.last) == (date(2018, 5, 16), date(2018, 5, 31))


def test_terms_are_three_years_for_branches_and_five_for_committees():
    election = PACK.institution("L15")
    assert election.rhythm_for(BRANCH).years == 3
    assert election.rhythm_for(BRANCH | {"level": "W"}).years == 5


def test_one_theme_day_may_hold_several_institutions():
    assert PACK.institution("L05").combines_with >= {"L01", "L03", "L04", "L09", "L12", "L14", "L19"}
    assert PACK.may_combine(["L05", "L04", "L01", "L14"])
    assert not PACK.may_combine(["L02", "L05"])
    assert [rule.code for rule in PACK.member_rules(["L05", "L04", "L01"])] == ["L05", "three_meetings"]


def test_shares_are_those_of_the_regulations():
    meeting, election = PACK.institution("L01"), PACK.institution("L15")
    assert meeting.attendance.quorum_for_votes_only
    assert (meeting.attendance.voters, meeting.quorum.needed(21), meeting.passing.needed(21)) == ("voters", 11, 11)
    assert (meeting.quorum.needed(20), meeting.passing.needed(20)) == (10, 11)
    assert (election.quorum.needed(21), election.passing.needed(21)) == (17, 11)
    assert [PACK.institution("L10").quorum.needed(number) for number in (9, 10)] == [6, 7]
    assert [cap(number, PACK.institution("L07").attendance.ceiling) for number in (20, 21, 2)] == [6, 7, 0]


def test_pictures_are_never_demanded_and_copies_never_linked():
    for rule in PACK.institutions:
        assert not [each for each in rule.required_evidence if is_picture(each.code, each.name)]
        assert rule.required_evidence
    assert {document.grade for document in PACK.documents.values() if document.url} == {"O"}


def test_what_was_not_read_in_a_text_is_not_called_checked():
    for rule in PACK.institutions:
        assert rule.basis
        if rule.checked:
            assert "rhythm" not in rule.proposed
            assert any(basis.grade in "OM" for basis in rule.basis)
        else:
            assert rule.note, f"{rule.code} must say what is unverified"


def test_volunteering_is_only_ever_rewarded():
    points = PACK.institution("L19").points
    assert points.miss is None
    assert points.member.kind.value == points.organization.kind.value == "bonus"


def test_the_lights_are_those_of_qimen_and_say_they_are_no_mark():
    assert (PACK.lights.green_up_to, PACK.lights.yellow_up_to) == (2, 6)
    assert "不是考核结果" in PACK.lights.statement.zh
    assert PACK.lights.source.grade == "O"


def test_codes_of_packs_are_codes_of_organisations():
    assert set(KINDS) == set(kinds.Kind)
    assert set(CATEGORIES) == set(kinds.Category)
    assert set(LEVELS) - {"X"} == set(kinds.Level)
    assert set(BRANCH) == set(FACTS)
