"""What was never met costs points once its books are closed, and not before."""

from datetime import date

import pytest

from taizhang.domain.audit.actor import system
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.points.actions import post_misses, reverse
from taizhang.domain.points.balances import organization_balance
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.actions import undo
from tests.factories import duties, records
from tests.factories.reviews import person

pytestmark = pytest.mark.django_db
CLOSED = date(2019, 12, 31)
SYSTEM = system(duties.MOMENT)


def test_a_missed_meeting_is_deducted_once_after_its_books_are_closed():
    branch = records.branch(9)
    duty = branch.organization.duties.get(institution="L01")
    assert post_misses(on=duty.closes_on, by=duties.actor()) == 0
    assert post_misses(on=CLOSED, by=duties.actor()) >= 1
    assert post_misses(on=CLOSED, by=duties.actor()) == 0
    entry = PointEntry.objects.get(source_id=duty.pk)
    assert (entry.rule, entry.amount, entry.year) == ("missed_meeting", -1, 2018)


def test_what_was_met_or_waived_costs_nothing():
    branch = records.branch(9)
    duty = branch.organization.duties.get(institution="L01")
    waive(duty=branch.organization.duties.get(institution="L02"), because="支委会换届", by=duties.actor())
    branch.approved("L01", "L04")
    post_misses(on=CLOSED, by=duties.actor())
    assert not PointEntry.objects.filter(source_id=duty.pk).exists()
    assert organization_balance(branch.id, 2018).total == 1 + 2


def test_a_deduction_comes_back_when_what_met_the_duty_late_is_undone():
    branch = records.branch(9)
    duty = branch.organization.duties.get(institution="L01")
    held = branch.submit("L01")
    post_misses(on=CLOSED, by=SYSTEM)
    branch.approve(held)
    assert post_misses(on=CLOSED, by=SYSTEM) == 0
    assert not PointEntry.objects.standing().filter(source_id=duty.pk).exists()
    undo(submission_ids=[held.submission_id], because="重复登记", by=duties.actor())
    assert post_misses(on=CLOSED, by=SYSTEM) == 1
    assert post_misses(on=CLOSED, by=SYSTEM) == 0
    standing = PointEntry.objects.standing().get(source_id=duty.pk)
    assert (standing.amount, standing.round) == (-1, 2)


def test_what_a_person_reversed_stays_reversed():
    branch = records.branch(9)
    duty = branch.organization.duties.get(institution="L01")
    post_misses(on=CLOSED, by=duties.actor())
    someone = person("孙丽")
    reverse(entry=PointEntry.objects.get(source_id=duty.pk), because="不可抗力", by=someone)
    assert post_misses(on=CLOSED, by=SYSTEM) == 0
