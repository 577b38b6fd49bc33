"""Meeting duties: once, when as many gatherings as needed are approved, and back again."""

from datetime import UTC, date, datetime

import pytest

from taizhang.domain.duties.actions.decisions import Decided, drop_decisions, from_decisions
from taizhang.domain.duties.actions.fulfil import fulfil, hold, unfulfil
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.orgs.models import Person
from taizhang.kernel.ids import uuid7
from tests.domain.refusals import refused
from tests.factories.duties import DAY, actor, claimed, decision_duty, duty, fulfilment, people, stand

pytestmark = pytest.mark.django_db


def test_a_claim_meets_its_duty_and_says_by_what_and_when():
    owed, by = duty(), actor("李审核")
    claim = claimed(owed, held_on=date(2018, 5, 16))
    assert fulfil(claims=[claim], by=by) == {owed.pk}
    made = Fulfilment.objects.standing().get()
    assert (made.duty_id, made.source_id, made.held_on) == (owed.pk, claim.source_id, date(2018, 5, 16))
    assert (made.learnt_at, made.by_name, made.by_person_id) == (claim.learnt_at, "李审核", by.person_id)


def test_meeting_twice_is_harmless():
    owed = duty()
    first, second = claimed(owed), claimed(owed, approved=2)
    assert fulfil(claims=[first, second], by=actor()) == {owed.pk}
    assert fulfil(claims=[second], by=actor()) == set()
    assert Fulfilment.objects.standing().get().source_id == first.source_id


def test_a_duty_needs_as_many_gatherings_as_its_rule_says():
    owed = duty()
    Duty.objects.filter(pk=owed.pk).update(needed=2)
    assert fulfil(claims=[claimed(owed, approved=1)], by=actor()) == set()
    assert fulfil(claims=[claimed(owed, approved=2)], by=actor()) == {owed.pk}


def test_many_duties_are_met_in_one_statement(django_assert_num_queries):
    place = stand("B")
    people(place, 3)
    owed = [duty(place, code) for code in ("L01", "L04", "L05", "L14")]
    claims = [claimed(each) for each in owed]
    with django_assert_num_queries(3):  # the statement between the two of its transaction's savepoint
        assert len(fulfil(claims=claims, by=actor())) == 4
    assert fulfil(claims=[], by=actor()) == set()


def test_what_a_source_met_is_taken_back():
    made = fulfilment()
    assert unfulfil(source_ids=[made.source_id], by=actor()) == 1
    assert unfulfil(source_ids=[made.source_id], by=actor()) == 0
    assert Duty.objects.unfinished().filter(pk=made.duty_id).exists()


def test_a_duty_stays_met_while_another_claim_is_enough_for_it():
    made = fulfilment()
    other = claimed(made.duty, approved=1)
    unfulfil(source_ids=[made.source_id], remaining=[other], by=actor())
    assert Fulfilment.objects.standing().get(duty=made.duty).source_id == other.source_id


def test_a_duty_that_needs_two_is_open_again_when_the_first_is_undone():
    owed = duty()
    Duty.objects.filter(pk=owed.pk).update(needed=2)
    first, second = claimed(owed, approved=1), claimed(owed, approved=2)
    fulfil(claims=[first, second], by=actor())
    left = claimed(owed, approved=1, source=second.source_id)
    unfulfil(source_ids=[first.source_id], remaining=[left], by=actor())
    assert not Fulfilment.objects.standing().exists()


def test_held_duties_come_in_one_order():
    place = stand("B")
    owed = [duty(place, code) for code in ("L14", "L05")]
    assert [each.pk for each in hold(reversed([each.pk for each in owed]))] == sorted(each.pk for each in owed)


def test_what_we_learnt_later_was_not_met_then():
    made = fulfilment(held_on=date(2018, 5, 16), at=datetime(2018, 5, 18, 15, 59, tzinfo=UTC))  # 23:59 in Zhengzhou
    duties = Duty.objects.filter(pk=made.duty_id)
    assert not duties.met(date(2018, 5, 17)).exists()
    assert duties.unfinished(date(2018, 5, 17)).exists()
    assert duties.met(date(2018, 5, 18)).exists()
    assert duties.met().exists()


def test_a_decision_becomes_a_duty_of_its_owner():
    place = stand("B")
    owner = Person.objects.create(name="赵委员", sort_key="zhao", search="赵委员")
    made = decision_duty(place, assignee_id=owner.pk)
    assert (made.title, made.assignee, made.institution) == ("修缮活动室", owner, "")
    assert (made.starts_on, made.warn_on, made.due_on) == (DAY, date(2018, 6, 7), date(2018, 6, 10))
    assert made.closes_on == date(2019, 3, 31)
    assert made.occurrence == str(made.source_id)


def test_a_decision_becomes_a_duty_once():
    place = stand("B")
    decided = Decided(uuid7(), place.organization_id, "走访", None, DAY, date(2018, 5, 21))
    first = from_decisions(decisions=[decided], by=actor())
    assert from_decisions(decisions=[decided], by=actor()) == first
    assert Duty.objects.count() == 1
    assert first[0].warn_on == DAY


def test_duties_of_decisions_go_with_the_approval_that_made_them():
    made = decision_duty()
    assert drop_decisions(decision_ids=[made.source_id], by=actor()) == 1
    assert not Duty.objects.exists()


@pytest.mark.parametrize("how", ["met", "waived"])
def test_a_decision_already_carried_out_keeps_its_duty(how):
    made = decision_duty()
    if how == "met":
        fulfilment(made)
    else:
        waive(duty=made, because="已无必要", by=actor())
    with refused("duties.decision-met"):
        drop_decisions(decision_ids=[made.source_id], by=actor())
    assert Duty.objects.exists()
