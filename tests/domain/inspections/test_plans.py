"""One item of inspection for each office and year, widened instead of doubled."""

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.inspections.actions import draw_up, narrow, widen, withdraw
from taizhang.domain.inspections.models import Plan, Widening
from taizhang.domain.orgs.kinds import Kind
from taizhang.kernel.errors import Refused
from tests.factories.inspections import plan, visit, widening
from tests.factories.orgs import SEED, branch, district, organization, street

pytestmark = pytest.mark.django_db
WORDS = {"subject": "“三会一课”落实情况", "basis": "年度督查检查考核计划"}


def refused(code: str, act, **values) -> Refused:
    with pytest.raises(Refused) as refusal:
        act(**values, by=SEED)
    assert refusal.value.code == code
    return refusal.value


def test_a_second_plan_of_an_office_in_a_year_is_refused_with_the_first_and_the_way_to_merge():
    first = plan()
    refusal = refused("inspections.second-plan", draw_up, office=district(), year=2018, subject="党费收缴", basis="无")
    assert first.subject in refusal.sentence()
    assert "widening" in refusal.sentence()
    assert Plan.objects.get() == first


def test_another_year_and_another_office_have_plans_of_their_own():
    plan(), plan(year=2019), plan(street())
    assert Plan.objects.count() == 3


def test_sending_the_same_plan_twice_is_once():
    assert plan() == plan()
    assert AuditEntry.objects.filter(verb="visits.plan").count() == 1


@pytest.mark.parametrize("year", [2017, 2020, -1])
def test_other_years_than_this_and_the_next_are_refused(year):
    refused("inspections.year", draw_up, office=district(), year=year, **WORDS)


def test_a_branch_has_no_office_that_inspects():
    refused("inspections.no-office", draw_up, office=branch(), year=2018, **WORDS)


@pytest.mark.parametrize("name", ["subject", "basis"])
@pytest.mark.parametrize("text", ["", "  ", "长" * 301])
def test_a_plan_needs_a_subject_and_a_ground_of_one_sentence(name, text):
    refused("inspections.text", draw_up, office=district(), year=2018, **{**WORDS, name: text})


def test_a_further_subject_is_merged_and_what_it_said_before_is_kept():
    made = widening()
    assert Plan.objects.get().subject == "“三会一课”落实情况和党费收缴"
    assert (made.subject, made.because) == ("“三会一课”落实情况", "与党费检查合并")


def test_widening_to_the_same_words_and_without_a_reason_is_refused():
    there = plan()
    refused("inspections.nothing-new", widen, plan=there, **WORDS, because="再说一遍")
    refused("orgs.reason", widen, plan=there, subject="别的", basis="别的", because=" ")
    assert not Widening.objects.exists()


def test_the_latest_widening_is_undone_and_no_earlier_one():
    first = widening()
    second = widen(plan=first.plan, subject="又加一项", basis="同上", because="合并", by=SEED)
    refused("inspections.not-latest", narrow, widening=first)
    narrow(widening=second, by=SEED)
    narrow(widening=first, by=SEED)
    assert Plan.objects.get().subject == "“三会一课”落实情况"
    assert not Widening.objects.exists()


def test_a_plan_is_withdrawn_only_while_no_visit_stands_in_it():
    empty = plan(organization(Kind.UNIT, under=district()))
    withdraw(plan=empty, by=SEED)
    refused("inspections.plan.unknown", withdraw, plan=empty)
    refused("inspections.has-visits", withdraw, plan=visit().plan)
