"""Two workers at once do what one would."""

from collections.abc import Callable
from threading import Thread
from typing import Any

from django.db import connection

from taizhang.domain.notices.deliveries import deliver
from taizhang.domain.notices.models import Delivery, Digest
from tests.domain.notices import test_deliveries, test_digests
from tests.factories import access, notices

THREE = 3


def at_once(work: Callable[[], Any]) -> list[Any]:
    """What each of three workers got, all beginning together."""
    results: list[Any] = []

    def one() -> None:
        try:
            results.append(work())
        finally:
            connection.close()

    workers = [Thread(target=one) for _number in range(THREE)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return results


def test_digests_are_made_once(own_database):
    test_digests.told(access.account())
    assert sorted(at_once(test_digests.made)) == [0, 0, 1]
    assert Digest.objects.count() == 1


def test_each_message_is_sent_once(own_database, hook):
    connector = notices.connector(target=hook.url)
    for _number in range(4):
        test_deliveries.waiting(connector)
    runs = at_once(lambda: deliver(now=test_deliveries.MORNING))
    assert sum(run.sent for run in runs) == Delivery.objects.filter(next_at=None).count() == 4
    keys = [headers["Taizhang-Delivery"] for headers, _body in hook.posts]
    assert len(keys) == len(set(keys)) == 4
