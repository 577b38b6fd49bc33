"""Completion: so many of so many, the same however it is grouped, and each number opens its rows."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.duties import measures
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind as PeriodKind
from taizhang.kernel.periods import Period
from tests.factories.duties import MAY, actor, claimed, decision_duty, fulfil, pack, people, stand

pytestmark = pytest.mark.django_db
END_OF_MAY = date(2018, 5, 31)
YEAR = Period.of_year(2018)


@pytest.fixture
def tree(db):
    """A street with a community and three branches; January to May issued; the first branch did everything in May."""
    pack()
    district = stand("D", Kind.DISTRICT)
    street = stand("S", Kind.STREET, district)
    community = stand("C", Kind.COMMUNITY, street)
    first, second = stand("B1", under=community), stand("B2", under=community, category=Category.OFFICE)
    third = stand("B3", under=street)
    for branch in (first, second, third):
        people(branch, 5)
    for month in YEAR.split(PeriodKind.MONTH)[:5]:
        issue(period=month, on=month.first, by=actor())
    meet(first, date(2018, 5, 16), "L05", "2018-M05")
    meet(first, date(2018, 5, 30), "L14", "2018-M05")
    meet(second, date(2018, 6, 11), "L14", "2018-M05")
    return {"district": district, "street": street, "community": community, "B1": first, "B2": second, "B3": third}


def meet(place, held_on: date, institution: str, occurrence: str) -> None:
    duty = Duty.objects.get(organization=place.organization, institution=institution, occurrence=occurrence)
    at = datetime(held_on.year, held_on.month, held_on.day, 10, tzinfo=UTC)
    fulfil(claims=[claimed(duty, held_on=held_on, at=at)], by=actor())


def test_the_whole_of_a_month(tree):
    assert measures.completion("/d/", MAY, on=END_OF_MAY) == {"": Measure(2, 6)}
    assert measures.completion("/d/", MAY, on=date(2018, 6, 11)) == {"": Measure(3, 6)}


def test_nothing_owed_is_not_nought(tree):
    assert measures.completion("/x/", MAY, on=END_OF_MAY)[""].rate is None


def test_by_institution(tree):
    assert measures.completion("/d/", MAY, on=END_OF_MAY, by="institution") == {
        "L05": Measure(1, 3),
        "L14": Measure(1, 3),
    }


def test_by_child_goes_down_one_step_at_a_time(tree):
    def below(path: str) -> dict[str, Measure]:
        return measures.completion(path, MAY, on=END_OF_MAY, by="child")

    assert below("/d/") == {"/d/s/": Measure(2, 6)}
    assert below("/d/s/") == {"/d/s/b3/": Measure(0, 2), "/d/s/c/": Measure(2, 4)}
    assert below("/d/s/c/") == {"/d/s/c/b1/": Measure(2, 2), "/d/s/c/b2/": Measure(0, 2)}
    assert below("/d/s/c/b1/") == {"/d/s/c/b1/": Measure(2, 2)}


def test_by_category_and_organisation(tree):
    assert measures.completion("/d/", MAY, on=END_OF_MAY, by="category") == {"A": Measure(2, 4), "C": Measure(0, 2)}
    by_organization = measures.completion("/d/", MAY, on=END_OF_MAY, by="organization")
    assert by_organization[str(tree["B1"].organization_id)] == Measure(2, 2)


def test_by_month_and_the_trend(tree):
    by_month = measures.completion("/d/s/c/b1/", YEAR, on=END_OF_MAY, by="month", due_so_far=True)
    assert by_month["2018-M05"] == Measure(2, 2)
    assert by_month["2018-M03"] == Measure(0, 5)  # the quarter's three beside the month's two
    trend = measures.trend("/d/", 2018, on=END_OF_MAY)
    assert [str(month) for month in trend] == ["2018-M01", "2018-M02", "2018-M03", "2018-M04", "2018-M05"]
    assert trend[MAY].met == Measure(2, 6)


def test_groups_add_up_to_the_whole(tree):
    whole = measures.completion("/d/", YEAR, on=END_OF_MAY)[""]
    for by in ("institution", "child", "category", "organization", "month"):
        assert sum(measures.completion("/d/", YEAR, on=END_OF_MAY, by=by).values(), Measure(0, 0)) == whole


def test_a_running_period_is_judged_by_what_is_due(tree):
    assert measures.completion("/d/", MAY, on=date(2018, 5, 16), due_so_far=True) == {"": Measure(1, 3)}
    assert measures.completion("/d/", MAY, on=date(2018, 5, 30), due_so_far=True) == {"": Measure(2, 4)}


def test_in_time_is_within_the_days_of_grace(tree):
    found = measures.completions("/d/", MAY, on=date(2018, 6, 30), by="institution")
    assert (found["L14"].met, found["L14"].on_time) == (Measure(2, 3), Measure(1, 3))  # held a day after the grace
    assert found["L14"].missing == 1


def test_a_waived_duty_leaves_the_denominator(tree):
    duty = Duty.objects.get(organization=tree["B3"].organization, institution="L05", occurrence="2018-M05")
    waive(duty=duty, because="抢险", by=actor())
    assert measures.completion("/d/", MAY, on=END_OF_MAY) == {"": Measure(2, 5)}


def test_a_decision_is_no_institution(tree):
    decision_duty(tree["B1"], due_on=date(2018, 5, 25))
    assert measures.completion("/d/", MAY, on=END_OF_MAY) == {"": Measure(2, 6)}


def test_every_number_opens_its_rows(tree):
    for by in ("institution", "organization"):
        for key, measure in measures.completion("/d/", MAY, on=END_OF_MAY, by=by).items():
            opened = measures.rows("/d/", MAY, on=END_OF_MAY).filter(**{by: key})
            done = measures.met_rows(opened, END_OF_MAY)
            assert Measure(done.count(), opened.count()) == measure
            assert measures.met_rows(opened, END_OF_MAY, wanted=False).count() == opened.count() - done.count()


def test_each_measure_is_one_query(tree, django_assert_num_queries):
    for by in ("", "institution", "child", "category", "organization", "month"):
        with django_assert_num_queries(1):
            measures.completions("/d/", YEAR, on=END_OF_MAY, by=by)


def test_the_figures_of_the_default_pack(db):
    assert measures.life_institutions(END_OF_MAY) == 0
    pack()
    assert measures.life_institutions(END_OF_MAY) == 19
    assert measures.standards_categories(END_OF_MAY) == 4
    assert measures.programme_projects(END_OF_MAY) == 6
    assert measures.programme_mechanisms(END_OF_MAY) == 3
    assert measures.life_institutions(date(2017, 12, 31)) == 0
