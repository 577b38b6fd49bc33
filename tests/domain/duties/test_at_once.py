"""Two at once, on connections of their own."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

from django.db import connection

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty, Pack, Waiver
from taizhang.kernel.errors import Refused
from tests.factories.duties import MAY, actor, duty, pack, pack_file, stand


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What acts started at one moment answered, or the codes of their refusals."""
    start, heard = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            heard.append(act())
        except Refused as refusal:
            heard.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return heard


def test_a_period_issued_by_two_at_once_is_issued_once(own_database):
    pack()
    for number in range(20):
        stand(f"B{number}")
    act = lambda: issue(period=MAY, on=date(2018, 5, 1), by=actor())  # noqa: E731
    first, second = sorted(at_once(act, act), key=lambda issued: issued.existing)
    assert (first.existing, second.created) == (0, 0)
    assert first.created == second.existing == Duty.objects.count() > 0


def test_a_version_published_by_two_at_once_is_published_once(own_database):
    file = pack_file()
    other = pack_file(title={"zh": "另一个", "en": "Another"})
    heard = at_once(lambda: publish(pack_file=file, by=actor()), lambda: publish(pack_file=other, by=actor()))
    assert "duties.pack-version" in heard
    assert Pack.objects.count() == 1
    assert AuditEntry.objects.filter(verb="packs.publish").count() == 1


def test_a_duty_waived_by_two_at_once_is_waived_once(own_database):
    owed = duty()
    heard = at_once(
        lambda: waive(duty=owed, because="抢险", by=actor("王主任")),
        lambda: waive(duty=owed, because="防汛", by=actor("李主任")),
    )
    assert "duties.waived" in heard
    assert Waiver.objects.count() == 1
