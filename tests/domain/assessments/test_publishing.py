"""The second preview with what changed, publication, the lock, and the night that ends windows."""

from datetime import date
from uuid import uuid4

import pytest

from taizhang.config import jobs
from taizhang.domain.assessments.actions.closing import close
from taizhang.domain.assessments.actions.deviating import DeviationEntry, confirm, propose
from taizhang.domain.assessments.actions.marks import MarkEntry, give_mark, take_back_mark
from taizhang.domain.assessments.actions.publishing import end_windows, lock, publish
from taizhang.domain.assessments.changes import changes
from taizhang.domain.assessments.freezing import again, kept
from taizhang.domain.assessments.models import Deviation, FrozenFacts, Mark, Stage
from taizhang.domain.assessments.schemefile import load
from taizhang.domain.audit.actor import Channel, system
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.fulfil import unfulfil
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.duties.seals import require_unsealed
from taizhang.domain.notices.models import Notice
from taizhang.kernel.errors import Refused
from taizhang.kernel.scoring import POINT
from tests.domain.assessments.quarter import (
    AFTER,
    Q1,
    SMALL,
    WINDOW,
    answered,
    by,
    closed,
    locked,
    met,
    objected,
    published,
    result,
    scheme,
    second,
    set_up,
)
from tests.factories.orgs import NOW


def remarked(cast, marked: int = 95) -> None:
    """The visit is marked anew: once more by whoever visited."""
    old = Mark.objects.standing().get(organization=cast.first, measure="mark:visit")
    take_back_mark(mark=old, because="重新走访", by=by(cast.street_officer, AFTER))
    entry = MarkEntry(cast.first, Q1, "mark:visit", marked, 100, "重新走访，记录齐全")
    give_mark(entry=entry, by=by(cast.street_officer, AFTER))


def upheld(cast):
    """A preview to which the first branch objected with reason, marked anew."""
    assessment = closed(cast)
    answered(cast, objected(cast, assessment))
    remarked(cast)
    return assessment


def test_the_second_preview_says_what_changed_and_why_it_may(cast):
    assessment = second(cast, upheld(cast))
    assert (assessment.stage, assessment.revision) == (Stage.SECOND, 2)
    (change,) = changes(assessment)
    assert change.organization_id == cast.first.pk and change.of_itself
    assert change.units == (92 * POINT, 98 * POINT)
    assert again(assessment, 1) == kept(assessment, 1) != kept(assessment, 2) == again(assessment, 2)


def test_facts_of_others_that_came_meanwhile_do_not_slip_in(cast):
    assessment = upheld(cast)
    other = MarkEntry(cast.joint, Q1, "mark:visit", 90, 100, "补走访")
    with pytest.raises(Refused) as refusal:
        give_mark(entry=other, by=by(cast.street_officer, AFTER))
    assert refusal.value.code == "assessments.mark-closed"
    met(cast.second)  # recorded late, approved after the close
    before = result(assessment, cast.second).units
    second(cast, assessment)
    assert result(assessment, cast.second).units == before


def test_without_an_objection_upheld_nothing_is_computed_again(cast):
    assessment = closed(cast)
    answered(cast, objected(cast, assessment), upheld=False)
    second(cast, assessment)
    assessment.refresh_from_db()
    assert (assessment.stage, assessment.revision, changes(assessment)) == (Stage.SECOND, 1, [])
    assert FrozenFacts.objects.count() == 1


def test_while_the_window_is_open_or_an_objection_waits_there_is_no_second_preview(cast):
    assessment = closed(cast)
    with pytest.raises(Refused) as refusal:
        second(cast, assessment, on=WINDOW)
    assert refusal.value.code == "assessments.window-open"
    objected(cast, assessment)
    with pytest.raises(Refused, match="1") as refusal:
        second(cast, assessment)
    assert refusal.value.code == "assessments.unanswered"


def test_what_is_published_is_told_to_everybody_judged(cast):
    published(cast)
    told = set(Notice.objects.filter(kind="score-published").values_list("person_id", flat=True))
    assert cast.secretary.person_id in told and cast.other_secretary.person_id in told


def test_stages_follow_one_another(cast):
    assessment = closed(cast)
    for act, stage in ((publish, "preview"), (lock, "preview")):
        with pytest.raises(Refused) as refusal:
            act(assessment=assessment, by=by(cast.district_officer, AFTER))
        assert refusal.value.code == "assessments.stage"
        assert str(refusal.value.values["stage"]) == stage
    assessment = second(cast, assessment)
    with pytest.raises(Refused):
        lock(assessment=assessment, by=by(cast.district_officer, AFTER))
    with pytest.raises(Refused):
        second(cast, assessment)


def test_a_locked_result_is_computed_again_to_the_same_bytes_whatever_happened_since(cast):
    assessment = locked(cast)
    before = kept(assessment)
    met(cast.second)
    Mark.objects.filter(organization=cast.first).delete()  # even behind the back of every act
    assert again(assessment) == kept(assessment) == before


def test_what_is_locked_is_changed_by_nobody_alone_and_the_refusal_says_how(cast):
    assessment = locked(cast)
    mark = Mark.objects.standing().get(organization=cast.first)
    acts = (
        lambda: publish(assessment=assessment, by=by(cast.district_officer, AFTER)),
        lambda: second(cast, assessment),
        lambda: take_back_mark(mark=mark, because="看错", by=by(cast.street_officer, AFTER)),
        lambda: objected(cast, assessment),
    )
    for act in acts:
        with pytest.raises(Refused, match=r"孙丽.* Two persons") as refusal:
            act()
        assert refusal.value.code == "assessments.locked"


def test_publication_and_lock_chain_the_digest_of_the_results(cast):
    locked(cast)
    digests = AuditEntry.objects.filter(verb__in=("assessments.publish", "assessments.lock")).values_list("details")
    assert len({details["results"] for (details,) in digests}) == 1


def test_the_night_ends_windows_that_have_nothing_to_answer(cast):
    assessment = closed(cast)
    night = system(NOW, Channel.JOB)
    assert end_windows(on=WINDOW, by=night) == 0
    objection = objected(cast, assessment)
    assert end_windows(on=AFTER, by=night) == 0
    answered(cast, objection)
    assert end_windows(on=AFTER, by=night) == 1
    assessment.refresh_from_db()
    assert (assessment.stage, assessment.revision) == (Stage.SECOND, 2)
    jobs.end_objections(timestamp=0)


def test_what_met_a_duty_of_a_locked_quarter_is_not_taken_back_before_two_persons_unlock_it(cast):
    assessment = locked(cast)
    met_in = Fulfilment.objects.filter(duty__organization=cast.first, duty__due_on__lte=Q1.last)
    sources = list(met_in.values_list("source_id", flat=True))
    with pytest.raises(Refused, match=r"孙丽.* Two persons") as refusal:
        unfulfil(source_ids=sources[:1], by=by(cast.street_officer, AFTER))
    assert refusal.value.code == "duties.sealed"
    unlock = DeviationEntry(Deviation.UNLOCK, "上级复核发现记录有误")
    override = propose(assessment=assessment, entry=unlock, by=by(cast.district_officer, AFTER))
    confirm(override=override, by=by(cast.leader, AFTER))
    assert unfulfil(source_ids=sources[:1], by=by(cast.street_officer, AFTER)) == 1
    assert lock(assessment=assessment, by=by(cast.leader, AFTER)).stage == Stage.LOCKED


def test_a_lock_seals_nothing_of_other_months_or_other_places(cast):
    locked(cast)
    april = Duty(organization=cast.first, due_on=date(2018, 4, 30))
    elsewhere = Duty(organization_id=uuid4(), due_on=date(2018, 2, 28))
    judging = Duty(organization=cast.district, due_on=date(2018, 2, 28))  # who closes is not judged
    require_unsealed([april, elsewhere, judging])
    with pytest.raises(Refused):
        require_unsealed([april, Duty(organization=cast.first, due_on=date(2018, 2, 28))])


def test_a_lock_seals_duties_only_of_those_of_whom_they_were_judged(cast):
    set_up(cast)
    content = load(SMALL).content
    (tree,) = content["trees"]
    visit = {"code": "seen", "name": tree["tree"]["name"], "read": "mark", "measure": "mark:visit"}
    trees = [{**tree, "categories": ["C", "D"]}, {"categories": ["A", "B"], "tree": visit}]
    beside = scheme(code="beside", overlay=True, content={**content, "overlay": True, "trees": trees})
    assessment = close(office=cast.district, period=Q1, scheme=beside, by=by(cast.district_officer))
    lock(assessment=publish(assessment=second(cast, assessment), by=by(cast.leader, AFTER)), by=by(cast.leader, AFTER))
    february = date(2018, 2, 28)
    require_unsealed([Duty(organization=cast.first, due_on=february)])  # of a community: only the visit was judged
    for judged in (cast.joint, cast.unit_branch):
        with pytest.raises(Refused):
            require_unsealed([Duty(organization=judged, due_on=february)])
