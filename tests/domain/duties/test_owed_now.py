"""Light, list and number come from one query and agree on every day."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.queries import (
    LightLine,
    coming,
    due_soon,
    light_of,
    lights,
    owed_now,
    seen_from_above,
    spread,
)
from taizhang.domain.orgs.kinds import Kind
from taizhang.kernel.measures import Light
from taizhang.kernel.periods import Kind as PeriodKind
from taizhang.kernel.periods import Period
from tests.factories.duties import actor, claimed, decision_duty, duty, fulfil, fulfilment, pack, people, stand

pytestmark = pytest.mark.django_db
END_OF_MAY = date(2018, 5, 31)


@pytest.fixture
def place(db):
    """A branch for which January to May are issued."""
    pack()
    branch = stand("B", under=stand("S", Kind.STREET))
    people(branch, 5)
    issue_months(1, 5)
    return branch


def issue_months(first: int, last: int) -> None:
    for month in Period.of_year(2018).split(PeriodKind.MONTH)[first - 1 : last]:
        issue(period=month, on=month.first, by=actor())


def meet(place, institution: str, month: int, held_on: date | None = None, at: datetime | None = None) -> None:
    owed = duty(place, institution, Period(PeriodKind.MONTH, 2018, month))
    held_on = held_on or owed.due_on
    at = at or datetime(held_on.year, held_on.month, held_on.day, 10, tzinfo=UTC)
    fulfil(claims=[claimed(owed, held_on=held_on, at=at)], by=actor())


def listed(place, on: date) -> list[str]:
    return [str(each) for each in owed_now(place.organization_id, on)]


def test_the_list_holds_what_is_behind_and_what_this_month_brings(place):
    for month in (1, 2, 3):
        meet(place, "L05", month)
        meet(place, "L14", month)
    for institution in ("L01", "L04", "L11"):
        meet(place, institution, 2)
    assert listed(place, END_OF_MAY) == ["L05 2018-M04", "L14 2018-M04", "L05 2018-M05", "L14 2018-M05"]
    assert listed(place, date(2018, 4, 30)) == ["L05 2018-M04", "L14 2018-M04"]


def test_what_is_done_stays_until_its_month_is_over(place):
    meet(place, "L05", 5)
    assert "L05 2018-M05" in listed(place, END_OF_MAY)
    issue_months(6, 6)
    assert "L05 2018-M05" not in listed(place, date(2018, 6, 1))


def test_what_begins_later_or_is_waived_or_closed_is_not_listed(place):
    waive(duty=duty(place, "L05"), because="抢险", by=actor())
    names = listed(place, END_OF_MAY)
    assert "L05 2018-M05" not in names
    assert "L01 2018-Q2" not in names  # due in June
    assert listed(place, date(2019, 4, 1)) == ["L08 2018", "L13 2018", "L19 2018"]


def test_a_decision_stands_in_the_list_beside_the_institutions(place):
    made = decision_duty(place, due_on=date(2018, 5, 25))
    assert made in owed_now(place.organization_id, END_OF_MAY)


def test_a_past_day_is_shown_as_it_was(place):
    meet(place, "L05", 5, held_on=date(2018, 5, 16), at=datetime(2018, 5, 28, 2, tzinfo=UTC))
    done = {str(each): each.done for each in owed_now(place.organization_id, date(2018, 5, 20))}
    assert done["L05 2018-M05"] is False
    done = {str(each): each.done for each in owed_now(place.organization_id, date(2018, 5, 28))}
    assert done["L05 2018-M05"] is True


@pytest.mark.parametrize(
    ("unfinished", "light"),
    [(0, "green"), (2, "green"), (3, "yellow"), (6, "yellow"), (7, "red")],
)
def test_the_light_follows_the_thresholds_of_the_pack(place, unfinished, light):
    owed = list(owed_now(place.organization_id, END_OF_MAY))
    fulfil(claims=[claimed(each) for each in owed[unfinished:]], by=actor())
    line = light_of(list(owed_now(place.organization_id, END_OF_MAY)), END_OF_MAY)
    assert (line.unfinished, line.light) == (unfinished, Light(light))


def test_list_number_and_light_of_many_agree_with_those_of_one(place):
    other = stand("B2", under=place.organization.placements.get())
    people(other, 5)
    issue(period=Period.parse("2018-M05"), on=date(2018, 5, 1), by=actor(), organizations=[other.organization_id])
    meet(place, "L05", 5)
    meet(other, "L14", 5)
    for on in (date(2018, 5, 1), date(2018, 5, 16), END_OF_MAY, date(2018, 6, 30)):
        lines = lights(["/s/"], on)
        for each in (place, other):
            assert lines[each.organization_id] == light_of(list(owed_now(each.organization_id, on)), on)


def test_an_organisation_that_owes_nothing_is_green(place):
    assert lights(["/s/"], END_OF_MAY)[stand("X").organization_id] == LightLine(0, 0, Light.GREEN)
    assert lights([], END_OF_MAY) == {}


def test_lights_reach_only_below_their_paths(place):
    assert set(lights(["/s/b/"], END_OF_MAY)) == {place.organization_id}
    assert not lights(["/x/"], END_OF_MAY)


def test_a_light_takes_two_queries_for_any_number(place, django_assert_num_queries):
    for number in range(2):
        with django_assert_num_queries(2):
            lights(["/s/"], END_OF_MAY)
        for each in range(20):
            stand(f"N{number}-{each}", under=place)
        issue_months(5, 5)


def test_colours_are_spread_over_the_parts_below(place, django_assert_num_queries):
    street = place.organization.placements.get().parent.placements.get()
    stand("C", Kind.COMMUNITY, street)
    with django_assert_num_queries(3):
        parts = spread("/s/", END_OF_MAY)
    assert parts == {"/s/": {Light.GREEN: 1}, "/s/b/": {Light.RED: 1}, "/s/c/": {Light.GREEN: 1}}
    assert spread("/", END_OF_MAY) == {"/s/": {Light.RED: 1, Light.GREEN: 2}}


def test_those_above_see_a_light_a_day_later(place):
    owed = list(owed_now(place.organization_id, END_OF_MAY))
    fulfil(claims=[claimed(each, at=datetime(2018, 5, 31, 2, tzinfo=UTC)) for each in owed], by=actor())
    own = lights(["/s/"], END_OF_MAY)[place.organization_id]
    above = lights(["/s/"], seen_from_above(END_OF_MAY))[place.organization_id]
    assert (own.light, above.light) == (Light.GREEN, Light.RED)


def test_a_list_is_one_query(place, django_assert_num_queries):
    with django_assert_num_queries(1):
        for each in owed_now(place.organization_id, END_OF_MAY):
            assert each.standard.name_zh
            assert not hasattr(each, "fulfilment")


def test_what_may_be_done_ahead_is_told_apart(place):
    assert [str(each) for each in coming(place.organization_id, END_OF_MAY)][:2] == ["L01 2018-Q2", "L04 2018-Q2"]


def test_what_is_due_soon_has_been_warned_of(place):
    meet(place, "L05", 5)
    soon = {str(each) for each in due_soon(place.organization_id, date(2018, 5, 26), days=0)}
    assert "L14 2018-M05" in soon
    assert "L05 2018-M05" not in soon


def test_a_fulfilment_belongs_to_one_duty_only(place):
    made = fulfilment(duty(place, "L14"))
    assert owed_now(place.organization_id, END_OF_MAY).get(pk=made.duty_id).done
