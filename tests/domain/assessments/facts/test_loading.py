"""Planes hold what the book holds: duties as their own measures count them, points as the ledger folds them."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.domain.assessments import engine, facts
from taizhang.domain.assessments.facts.measures import exists, form_of, name_of
from taizhang.domain.duties import measures
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.domain.points.balances import balances
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind as PeriodKind
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import POINT, Band, ByRate, Label, Scheme, divided
from tests.factories import assessments, records
from tests.factories.duties import actor, claimed, fulfil, pack, people, stand

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2018)
MAY, Q2 = Period.parse("2018-M05"), Period.parse("2018-Q2")
END_OF_MAY, MIDDLE_OF_JUNE = date(2018, 5, 31), date(2018, 6, 15)
QUERIES = 8  # heads, attendance, packs and their rules for the points, the points, marks, votes, duties


@pytest.fixture
def tree(db):
    """Three branches of a street with what they owe until June; a few met in time, late, waived; one has moved."""
    pack()
    district = stand("D", Kind.DISTRICT)
    street, other = stand("S", Kind.STREET, district), stand("T", Kind.STREET, district)
    first, second = stand("B1", under=street), stand("B2", under=street, category=Category.OFFICE)
    third = stand("B3", under=other)
    for branch in (first, second, third):
        people(branch, 5)
    for month in YEAR.split(PeriodKind.MONTH)[:6]:
        issue(period=month, on=month.first, by=actor())
    for branch, institution, month, day in (
        (first, "L05", "2018-M05", date(2018, 5, 16)),
        (first, "L14", "2018-M05", date(2018, 5, 30)),
        (first, "L05", "2018-M06", date(2018, 6, 1)),
        (second, "L14", "2018-M05", date(2018, 6, 11)),
        (third, "L05", "2018-M02", date(2018, 2, 16)),
    ):
        meet(branch, institution, month, day)
    waive(duty=duty_of(second, "L05", "2018-M05"), because="全体赴外地参加抢险", by=actor())
    Placement.objects.filter(pk=third.pk).update(ends_on=date(2018, 3, 31))
    moved = {"pk": None, "path": f"{street.path}b3/", "parent": street.organization, "starts_on": date(2018, 4, 1)}
    Placement.objects.create(**{**values_of(third), **moved})
    return {"D": district, "S": street, "T": other, "B1": first, "B2": second, "B3": third}


def values_of(place):
    names = ("organization", "name", "short_name", "kind", "category", "sort_key", "search")
    return {name: getattr(place, name) for name in names}


def duty_of(place, institution, occurrence):
    return Duty.objects.get(organization=place.organization, institution=institution, occurrence=occurrence)


def meet(place, institution, occurrence, held_on):
    at = datetime(held_on.year, held_on.month, held_on.day, 10, tzinfo=UTC)
    fulfil(claims=[claimed(duty_of(place, institution, occurrence), held_on=held_on, at=at)], by=actor())


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize("on", [date(2018, 2, 16), END_OF_MAY, MIDDLE_OF_JUNE])
def test_duties_are_those_that_their_own_measures_count(tree, on, live):
    planes = facts.load("/", 2018, on, live)
    assert [*planes.codes] == [*Placement.objects.on(on).order_by("path").values_list("organization__code", flat=True)]
    counted = 0
    for month in YEAR.split(PeriodKind.MONTH):
        rows = measures.rows("/d/", month, on=on, due_so_far=live)
        institutions = measures.grouped(rows, on, "institution")
        assert set(institutions) <= set(planes.duties)
        for institution in planes.duties:
            wanted = measures.grouped(rows.filter(institution=institution), on, "organization")
            for place, key in enumerate(planes.keys):
                own = wanted.get(str(key), measures.NOTHING)
                assert planes.facts(place).read(f"duty:{institution}", month) == own.met
                assert planes.facts(place).read(f"duty:{institution}:on_time", month) == own.on_time
                counted += own.met.denominator
        assert sum(each.met.denominator for each in institutions.values()) == sum(
            planes.facts(place).read("duty:*", month).denominator for place in range(len(planes))
        )
    assert counted == sum(planes.facts(place).read("duty:*", YEAR).denominator for place in range(len(planes))) > 0


def test_what_moved_brings_its_months_along(tree):
    planes = facts.load(tree["S"].path, 2018, END_OF_MAY)
    assert planes.codes == ("S", "B1", "B2", "B3")
    third = planes.facts(planes.places[tree["B3"].organization_id])
    assert third.read("duty:L05", Period.parse("2018-M02")) == Measure(1, 1)
    assert facts.load(tree["T"].path, 2018, END_OF_MAY, tree_on=date(2018, 3, 31)).codes == ("T", "B3")
    one = facts.load_only([tree["B3"].organization_id], 2018, END_OF_MAY)
    assert one.codes == ("B3",) and one.facts(0).read("duty:*", YEAR) == third.read("duty:*", YEAR)


def test_the_ends_of_subtrees(tree):
    planes = facts.load("/", 2018, END_OF_MAY)
    below = {planes.codes[at]: planes.codes[at : planes.ends[at]] for at in range(len(planes))}
    assert below["D"] == ("D", "S", "B1", "B2", "B3", "T") and below["S"] == ("S", "B1", "B2", "B3")
    assert below["B1"] == ("B1",) and below["T"] == ("T",)


def test_roll_ups_are_the_means_at_and_below(tree):
    label = Label("率", "rate")
    bands = (Band("good", label, 50 * POINT), Band("poor", label, 0))
    scheme = Scheme("r", 1, label, PeriodKind.MONTH, dict.fromkeys("AC", ByRate("r", label, "duty:*")), bands)
    planes = facts.load("/", 2018, END_OF_MAY)
    scores = engine.score(scheme, planes, MAY)
    sums = engine.rollup(planes, scores)
    for place, path in enumerate(planes.paths):
        below = [units for units, its in zip(scores.units, planes.paths, strict=True) if its.startswith(path)]
        marked = [int(units) for units in below if units >= 0]
        assert sums.marked[place] == len(marked) and sums.units[place] == sum(marked)
        assert sums.mean[place] == (divided(sum(marked), len(marked)) if marked else -1)
    assert sums.marked[0] == 3 and scores.units[0] == -1


def test_attendance_and_points_of_a_gathering():
    branch = records.branch()
    branch.approved("L05")
    planes = facts.load("/", 2018, END_OF_MAY)
    own, district = (planes.facts(planes.codes.index(code)) for code in ("B1", "DI"))
    assert own.read("attendance", MAY) == own.read("attendance", YEAR) == Measure(9, 9)
    assert district.read("attendance", MAY) == own.read("attendance", Period.parse("2018-M04")) == Measure(0, 0)
    for place, key in enumerate(planes.keys):
        balance = balances([key], 2018, END_OF_MAY)[key]
        assert planes.facts(place).read("points", YEAR) == Measure(max(0, balance.total), 1)
        posted = [part.counted for part in balance.parts if part.kind != "base"]
        assert planes.facts(place).read("points", Q2) == planes.facts(place).read("points", MAY)
        assert planes.facts(place).read("points", MAY) == Measure(sum(posted), 1)
    assert own.read("points", MAY).numerator > 0


def test_marks_are_known_from_when_they_were_given_until_they_are_taken_back(tree):
    branch, at = tree["B1"].organization, datetime(2018, 5, 20, 2, tzinfo=UTC)
    assessments.mark(branch, at=at, period="2018-Q1", numerator=80)
    assessments.mark(branch, at=at, period="2018-Q2", numerator=90)
    assessments.mark(branch, at=at, measure="mark:key_tasks", period="2018", numerator=7, denominator=10)
    gone = {"taken_back_at": datetime(2018, 6, 2, 2, tzinfo=UTC), "taken_back_because": "误评"}
    assessments.mark(branch, at=at, measure="mark:survey:members", period="2018", **gone)

    def read(measure, period, on=END_OF_MAY):
        return facts.load_only([branch.pk], 2018, on).facts(0).read(measure, period)

    assert read("mark:visit", Q2) == Measure(90, 100) and read("mark:visit", YEAR) == Measure(170, 200)
    assert read("mark:visit", Period.parse("2018-Q3")) is None and read("mark:visit", MAY) is None
    assert read("mark:key_tasks", YEAR) == Measure(7, 10) and read("mark:key_tasks", Q2) is None
    assert read("mark:survey:members", YEAR) and read("mark:survey:members", YEAR, MIDDLE_OF_JUNE) is None
    assert read("mark:visit", Q2, date(2018, 5, 19)) is None


def test_a_few_queries_whatever_the_size(tree):
    for path in ("/d/", tree["B1"].path):
        facts.load(path, 2018, END_OF_MAY)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            facts.load(path, 2018, END_OF_MAY)
        assert len(asked) <= QUERIES
    with CaptureQueriesContext(connection) as asked:
        facts.load("/d/", 2018, END_OF_MAY, measures={"duty:L05"})
    assert len(asked) == 2


def test_the_same_facts_give_the_same_bytes(tree):
    assessments.mark(tree["B1"].organization)
    first, again = (facts.load("/", 2018, END_OF_MAY).to_parquet() for _time in range(2))
    assert first == again == facts.from_parquet(first).to_parquet()
    assert facts.load("/", 2018, date(2018, 5, 1)).to_parquet() != first


def test_nobody_at_all():
    planes = facts.load("/nowhere/", 2018, END_OF_MAY)
    assert len(planes) == 0 and facts.from_parquet(planes.to_parquet()).codes == ()


def test_which_measures_there_are(tree):
    known = ("duty:L05", "duty:*:on_time", "attendance", "points", "mark:bonus:honour", "mark:visit", "review:good")
    assert all(exists(measure) for measure in known)
    assert not any(map(exists, ("", "duty", "duty:", "duty:l05", "review:best", "marks:visit", "points:all", "mark:")))
    assert name_of("duty:L05", END_OF_MAY).zh == "主题党日（党员活动日）职责完成"
    assert form_of("duty:*").rows == "duties" and form_of("votes") is None
