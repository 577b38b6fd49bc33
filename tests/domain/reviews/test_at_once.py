"""Two reviewers at once, on connections of their own."""

from threading import Barrier, Thread

from django.db import connection

from taizhang.domain.reviews import actions
from taizhang.domain.reviews.models import Step
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from taizhang.kernel.workflow import Move
from tests.factories.duties import stand
from tests.factories.reviews import person, submission


def test_a_form_sent_twice_at_once_is_handed_in_once(own_database):
    branch, street, by = stand("B").organization, stand("S").organization, person()
    words = {"subject_kind": "activity", "subject_id": uuid7(), "organization_id": branch.pk, "reviewer_id": street.pk}
    start, heard = Barrier(2), []

    def send() -> None:
        start.wait()
        try:
            heard.append(actions.submit(**words, by=by).pk)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(heard) == 2
    assert heard[0] == heard[1]
    assert Step.objects.count() == 1


def test_of_two_reviewers_at_once_one_approves_and_the_other_is_told(own_database):
    made = submission(stand("B").organization, stand("S").organization)
    start, heard = Barrier(2), []

    def review(name: str) -> None:
        start.wait()
        try:
            actions.move(submission_id=made.pk, move=Move.APPROVE, by=person(name))
            heard.append("done")
        except Refused as refusal:
            heard.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=review, args=(name,)) for name in ("李审核", "赵审核")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(heard) == ["done", "reviews.decided"]
    assert Step.objects.filter(move=Move.APPROVE).count() == 1
