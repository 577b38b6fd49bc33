"""Several people at once, each on a connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.chain import first_break
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.points.actions import reverse
from taizhang.domain.points.balances import organization_balance
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records import actions
from taizhang.domain.records.models import Activity
from taizhang.kernel.errors import Refused
from tests.factories import records
from tests.factories.records import NEXT_DAY


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do things at the same moment; what each came to, "done" or the code of its refusal."""
    start, heard = Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
            heard.append("done")
        except Refused as refused:
            heard.append(refused.code)
        finally:
            connection.close()

    threads = [Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(heard)


def approval(activity: Activity, name: str) -> Callable[[], object]:
    return lambda: actions.approve(submission_ids=[activity.submission_id], by=Actor(name, NEXT_DAY, uuid4()))


@pytest.fixture
def branch(own_database):
    return records.branch(5)


def test_of_two_approvals_of_one_record_one_wins_and_points_are_posted_once(branch):
    activity = branch.submit("L05")
    heard = at_once(approval(activity, "李审核"), approval(activity, "赵审核"))
    assert heard == ["done", "reviews.decided"]
    assert PointEntry.objects.of_organization(branch.id).count() == 1
    assert Fulfilment.objects.count() == 1


def test_approvals_of_different_records_at_once_keep_the_chain_whole(branch):
    made = [branch.submit("L04", held_on=records.date(2018, 5, day)) for day in range(1, 9)]
    assert at_once(*(approval(each, f"审核{each.held_on:%d}") for each in made)) == ["done"] * 8
    assert first_break(AuditEntry.objects.all()) is None
    assert organization_balance(branch.id, 2018).before_bounds == 8  # of 16 posted the cap of lectures lets 8 count
    assert Fulfilment.objects.count() == 1


def test_a_duty_that_needs_two_is_met_when_both_are_approved_at_once(branch):
    Duty.objects.filter(institution="L05").update(needed=2)
    first, second = branch.submit("L05"), branch.submit("L05", held_on=records.date(2018, 5, 15))
    assert at_once(approval(first, "李审核"), approval(second, "赵审核")) == ["done", "done"]
    assert Fulfilment.objects.filter(duty__institution="L05").count() == 1


def test_the_same_form_sent_twice_at_once_is_one_record(branch):
    entry = branch.entry("L05")

    def send() -> Activity:
        return actions.submit(entry=entry, by=branch.recorder)

    assert at_once(send, send, send) == ["done"] * 3
    assert Activity.objects.count() == 1


def test_a_return_and_an_approval_at_once_leave_one_of_them(branch):
    activity = branch.submit("L05")

    def back() -> Activity:
        return actions.send_back(submission_id=activity.submission_id, because="人数有误", by=branch.reviewer)

    heard = at_once(approval(activity, "李审核"), back)
    assert heard[0] == "done"
    assert heard[1] == "workflow.impossible"
    activity.submission.refresh_from_db()
    assert PointEntry.objects.exists() == (activity.submission.state == "approved")


def test_of_two_reversals_of_one_entry_one_wins(branch):
    branch.approved("L05")
    entry = PointEntry.objects.of_organization(branch.id).get()
    heard = at_once(*(lambda: reverse(entry=entry, because="重复", by=branch.reviewer) for _n in range(2)))
    assert heard == ["done", "points.reversed"]
    assert organization_balance(branch.id, 2018).total == 0
