"""No call asks the database more often because there is more in it; reading never more than fifteen times."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.domain.duties.models import Duty
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.actions import approve
from taizhang.domain.records.models import Attendance
from tests.web.api.programs import Program, new
from tests.web.district import actor, gathering

BUDGET = 15


def asked(program: Program, where: str) -> int:
    program.get(where)
    with CaptureQueriesContext(connection) as queries:
        assert program.get(where).status_code == 200, where
    return len(queries)


@pytest.fixture
def held(cast):
    activity = gathering(cast, "L05")
    approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    return activity


def test_nothing_is_read_in_more_than_fifteen_queries(program, cast, held):
    officer = program("district_officer")
    duty = Duty.objects.get(fulfilment__source_id=held.pk)
    entry = PointEntry.objects.of_organizations().get(source_id=held.pk)
    places = [
        *("organizations/HJ1", "organizations/410103", f"people/{cast.member.person_id}", f"duties/{duty.pk}"),
        *(f"people/{cast.member.person_id}/points", f"people/{cast.member.person_id}/points/entries"),
        *(f"activities/{held.pk}", f"activities/{held.pk}/attendances", f"submissions/{held.submission_id}"),
        *(f"points/entries/{entry.pk}", "points/balances/HJ1", "points/balances/HJ1?on=2018-05-16"),
    ]
    counted = {where: asked(officer, where) for where in places}
    assert {where: count for where, count in counted.items() if count > BUDGET} == {}


def test_lists_cost_the_same_however_long(program, cast):
    officer = program("district_officer")
    lists = ("activities", "submissions?everyone=true", "duties?period=2018", "people", "points/entries?year=2018")
    gathering(cast, "L05", held_on=date(2018, 5, 2))
    before = {where: asked(officer, where) for where in lists}
    for day in range(3, 16):
        gathering(cast, "L01", held_on=date(2018, 5, day), title=f"第{day}次")
    assert {where: asked(officer, where) for where in lists} == before


def test_many_presences_cost_what_one_costs(program, cast):
    """Whatever their number, what is revised is written with the same statements."""
    recorder = program("recorder")
    recorder.get("me")

    def cost(number: int) -> int:
        held = gathering(cast, by=cast.recorder, held_on=date(2018, 5, number), title=f"第{number}次")
        people = Attendance.objects.filter(activity=held, counts=True).order_by("person__sort_key")[:number]
        items = [{"id": new(), "person_id": str(line.person_id), "presence": "leave"} for line in people]
        with CaptureQueriesContext(connection) as queries:
            answer = recorder.post(f"activities/{held.pk}/attendances", {"items": items}, if_match="*")
        assert answer.json()["accepted"] == number
        return len(queries)

    assert cost(6) == cost(2)
