"""Two at once, on connections of their own."""

from threading import Thread
from time import monotonic, sleep

from django.db import connection, transaction

from taizhang.domain.assessments.actions.closing import close
from taizhang.domain.assessments.actions.deviating import DeviationEntry, confirm, propose
from taizhang.domain.assessments.actions.objecting import answer
from taizhang.domain.assessments.models import Assessment, Deviation, FrozenFacts, Override, Result
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty
from taizhang.kernel.errors import Refused
from tests.domain.assessments.quarter import AFTER, Q1, by, closed, objected, published, set_up
from tests.domain.duties.test_at_once import at_once
from tests.people import assemble

WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def test_a_period_closed_by_two_at_once_is_closed_once(own_database):
    cast = assemble()
    set_up(cast)
    act = lambda who: close(office=cast.district, period=Q1, by=by(who))  # noqa: E731
    heard = at_once(lambda: act(cast.district_officer), lambda: act(cast.leader))
    assert "assessments.closed" in heard
    assert (Assessment.objects.count(), FrozenFacts.objects.count()) == (1, 1)
    assert Result.objects.count() == Result.objects.values("organization").distinct().count()


def test_facts_that_change_while_a_period_is_closed_refuse_the_close(own_database):
    cast = assemble()
    set_up(cast)
    duty = Duty.objects.filter(organization=cast.second, fulfilment__isnull=True, due_on__lte=Q1.last)
    heard: list[str] = []

    def closing() -> None:
        try:
            close(office=cast.district, period=Q1, by=by(cast.district_officer))
        except Refused as refusal:
            heard.append(refusal.code)
        finally:
            connection.close()

    with transaction.atomic():  # an act that is done and not yet committed when the close has read its facts
        waive(duty=duty.order_by("-closes_on")[0], because="抢险", by=by(cast.street_officer))
        thread = Thread(target=closing)
        thread.start()
        wait_for_the_chain()
    thread.join(30)
    assert heard == ["assessments.facts-changed"]
    assert not Assessment.objects.exists() and not FrozenFacts.objects.exists()


def wait_for_the_chain() -> None:
    """Until the other has read everything and waits for the end of this act."""
    until = monotonic() + 20
    while monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
    raise AssertionError("The close never waited for the act before it.")


def test_an_objection_answered_by_two_at_once_is_answered_once(own_database):
    cast = assemble()
    objection = objected(cast, closed(cast))
    act = lambda who: answer(objection=objection, upheld=True, answer="属实", by=by(who, AFTER))  # noqa: E731
    assert "assessments.answered" in at_once(lambda: act(cast.district_officer), lambda: act(cast.leader))


def test_a_decision_confirmed_by_two_at_once_is_one_revision(own_database):
    cast = assemble()
    assessment = published(cast)
    entry = DeviationEntry(Deviation.OVERRIDE, "集体研究", cast.first, grade="fair")
    override = propose(assessment=assessment, entry=entry, by=by(cast.district_officer, AFTER))
    act = lambda who: confirm(override=override, by=by(who, AFTER))  # noqa: E731
    assert "assessments.decided" in at_once(lambda: act(cast.leader), lambda: act(cast.street_officer))
    assessment.refresh_from_db()
    assert (assessment.revision, Override.objects.get().revision) == (2, 2)
