"""Many acts at the same time keep one chain."""

from threading import Barrier, Thread

from django.db import connection

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.audit.verification import verify
from tests.factories.audit import act

THREADS, ACTS = 4, 15


def test_acts_in_several_threads_keep_the_chain_whole(own_database):
    together, failures = Barrier(THREADS), []

    def run(thread: int) -> None:
        try:
            together.wait()
            for number in range(ACTS):
                act(f"tests.thread{thread}", number=number)
        except Exception as error:  # a thread's exception would be lost
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert verify().ok
    assert list(AuditEntry.objects.values_list("number", flat=True)) == list(range(1, THREADS * ACTS + 1))
    own = AuditEntry.objects.filter(verb="tests.thread0").values_list("details__number", flat=True)
    assert list(own) == list(range(ACTS))
