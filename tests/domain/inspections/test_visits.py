"""Nobody is visited twice within the months of the pack, whoever comes; what is cancelled stands no longer."""

from datetime import date, timedelta

import pytest

from taizhang.domain.inspections.actions import VisitEntry, arrange, cancel, restore
from taizhang.domain.inspections.distance import crowd, free_day, too_close
from taizhang.domain.inspections.models import Cancellation, Visit
from taizhang.domain.orgs.kinds import Kind
from taizhang.domain.orgs.names import placement
from taizhang.kernel.errors import Refused
from tests.factories import duties
from tests.factories.inspections import JUNE, cancellation, plan, visit
from tests.factories.orgs import DAY, SEED, branch, district, organization, street

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack():
    return duties.pack()


def refused(code: str, act, **values) -> Refused:
    with pytest.raises(Refused) as refusal:
        act(**values, by=SEED)
    assert refusal.value.code == code
    return refusal.value


def entry(of, on: date) -> VisitEntry:
    return VisitEntry(of, on, "王科长等三人", "查看台账")


def test_a_second_visit_within_three_months_is_refused_with_whose_the_other_is_and_when(pack):
    east = street(name="东街")
    of = branch(east)
    visit(of, within=plan())
    refusal = refused("inspections.too-close", arrange, plan=plan(east), entry=entry(of, date(2018, 9, 11)))
    said = refusal.sentence()
    assert placement(district(), DAY).short_name in said
    assert "2018-06-12" in said
    assert "2018-09-12" in said  # the day that is free
    assert Visit.objects.count() == 1


def test_the_day_that_is_offered_is_free(pack):
    of = branch()
    visit(of)
    free = crowd(of.pk, JUNE).free_on
    assert free == date(2018, 9, 12)
    visit(of, free, visitors="同一批人")
    assert Visit.objects.count() == 2


def test_an_earlier_visit_keeps_the_distance_too(pack):
    of = branch()
    visit(of, date(2018, 9, 12))
    refused("inspections.too-close", arrange, plan=plan(), entry=entry(of, JUNE + timedelta(days=1)))
    visit(of, JUNE)


def test_without_a_rule_in_the_pack_only_the_same_day_is_taken():
    of = branch()
    visit(of)
    refusal = refused("inspections.too-close", arrange, plan=plan(), entry=entry(of, JUNE))
    assert "months" not in refusal.sentence()
    visit(of, JUNE + timedelta(days=1))


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        (date(2018, 1, 31), date(2018, 4, 29), True),
        (date(2018, 1, 31), date(2018, 4, 30), False),
        (date(2018, 4, 30), date(2018, 1, 31), False),
        (date(2018, 6, 12), date(2018, 6, 12), True),
    ],
)
def test_months_are_those_of_the_calendar(one, other, close):
    assert too_close(one, other, 3) is close


def test_the_free_day_jumps_over_everything_that_is_taken():
    taken = [date(2018, 6, 1), date(2018, 10, 1)]
    assert free_day(taken, date(2018, 7, 1), 3) == date(2019, 1, 1)
    assert free_day(taken, date(2018, 6, 1), 0) == date(2018, 6, 2)


def test_a_cancelled_visit_makes_room_and_cannot_come_back_where_another_stands_now(pack):
    of = branch()
    first = visit(of)
    cancel(visit=first, because="防汛值守", by=SEED)
    second = visit(of, JUNE + timedelta(days=10))
    refused("inspections.too-close", restore, visit=first)
    cancel(visit=second, because="改由街道办理", by=SEED)
    restore(visit=first, by=SEED)
    assert list(Visit.objects.standing()) == [first]


def test_cancelling_and_restoring_twice_is_once():
    one = cancellation().visit
    assert cancel(visit=one, because="又说一遍", by=SEED).because == "防汛值守"
    restore(visit=one, by=SEED)
    restore(visit=one, by=SEED)
    cancel(visit=one, because="第二次", by=SEED)
    assert Cancellation.objects.count() == 2
    assert Visit.objects.known().get().times == 2
    assert Visit.objects.cancelled().get() == one


def test_the_same_visit_sent_twice_is_one_and_another_under_its_identifier_is_refused():
    of, within = branch(), plan()
    sent = entry(of, JUNE)
    assert arrange(plan=within, entry=sent, by=SEED) == arrange(plan=within, entry=sent, by=SEED)
    other = VisitEntry(branch(), JUNE, "他人", "别的", sent.id)
    refused("inspections.sent-twice", arrange, plan=within, entry=other)


def test_an_office_visits_only_what_stands_below_it():
    west, within = organization(Kind.STREET, under=district()), plan(street())
    for of in (branch(west), district(), within.organization):
        refused("inspections.not-below", arrange, plan=within, entry=entry(of, JUNE))


def test_an_organisation_of_another_district_is_out_of_reach():
    within = plan()
    of = duties.stand("Z1", under=duties.stand("Z", Kind.DISTRICT)).organization
    refused("inspections.not-below", arrange, plan=within, entry=entry(of, JUNE))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2018, 5, 30), "inspections.past"),
        (date(2019, 1, 1), "inspections.other-year"),
        (date(2118, 6, 1), "inspections.other-year"),
    ],
)
def test_a_visit_lies_ahead_and_in_the_year_of_its_plan(day, code):
    refused(code, arrange, plan=plan(), entry=entry(branch(), day))


def test_what_is_past_is_neither_cancelled_nor_restored():
    one, two = visit(), visit()
    cancel(visit=two, because="下雨", by=SEED)
    later = SEED.later(SEED.at + timedelta(days=30))
    for act, values in ((cancel, {"visit": one, "because": "晚了"}), (restore, {"visit": two})):
        with pytest.raises(Refused) as refusal:
            act(**values, by=later)
        assert refusal.value.code == "inspections.over"


def test_visitors_and_purpose_must_be_said():
    for visitors, purpose in (("", "查看"), ("张三", " "), ("张" * 201, "查看")):
        bad = VisitEntry(branch(), JUNE, visitors, purpose)
        refused("inspections.text", arrange, plan=plan(), entry=bad)
    assert not Visit.objects.exists()
