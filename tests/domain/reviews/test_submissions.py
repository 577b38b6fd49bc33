"""One life for everything handed in: who may do what with it, and what happens when two do it at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.reviews import actions
from taizhang.domain.reviews.models import Step, Submission
from taizhang.kernel.ids import uuid7
from taizhang.kernel.workflow import Move, State
from tests.domain.refusals import refused
from tests.factories.duties import stand
from tests.factories.reviews import MOMENT, person, step, submission

pytestmark = pytest.mark.django_db
LATER = MOMENT + timedelta(hours=3)


@pytest.fixture
def branch(db):
    return stand("B").organization


@pytest.fixture
def street(db):
    return stand("S").organization


def test_handing_in_leaves_a_step_and_an_audit_entry(branch, street):
    by = person()
    made = submission(branch, street, by)
    assert (made.state, made.round, made.submitted_by_id) == (State.SUBMITTED, 1, by.person_id)
    step = made.steps.get()
    assert (step.move, step.before, step.after, step.at) == (Move.SUBMIT, "", State.SUBMITTED, by.at)
    entry = AuditEntry.objects.about(made.pk).get()
    assert (entry.verb, entry.organization_id, entry.actor_name) == ("reviews.submit", branch.pk, by.name)


def test_handing_in_twice_is_harmless(branch, street):
    by, subject = person(), uuid7()
    words = {"subject_kind": "activity", "subject_id": subject, "organization_id": branch.pk, "reviewer_id": street.pk}
    first, again = actions.submit(**words, by=by), actions.submit(**words, by=by.later(LATER))
    assert first.pk == again.pk
    assert again.submitted_at == MOMENT
    assert Step.objects.count() == 1


def test_approval_names_who_and_when(branch, street):
    by = person("李审核", LATER)
    approved = actions.move(submission_id=submission(branch, street).pk, move=Move.APPROVE, by=by)
    stored = Submission.objects.get()
    assert approved.state == stored.state == State.APPROVED
    assert (stored.decided_by_id, stored.decided_by_name, stored.decided_at) == (by.person_id, "李审核", LATER)


def test_the_recorder_is_never_the_approver(branch, street):
    by = person()
    made = submission(branch, street, by)
    for move in (Move.APPROVE, Move.RETURN):
        with refused("reviews.own"):
            actions.move(submission_id=made.pk, move=move, because="缺名单", by=by)
    assert Submission.objects.get().state == State.SUBMITTED
    with pytest.raises(IntegrityError, match="the_recorder_is_never_the_approver"), transaction.atomic():
        Submission.objects.update(state=State.APPROVED, decided_by_id=by.person_id)


def test_the_second_reviewer_hears_who_was_first(branch, street):
    made = submission(branch, street)
    actions.move(submission_id=made.pk, move=Move.APPROVE, by=person("李审核", LATER))
    with refused("reviews.decided") as refusal:
        actions.move(submission_id=made.pk, move=Move.APPROVE, by=person("赵审核", LATER))
    assert refusal.value.sentence() == (
        "It was already approved by 李审核 at 2018-05-20 13:00. Nothing more needs to be done."
    )
    assert Step.objects.filter(move=Move.APPROVE).count() == 1


def test_a_returned_record_comes_back_with_a_reason_and_may_be_handed_in_again(branch, street):
    recorder = person()
    made = submission(branch, street, recorder)
    with refused("reviews.reason"):
        actions.move(submission_id=made.pk, move=Move.RETURN, because="  ", by=person("李审核"))
    actions.move(submission_id=made.pk, move=Move.RETURN, because="缺名单", by=person("李审核"))
    again = actions.submit(
        subject_kind="activity",
        subject_id=made.subject_id,
        organization_id=branch.pk,
        reviewer_id=street.pk,
        by=recorder.later(LATER),
    )
    assert (again.state, again.submitted_at, again.decided_by_name) == (State.SUBMITTED, LATER, "")
    assert list(made.steps.values_list("move", "because")) == [("submit", ""), ("return", "缺名单"), ("submit", "")]


def test_what_is_approved_cannot_be_withdrawn_or_handed_in_again(branch, street):
    recorder = person()
    made = submission(branch, street, recorder)
    actions.move(submission_id=made.pk, move=Move.APPROVE, by=person("李审核"))
    with refused("workflow.impossible"):
        actions.move(submission_id=made.pk, move=Move.WITHDRAW, by=recorder)
    with refused("workflow.impossible"):
        actions.submit(
            subject_kind="activity",
            subject_id=made.subject_id,
            organization_id=branch.pk,
            reviewer_id=street.pk,
            by=recorder,
        )


def test_undoing_an_approval_begins_another_round(branch, street):
    made = submission(branch, street)
    reviewer = person("李审核")
    actions.move(submission_id=made.pk, move=Move.APPROVE, by=reviewer)
    with refused("reviews.reason"):
        actions.move(submission_id=made.pk, move=Move.REOPEN, by=reviewer)
    undone = actions.move(submission_id=made.pk, move=Move.REOPEN, because="名单有误", by=reviewer)
    stored = Submission.objects.get()
    assert (undone.round, stored.round, stored.state, stored.decided_at) == (2, 2, State.SUBMITTED, None)


def test_a_batch_skips_what_is_refused_and_says_why(branch, street):
    reviewer = person("李审核")
    good, own = submission(branch, street), submission(branch, street, reviewer)
    done = submission(branch, street)
    actions.move(submission_id=done.pk, move=Move.APPROVE, by=person("赵审核"))
    unknown = uuid4()
    moved = actions.move_many(
        submission_ids=[good.pk, own.pk, done.pk, unknown, good.pk], move=Move.APPROVE, by=reviewer
    )
    assert [each.pk for each in moved.done] == [good.pk]
    assert {each.submission_id: each.why.code for each in moved.skipped} == {
        own.pk: "reviews.own",
        done.pk: "reviews.decided",
        unknown: "reviews.unknown",
    }
    assert Submission.objects.get(pk=own.pk).state == State.SUBMITTED
    assert AuditEntry.objects.filter(verb="reviews.approve").count() == 2


def test_a_batch_takes_as_many_queries_as_one(branch, street, django_assert_num_queries):
    small = [submission(branch, street).pk for _ in range(3)]
    large = [submission(branch, street).pk for _ in range(30)]
    for ids in (small, large):
        with django_assert_num_queries(8):
            actions.move_many(submission_ids=ids, move=Move.APPROVE, by=person("李审核"))


def test_many_are_handed_in_at_once_each_by_its_own_recorder(branch, street, django_assert_num_queries):
    def entry(day: int) -> actions.Entry:
        by = person(f"书记{day}", MOMENT.replace(day=day))
        return actions.Entry("activity", uuid7(), branch.pk, street.pk, by)

    with django_assert_num_queries(8):
        made = actions.submit_many(entries=[entry(day) for day in range(1, 21)], by=person("导入"))
    assert {each.submitted_by_name for each in made} == {f"书记{day}" for day in range(1, 21)}
    assert AuditEntry.objects.get(subject_id=made[4].pk).actor_name == "书记5"
    with refused("reviews.known"):
        known = actions.Entry("activity", made[0].subject_id, branch.pk, street.pk)
        actions.submit_many(entries=[known], by=person())


def test_a_reason_too_long_to_keep_is_refused(branch, street):
    made = submission(branch, street)
    with refused("reviews.reason-length"):
        actions.move(submission_id=made.pk, move=Move.RETURN, because="改" * 1001, by=person("李审核"))


def test_a_refusal_speaks_the_language_of_its_reader():
    moved = step().submission
    with refused("reviews.decided") as refusal:
        actions.move(submission_id=moved.pk, move=Move.APPROVE, by=person("赵审核"))
    with translation.override("zh-hans"):
        assert refusal.value.sentence(gettext) == "李审核已于2018-05-20 10:00审核通过。无需再办。"


def test_lists_hold_what_waits_and_what_was_known(branch, street):
    waiting, done = submission(branch, street), submission(branch, street, person(at=LATER))
    actions.move(submission_id=done.pk, move=Move.APPROVE, by=person("李审核", LATER))
    assert list(Submission.objects.waiting()) == [waiting]
    assert Submission.objects.known_on(MOMENT.date()).count() == 2
    assert not Submission.objects.known_on(MOMENT.date() - timedelta(days=1)).exists()
