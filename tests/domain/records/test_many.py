"""The books of many branches recorded and approved at once, by the same code as a single record."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.points.balances import balances
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records import actions
from taizhang.domain.records.models import Activity, Attendance
from tests.domain.refusals import refused
from tests.factories import records
from tests.factories.records import DAY, EVENING

pytestmark = pytest.mark.django_db


@pytest.fixture
def branches():
    first = records.branch(6)
    return [first, *(records.branch(6, code=f"B{number}", street=first.street) for number in range(2, 6))]


def books(branches):
    """Two gatherings of each branch, each recorded on its own evening."""
    return [
        (branch.entry("L05", held_on=DAY - timedelta(days=days)), branch.recorder.later(EVENING - timedelta(days=days)))
        for branch in branches
        for days in (0, 3)
    ]


def test_many_records_each_by_its_own_recorder_at_its_own_moment(branches):
    made = actions.submit_many(entries=books(branches), by=branches[0].reviewer)
    assert len(made) == 10
    assert [each.held_on for each in made] == sorted(each.held_on for each in made)
    assert {each.recorded_by_id for each in Activity.objects.all()} == {each.recorder.person_id for each in branches}
    assert all(each.recorded_at.date() == each.held_on for each in Activity.objects.all())
    assert Attendance.objects.count() == 60
    assert AuditEntry.objects.filter(verb="records.submit").count() == 10


def test_many_are_like_one_at_a_time(branches):
    entries = books(branches)
    one_by_one = [actions.submit(entry=replace(entry, id=uuid4()), by=by) for entry, by in entries]
    many = actions.submit_many(entries=entries, by=branches[0].reviewer)
    for single, bulk in zip(
        sorted(one_by_one, key=lambda each: (each.held_on, str(each.organization_id))),
        sorted(many, key=lambda each: (each.held_on, str(each.organization_id))),
        strict=True,
    ):
        assert (single.expected, single.present, single.late) == (bulk.expected, bulk.present, bulk.late)


def test_one_that_cannot_be_is_refused_with_all_the_others(branches):
    entries = books(branches)
    entry, by = entries[3]
    entries[3] = (replace(entry, held_on=date(2118, 5, 16)), by)
    with refused("records.future"):
        actions.submit_many(entries=entries, by=branches[0].reviewer)
    assert not Activity.objects.exists()


def test_all_are_approved_in_one_act(branches):
    made = actions.submit_many(entries=books(branches), by=branches[0].reviewer)
    done = branches[0].approve(*made)
    assert (done.count, done.met) == (10, 5)
    assert {balance.total for balance in balances([branch.id for branch in branches], 2018).values()} == {4}
    assert PointEntry.objects.count() == 10 + 60


def test_the_number_of_queries_does_not_follow_the_number_of_records(branches, django_assert_num_queries):
    actions.submit_many(entries=books(branches[:1]), by=branches[0].reviewer)
    for some in (branches[1:2], branches[2:]):
        with django_assert_num_queries(MANY_QUERIES):
            actions.submit_many(entries=books(some), by=branches[0].reviewer)


MANY_QUERIES = 24
