"""Planning needs no database: facts × institutions × occurrences."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from taizhang.domain.duties.packfile import load
from taizhang.domain.duties.planning import Ower, Planner, Ruling
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Period, Span
from taizhang.kernel.workdays import Calendar
from tests.factories.duties import ERQI

FACTS = {
    "category": "A",
    "level": "S",
    "kind": "branch",
    "members": 5,
    "formal_members": 5,
    "has_committee": False,
    "group_count": 0,
    "leading_cadres": 0,
    "term_ends_within_year": False,
}
ERQI_RULES = load(ERQI)
STANDARDS = {rule.code: uuid4() for rule in ERQI_RULES.institutions}
ALWAYS = Span(date(2018, 1, 1), date.max)


def ower(founded_on: date = date(2010, 1, 1), elected_on: date | None = None, **facts) -> Ower:
    return Ower(uuid4(), founded_on, elected_on, {**FACTS, **facts})


def planned(code: str, *owers: Ower, on: date | None = None, span: Span = ALWAYS, first: bool = True):
    period = Period.parse(code)
    planner = Planner(period, on or period.first, Calendar.plain())
    return planner.plan([Ruling(ERQI_RULES, STANDARDS, span, first)], owers)


def keys(plan, institution: str) -> list[str]:
    return [each.occurrence.key for each in plan.owed if each.institution == institution]


def test_a_year_holds_every_occurrence_once():
    plan = planned("2018", ower())
    assert keys(plan, "L05") == [f"2018-M{month:02d}" for month in range(1, 13)]
    assert keys(plan, "L01") == ["2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"]
    assert keys(plan, "L06") == ["2018"]


def test_each_occurrence_belongs_to_the_pack_of_its_first_day():
    second = planned("2018-M07", ower(), span=Span(date(2018, 7, 1), date.max), first=False)
    assert keys(second, "L05") == ["2018-M07"]
    assert keys(second, "L08") == []  # the year began under the pack before
    assert keys(planned("2018-M07", ower(), span=Span(date(2018, 1, 1), date(2018, 6, 30))), "L08") == ["2018"]


def test_the_first_pack_rules_what_had_begun_and_is_not_yet_due():
    late = Span(date(2018, 5, 20), date.max)
    assert keys(planned("2018-M05", ower(), span=late), "L05") == []  # it was due on the 16th
    assert keys(planned("2018-M05", ower(), span=late), "L14") == ["2018-M05"]


def test_occurrences_before_the_founding_are_not_owed():
    assert keys(planned("2018", ower(founded_on=date(2018, 5, 2))), "L05")[0] == "2018-M06"


def test_a_term_runs_from_the_election():
    due = ower(elected_on=date(2015, 6, 15), term_ends_within_year=True)
    assert keys(planned("2018-M01", due), "L15") == ["2018-06-15"]
    assert keys(planned("2018-M07", due), "L15") == []
    assert keys(planned("2018-M01", ower(term_ends_within_year=True)), "L15") == []  # an unknown day is not missed


def test_what_does_not_apply_is_counted_once():
    plan = planned("2018", ower(), ower(has_committee=True))
    assert len([code for _organization, code in plan.not_applicable if code == "L02"]) == 1


def test_what_is_closed_is_left_out():
    plan = planned("2018-M01", ower(), on=date(2019, 4, 1))
    assert plan.closed > 0
    assert {each.occurrence.key for each in plan.owed} == {"2018"}


def test_a_rule_asked_more_than_once_needs_as_many_gatherings():
    rules = [
        replace(rule, rhythm=replace(rule.rhythm, times=3)) if rule.code == "L13" else rule
        for rule in ERQI_RULES.institutions
    ]
    ruling = Ruling(replace(ERQI_RULES, institutions=tuple(rules)), STANDARDS, ALWAYS)
    plan = Planner(Period.parse("2018-M01"), date(2018, 1, 1), Calendar.plain()).plan([ruling], [ower()])
    assert {each.institution: each.needed for each in plan.owed}["L13"] == 3
    assert {each.institution: each.needed for each in plan.owed}["L05"] == 1


def test_an_unknown_fact_is_refused_and_never_taken_for_nought():
    unknown = replace(ower(), facts={"category": "A", "level": "S"})
    with pytest.raises(Refused, match="not known"):
        planned("2018-M05", unknown)
