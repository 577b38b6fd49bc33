"""Two at once, on connections of their own."""

from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep

from django.db import connection, transaction

from taizhang.domain.assessments.actions.closing import close
from taizhang.domain.assessments.actions.deviating import DeviationEntry, confirm, propose
from taizhang.domain.assessments.actions.marks import MarkEntry, give_mark, take_back_mark
from taizhang.domain.assessments.actions.objecting import answer
from taizhang.domain.assessments.actions.publishing import lock
from taizhang.domain.assessments.models import Assessment, Deviation, FrozenFacts, Mark, Override, Result
from taizhang.domain.duties.actions.fulfil import unfulfil
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.kernel.errors import Refused
from tests.domain.assessments.quarter import AFTER, Q1, answered, by, closed, objected, published, second, set_up
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
    heard = beside(
        lambda: waive(duty=duty.order_by("-closes_on")[0], because="抢险", by=by(cast.street_officer)),
        lambda: close(office=cast.district, period=Q1, by=by(cast.district_officer)),
    )
    assert heard == ["assessments.facts-changed"]
    assert not Assessment.objects.exists() and not FrozenFacts.objects.exists()


def test_a_mark_given_while_a_period_is_closed_is_refused(own_database):
    cast = assemble()
    set_up(cast)
    late = MarkEntry(cast.joint, Q1, "mark:visit", 90, 100, "补走访")
    heard = beside(
        lambda: close(office=cast.district, period=Q1, by=by(cast.district_officer)),
        lambda: give_mark(entry=late, by=by(cast.street_officer)),
    )
    assert heard == ["assessments.mark-closed"]
    assert not Mark.objects.filter(organization=cast.joint).exists()


def test_a_mark_taken_back_while_the_second_preview_is_computed_is_refused(own_database):
    cast = assemble()
    assessment = closed(cast)
    answered(cast, objected(cast, assessment))
    mark = Mark.objects.get(organization=cast.first)
    heard = beside(
        lambda: second(cast, assessment),
        lambda: take_back_mark(mark=mark, because="重新走访", by=by(cast.street_officer, AFTER)),
    )
    assert heard == ["assessments.mark-closed"]
    assert Mark.objects.standing().filter(pk=mark.pk).exists()


def test_what_met_a_duty_is_not_taken_back_while_the_results_that_rest_on_it_are_locked(own_database):
    cast = assemble()
    assessment = published(cast)
    sources = Fulfilment.objects.filter(duty__organization=cast.first, duty__due_on__lte=Q1.last)
    source = sources.values_list("source_id", flat=True)[0]
    heard = beside(
        lambda: lock(assessment=assessment, by=by(cast.district_officer, AFTER)),
        lambda: unfulfil(source_ids=[source], by=by(cast.street_officer, AFTER)),
    )
    assert heard == ["duties.sealed"]
    assert Fulfilment.objects.standing().filter(source_id=source).exists()


def beside(act: Callable[[], object], other: Callable[[], object]) -> list[object]:
    """What an act is answered that begins when one before it is done and not yet committed, and waits for its end."""
    heard: list[object] = []

    def second_act() -> None:
        try:
            heard.append(other())
        except Refused as refusal:
            heard.append(refusal.code)
        finally:
            connection.close()

    thread = Thread(target=second_act)
    with transaction.atomic():
        act()
        thread.start()
        wait_for_the_first()
    thread.join(30)
    return heard


def wait_for_the_first() -> None:
    """Until the second act waits for the end of the first."""
    until = monotonic() + 20
    while monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
    raise AssertionError("The second act never waited for the first.")


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
