"""A waived duty leaves the denominator; a waiver has a reason and can be taken back."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.waive import unwaive, waive
from taizhang.domain.duties.actions.waive_many import unwaive_many, waive_many
from taizhang.domain.duties.models import Duty, Waiver
from taizhang.domain.orgs.kinds import Kind
from taizhang.kernel.periods import Period
from tests.domain.refusals import refused
from tests.factories.duties import actor, duty, fulfilment, seal, stand, waiver

pytestmark = pytest.mark.django_db


def test_a_waived_duty_is_no_longer_owed():
    made = waiver()
    assert not Duty.objects.owed().filter(pk=made.duty_id).exists()
    entry = AuditEntry.objects.get(verb="duties.waive")
    assert entry.details["because"] == "全体赴外地参加抢险"
    assert entry.organization_id == made.duty.organization_id


@pytest.mark.parametrize("because", ["", "   ", "\n"])
def test_a_waiver_needs_a_reason(because):
    with refused("duties.reason"):
        waive(duty=duty(), because=because, by=actor())


def test_a_reason_too_long_to_keep_is_refused():
    with refused("duties.reason-length"):
        waive(duty=duty(), because="因" * 401, by=actor())


def test_a_duty_that_is_met_cannot_be_waived():
    met = fulfilment()
    with refused("duties.met"):
        waive(duty=met.duty, because="不必", by=actor())


def test_waiving_twice_is_harmless_and_waiving_against_another_is_refused():
    owed, by = duty(), actor("王主任")
    assert waive(duty=owed, because="抢险", by=by).pk == waive(duty=owed, because="抢险", by=by).pk
    with refused("duties.waived") as refusal:
        waive(duty=owed, because="防汛", by=actor("李主任"))
    assert "王主任" in refusal.value.sentence()
    assert Waiver.objects.count() == 1


def test_a_waiver_taken_back_leaves_both_acts_in_the_audit():
    made = waiver()
    unwaive(duty=made.duty, because="抢险结束", by=actor())
    assert Duty.objects.owed().filter(pk=made.duty_id).exists()
    assert AuditEntry.objects.get(verb="duties.unwaive").details["waiver"] == "全体赴外地参加抢险"
    with refused("duties.not-waived"):
        unwaive(duty=made.duty, because="再来", by=actor())


def test_a_closed_past_is_not_judged_again():
    made, later = waiver(), actor(at=datetime(2019, 4, 1, 2, tzinfo=UTC))
    with refused("duties.closed"):
        unwaive(duty=made.duty, because="晚了", by=later)
    with refused("duties.closed"):
        waive(duty=duty(made.duty.organization.placements.get(), "L14"), because="晚了", by=later)


def test_nobody_is_let_off_what_locked_results_rest_on():
    district = stand("D", Kind.DISTRICT)
    owed, other = (duty(stand(code, under=district), period=Period.parse("2018-M03")) for code in ("B1", "B2"))
    march = actor(at=datetime(2018, 3, 20, 2, tzinfo=UTC))
    waive(duty=other, because="抢险", by=march)
    seal(district)
    for attempt in (
        lambda: waive(duty=owed, because="抢险", by=march),
        lambda: unwaive(duty=other, because="抢险结束", by=march),
        lambda: waive_many(duty_ids=[owed.pk], because="抢险", by=march),
        lambda: unwaive_many(at=march.at, duty_ids=[other.pk], because="抢险结束", by=march),
    ):
        with refused("duties.sealed"):
            attempt()
    assert [each.duty_id for each in Waiver.objects.standing()] == [other.pk]


def test_a_waiver_counts_from_the_day_it_was_given():
    made = waiver()  # on 20 May
    duties = Duty.objects.filter(pk=made.duty_id)
    assert duties.owed(date(2018, 5, 19)).exists()
    assert not duties.owed(date(2018, 5, 20)).exists()
