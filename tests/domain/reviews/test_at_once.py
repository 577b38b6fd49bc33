"""Two reviewers at once, on connections of their own."""

from threading import Barrier, Thread

from django.db import connection

from taizhang.domain.reviews import actions
from taizhang.domain.reviews.models import Step
from taizhang.kernel.errors import Refused
from taizhang.kernel.workflow import Move
from tests.factories.duties import stand
from tests.factories.reviews import person, submission


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
