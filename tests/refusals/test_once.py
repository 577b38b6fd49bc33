"""Once and only once: whatever is repeated, undone, or done by two at the same moment."""

import pytest
from django.db import connection

from taizhang.domain.audit.verification import verify
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.points.actions import post_misses, reverse
from taizhang.domain.points.balances import organization_balance
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records import actions
from taizhang.domain.records.models import Activity, Attendance
from taizhang.kernel.ids import uuid7
from taizhang.kernel.periods import Period
from tests.domain.records.test_at_once import approval, at_once
from tests.domain.refusals import refused
from tests.factories import records
from tests.factories.duties import actor

WHY = "核对有误"


def undoing(branch: records.Branch, activity: Activity):
    return lambda: actions.undo(submission_ids=[activity.submission_id], because=WHY, by=branch.reviewer)


def total(branch: records.Branch) -> int:
    return sum(PointEntry.objects.of_organization(branch.id).values_list("amount", flat=True))


def test_an_entry_reversed_by_hand_is_not_reversed_again_by_an_undoing(db):
    branch = records.branch(3)
    activity = branch.approved("L05", "L04")
    entries = PointEntry.objects.of_organization(branch.id)
    amounts = sorted(entries.values_list("amount", flat=True))
    reverse(entry=entries.first(), because="重复", by=branch.reviewer)
    undoing(branch, activity)()
    assert total(branch) == 0
    branch.approve(activity)
    assert sorted(entries.standing().values_list("amount", flat=True)) == amounts
    assert organization_balance(branch.id, 2018).total == sum(amounts)


def test_undone_and_approved_many_times_the_points_are_those_of_once(db):
    branch = records.branch(3)
    activity = branch.approved("L05")
    once = total(branch)
    for _n in range(4):
        undoing(branch, activity)()
        assert (total(branch), Fulfilment.objects.standing().count()) == (0, 0)
        branch.approve(activity)
        assert (total(branch), Fulfilment.objects.standing().count()) == (once, 1)
    with refused("reviews.decided"):
        branch.approve(activity)
    assert total(branch) == once and verify().ok


def test_issuing_and_deducting_again_change_nothing(db):
    branch = records.branch(3)
    by = actor()
    before = list(Duty.objects.order_by("pk").values_list("pk", flat=True))
    for _n in range(2):
        issue(period=Period.parse("2018-M05"), on=records.date(2018, 5, 1), by=by, organizations=[branch.id])
    assert list(Duty.objects.order_by("pk").values_list("pk", flat=True)) == before
    first = post_misses(on=records.date(2020, 1, 1), by=by)
    assert first > 0
    assert post_misses(on=records.date(2020, 1, 1), by=by) == 0


def test_what_is_approved_after_its_books_were_closed_costs_nothing(db):
    branch = records.branch(3)
    activity = branch.submit("L01")
    day = records.date(2020, 1, 1)
    post_misses(on=day, by=actor())
    duty = Duty.objects.get(
        organization_id=branch.id, institution="L01", first_on__lte=records.DAY, last_on__gte=records.DAY
    )
    deducted = PointEntry.objects.filter(source_id=duty.pk).standing()
    assert deducted.count() == 1
    branch.approve(activity)
    post_misses(on=day, by=actor())
    assert not deducted.exists()
    assert PointEntry.objects.filter(source_id=duty.pk, reverses__isnull=False).count() == 1
    assert post_misses(on=day, by=actor()) == 0


@pytest.fixture
def branch(own_database):
    return records.branch(4)


def test_two_undoings_at_once_take_the_points_back_once(branch):
    activity = branch.approved("L05")
    heard = at_once(undoing(branch, activity), undoing(branch, activity))
    assert heard == ["done", "workflow.impossible"]
    assert (total(branch), Fulfilment.objects.standing().count()) == (0, 0)
    assert verify().ok


def test_an_undoing_and_a_reversal_at_once_cancel_each_entry_once(branch):
    activity = branch.approved("L05")
    entry = PointEntry.objects.of_organization(branch.id).get()
    heard = at_once(undoing(branch, activity), lambda: reverse(entry=entry, because=WHY, by=branch.reviewer))
    assert "done" in heard
    assert set(heard) <= {"done", "points.reversed", "points.reversed-meanwhile"}
    assert total(branch) == 0
    assert PointEntry.objects.filter(reverses=entry).count() == 1


def test_a_revision_and_an_approval_at_once_leave_one_whole_record(branch):
    entry = branch.entry("L05")
    activity = actions.submit(entry=entry, by=branch.recorder)
    absent = {branch.members[1].pk: ("leave", "出差")}
    changed = branch.entry("L05", id=entry.id, absences=absent)
    heard = at_once(approval(activity, "李审核"), lambda: actions.revise(entry=changed, by=branch.recorder))
    assert heard[0] in ("done", "records.approved")
    activity.refresh_from_db()
    lines = Attendance.objects.filter(activity=activity)
    present = set(lines.filter(presence="present").values_list("person_id", flat=True))
    assert (lines.count(), len(present)) == (4, activity.present)
    paid = set(PointEntry.objects.filter(person__isnull=False).values_list("person_id", flat=True))
    assert paid == present


def test_a_waiver_and_an_approval_at_once_leave_the_duty_counted_once(branch):
    activity = branch.submit("L05")
    duty = Duty.objects.get(institution="L05")
    at_once(approval(activity, "李审核"), lambda: waive(duty=duty, because=WHY, by=branch.reviewer))
    assert Fulfilment.objects.standing().filter(duty=duty).count() == 1
    assert Duty.objects.filter(pk=duty.pk).unfinished().count() == 0
    assert verify().ok


def test_different_forms_for_one_duty_at_once_are_two_records_and_one_fulfilment(branch):
    def send(day: int):
        entry = branch.entry("L05", held_on=records.date(2018, 5, day), id=uuid7())
        return lambda: actions.submit(entry=entry, by=branch.recorder)

    assert at_once(send(15), send(16)) == ["done", "done"]
    made = list(Activity.objects.all())
    assert at_once(*(approval(each, f"审核{number}") for number, each in enumerate(made))) == ["done", "done"]
    assert Fulfilment.objects.standing().filter(duty__institution="L05").count() == 1
    connection.close()
