"""Review: approval meets duties, posts points and turns decisions into duties; undoing takes all of it back."""

from datetime import date
from uuid import uuid4

import pytest

from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.chain import first_break
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.seal import seal
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.orgs.models import Exemption
from taizhang.domain.points.balances import organization_balance, person_balance
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records import actions
from taizhang.domain.records.batch import preview
from taizhang.domain.records.entry import DecisionEntry
from taizhang.domain.records.pending import pending, pending_of_person
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.workflow import State
from tests.factories import duties, records
from tests.factories.records import EVENING, NEXT_DAY
from tests.factories.reviews import submission

pytestmark = pytest.mark.django_db
BECAUSE = "到会人数有误"


def test_approval_meets_the_duties_and_posts_points_to_the_branch_and_those_present():
    branch = records.branch(9)
    away = branch.members[4]
    activity = branch.submit("L05", "L04", "L01", absences={away.pk: ("leave", "")})
    assert not Fulfilment.objects.standing().exists()
    approved = branch.approve(activity)
    assert (approved.count, approved.met, approved.points) == (1, 3, 3 + 8 * 2)
    assert set(Fulfilment.objects.standing().values_list("duty__institution", flat=True)) == {"L01", "L04", "L05"}
    assert organization_balance(branch.id, 2018).total == 2 + 2 + 1
    assert person_balance(away.pk, 2018).total < person_balance(branch.members[1].pk, 2018).total


def test_points_are_pending_until_then_and_the_same_afterwards():
    branch = records.branch(5)
    activity = branch.submit("L05", "L04")
    waiting = {(award.rule, award.amount) for award in pending(branch.id, 2018)}
    mine = sum(award.amount for award in pending_of_person(branch.members[1].pk, 2018))
    before = person_balance(branch.members[1].pk, 2018).total
    branch.approve(activity)
    posted = PointEntry.objects.of_organization(branch.id).values_list("rule", "amount")
    assert waiting == set(posted)
    assert person_balance(branch.members[1].pk, 2018).total == before + mine
    assert pending(branch.id, 2018) == ()


def test_approving_twice_posts_once():
    branch = records.branch(5)
    activity = branch.approved()
    entries = PointEntry.objects.count()
    with pytest.raises(Refused) as refused:
        branch.approve(activity)
    assert refused.value.code == "reviews.decided"
    assert PointEntry.objects.count() == entries


def test_the_recorder_never_approves():
    branch = records.branch(5)
    activity = branch.submit()
    with pytest.raises(Refused) as refused:
        actions.approve(submission_ids=[activity.submission_id], by=branch.recorder)
    assert refused.value.code == "reviews.own"
    assert not PointEntry.objects.exists()


def test_what_is_no_record_is_not_approved_as_one():
    branch = records.branch(5)
    other = submission(branch.organization, branch.street.organization)
    Submission.objects.filter(pk=other.pk).update(subject_kind="finding")
    with pytest.raises(Refused) as refused:
        actions.approve(submission_ids=[other.pk], by=branch.reviewer)
    assert refused.value.code == "records.not-a-record"
    assert Submission.objects.get(pk=other.pk).state == State.SUBMITTED


def test_a_batch_skips_what_cannot_be_approved_and_says_why():
    branch = records.branch(5)
    good, returned = branch.submit("L05"), branch.submit("L04")
    actions.send_back(submission_id=returned.submission_id, because=BECAUSE, by=branch.reviewer)
    own = actions.submit(entry=branch.entry("L19"), by=branch.reviewer)
    done = branch.approve(good, returned, own)
    assert done.count == 1
    codes = {each.submission_id: each.why.code for each in done.skipped}
    assert codes == {returned.submission_id: "workflow.impossible", own.submission_id: "reviews.own"}


def test_exempt_members_hold_no_points_of_their_own():
    branch = records.branch(5)
    old = branch.members[4]
    Exemption.objects.create(
        person=old, ground="article_23", starts_on=date(2018, 1, 1), approved_by_name="街道", approved_at=EVENING
    )
    branch.approved("L05", came=frozenset({old.pk}))
    assert not PointEntry.objects.of_person(old.pk).exists()
    assert PointEntry.objects.of_person(branch.members[1].pk).exists()


def test_decisions_become_duties_with_their_owner_and_day():
    branch = records.branch(5)
    owner = branch.members[2]
    due = DecisionEntry(text="修缮活动室", owner_id=owner.pk, due_on=date(2018, 6, 10))
    activity = branch.submit("L05", decisions=(due, DecisionEntry(text="通报表扬")))
    assert not Duty.objects.filter(source_id=due.id).exists()
    assert branch.approve(activity).decisions == 1
    duty = Duty.objects.get(source_id=due.id)
    assert (duty.title, duty.assignee, duty.due_on) == ("修缮活动室", owner, date(2018, 6, 10))


def test_undoing_takes_everything_back_and_approving_again_posts_anew():
    branch = records.branch(5)
    decision = DecisionEntry(text="修缮活动室", due_on=date(2018, 6, 10))
    activity = branch.approved("L05", decisions=(decision,))
    undone = actions.undo(submission_ids=[activity.submission_id], because=BECAUSE, by=branch.reviewer)
    assert (undone.count, undone.reversed) == (1, 1 + 5)
    assert organization_balance(branch.id, 2018).total == 0
    assert not Fulfilment.objects.standing().exists()
    assert not Duty.objects.filter(source_id=decision.id).exists()
    assert Submission.objects.get(pk=activity.submission_id).state == State.SUBMITTED
    branch.approve(activity)
    assert organization_balance(branch.id, 2018).total == 2
    assert PointEntry.objects.of_organization(branch.id).count() == 3


def test_undoing_needs_a_reason_and_an_approval():
    branch = records.branch(5)
    activity = branch.submit()
    for because, code in (("", "reviews.reason"), (BECAUSE, "workflow.impossible")):
        with pytest.raises(Refused) as refused:
            actions.undo(submission_ids=[activity.submission_id], because=because, by=branch.reviewer)
        assert refused.value.code == code


def test_undoing_is_refused_once_a_decision_was_carried_out():
    branch = records.branch(5)
    decision = DecisionEntry(text="修缮活动室", due_on=date(2018, 6, 10))
    activity = branch.approved("L05", decisions=(decision,))
    duty = Duty.objects.get(source_id=decision.id)
    branch.approved("L04", decision_duty_ids=(duty.pk,))
    with pytest.raises(Refused) as refused:
        actions.undo(submission_ids=[activity.submission_id], because=BECAUSE, by=branch.reviewer)
    assert refused.value.code == "duties.decision-met"
    assert Submission.objects.get(pk=activity.submission_id).state == State.APPROVED
    assert not PointEntry.objects.filter(reverses__isnull=False).exists()


def test_another_gathering_that_stands_keeps_a_duty_met():
    branch = records.branch(5)
    first, second = branch.approved("L05", held_on=date(2018, 5, 15)), branch.approved("L05")
    actions.undo(submission_ids=[first.submission_id], because=BECAUSE, by=branch.reviewer)
    assert Fulfilment.objects.standing().get(duty__institution="L05").source_id == second.pk


def test_a_duty_that_needs_two_gatherings_is_met_by_the_second():
    branch = records.branch(5)
    duty = Duty.objects.get(organization=branch.organization, institution="L05")
    Duty.objects.filter(pk=duty.pk).update(needed=2)
    first, second = branch.submit("L05", held_on=date(2018, 5, 15)), branch.submit("L05")
    branch.approve(first)
    assert not Fulfilment.objects.standing().exists()
    branch.approve(second)
    assert Fulfilment.objects.standing().get(duty=duty).source_id == second.pk
    actions.undo(submission_ids=[first.submission_id], because=BECAUSE, by=branch.reviewer)
    assert not Fulfilment.objects.standing().filter(duty=duty).exists()


def test_a_returned_record_is_revised_and_its_history_keeps_before_and_after():
    branch = records.branch(5)
    entry = branch.entry("L05")
    activity = actions.submit(entry=entry, by=branch.recorder)
    actions.send_back(submission_id=activity.submission_id, because=BECAUSE, by=branch.reviewer)
    away = {branch.members[2].pk: ("leave", "病假")}
    revised = branch.entry("L05", "L04", id=entry.id, title="学习宪法", absences=away)
    activity = actions.submit(entry=revised, by=branch.recorder)
    assert (activity.title, activity.present, activity.submission.state) == ("学习宪法", 4, State.SUBMITTED)
    assert activity.claims.count() == 2
    details = AuditEntry.objects.get(verb="records.revise").details
    assert (details["before"]["title"], details["after"]["title"]) == ("学习党的十九大精神", "学习宪法")


def test_a_waiting_record_is_changed_by_its_recorder_only_and_an_approved_one_by_nobody():
    branch = records.branch(5)
    entry = branch.entry("L05")
    activity = actions.submit(entry=entry, by=branch.recorder)
    with pytest.raises(Refused) as refused:
        actions.revise(entry=entry, by=branch.reviewer)
    assert refused.value.code == "records.not-yours"
    assert actions.revise(entry=branch.entry("L04", id=entry.id), by=branch.recorder).institutions == ["L04"]
    branch.approve(activity)
    with pytest.raises(Refused) as refused:
        actions.revise(entry=entry, by=branch.recorder)
    assert refused.value.code == "records.approved"


def test_a_withdrawn_record_no_longer_stands_and_can_be_handed_in_again():
    branch = records.branch(5)
    entry = branch.entry("L05")
    activity = actions.submit(entry=entry, by=branch.recorder)
    actions.withdraw(activity=activity, by=branch.recorder)
    other = branch.submit("L05", held_on=date(2018, 5, 15), title="补课")
    assert other.claims.count() == 1
    assert actions.submit(entry=entry, by=branch.recorder).submission.state == State.SUBMITTED


def test_the_preview_of_a_batch_says_what_approval_then_does():
    branch = records.branch(5)
    activities = [branch.submit("L05", "L04"), branch.submit("L05", held_on=date(2018, 5, 14))]
    ids = [each.submission_id for each in activities]
    shown = preview(ids, branch.reviewer)
    assert not Fulfilment.objects.standing().exists()
    done = branch.approve(*activities)
    assert (len(shown.meets), len(shown.gatherings)) == (done.met, done.count)
    people = PointEntry.objects.exclude(person=None)
    assert shown.people_points == sum(people.values_list("amount", flat=True))
    assert shown.organization_points == organization_balance(branch.id, 2018).before_bounds
    mine = preview(ids, branch.recorder)
    assert (mine.gatherings, len(mine.skipped)) == ((), 2)


def test_one_and_forty_approvals_take_the_same_number_of_queries(django_assert_num_queries):
    branch = records.branch(12)
    branch.approved("L19")  # the pack is now in memory
    first = branch.submit("L05", "L04")
    many = [branch.submit("L04", held_on=date(2018, 5, 1 + day % 15)) for day in range(40)]
    for batch in ([first], many):
        with django_assert_num_queries(APPROVE_QUERIES):
            branch.approve(*batch)


def test_the_chain_is_whole_after_all_of_it():
    branch = records.branch(5)
    activity = branch.approved("L05")
    actions.undo(submission_ids=[activity.submission_id], because=BECAUSE, by=branch.reviewer)
    assert first_break(AuditEntry.objects.all()) is None
    verbs = list(AuditEntry.objects.about(activity.pk).values_list("verb", flat=True))
    assert verbs == ["records.submit", "records.approve", "records.undo"]


def test_another_reviewer_may_undo():
    branch = records.branch(5)
    activity = branch.approved("L05")
    other = Actor("赵审核", NEXT_DAY, uuid4())
    assert actions.undo(submission_ids=[activity.submission_id], because=BECAUSE, by=other).count == 1


def test_points_follow_the_pack_of_the_day_of_the_gathering():
    branch = records.branch(5)
    activity = branch.approved("L05")
    assert set(PointEntry.objects.filter(source_id=activity.pk).values_list("year", "happened_on")) == {
        (2018, activity.held_on)
    }
    assert duties.Pack.objects.count() == 1


APPROVE_QUERIES = 15


def test_a_record_on_which_locked_results_rest_is_not_taken_back():
    branch = records.branch(5)
    activity = branch.approved()
    owed = Duty.objects.filter(fulfilment__isnull=False)[0]
    office, period = branch.street.organization, Period.containing(owed.due_on, Kind.MONTH)
    seal(office=office, period=period, label="月度考核", source_id=uuid4(), by=duties.actor("孙丽"))
    with pytest.raises(Refused, match=r"月度考核.*孙丽.* Two persons") as refused:
        actions.undo(submission_ids=[activity.submission_id], because=BECAUSE, by=duties.actor())
    assert refused.value.code == "duties.sealed"
    assert Fulfilment.objects.filter(duty=owed).exists()
    assert Submission.objects.get(pk=activity.submission_id).state == State.APPROVED
