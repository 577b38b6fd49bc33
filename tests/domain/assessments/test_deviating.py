"""Decisions against the rule: two persons and a reason for another mark, an unlocking, a late fact."""

import pytest
from django.db import IntegrityError, transaction

from taizhang.domain.assessments.actions.deviating import DeviationEntry, confirm, propose, reject
from taizhang.domain.assessments.actions.marks import MarkEntry, give_mark
from taizhang.domain.assessments.actions.publishing import lock
from taizhang.domain.assessments.asking import explain
from taizhang.domain.assessments.changes import changes
from taizhang.domain.assessments.freezing import again, kept
from taizhang.domain.assessments.models import Deviation, Override, Stage
from taizhang.domain.audit.actor import Channel, system
from taizhang.domain.notices.models import Notice
from taizhang.kernel.errors import Refused
from taizhang.kernel.scoring import POINT
from tests.domain.assessments.quarter import AFTER, Q1, by, closed, locked, met, published, result
from tests.factories import assessments
from tests.factories.orgs import NOW

WHY = "上级纪检机关通报后集体研究决定"


def proposed(cast, assessment, kind=Deviation.OVERRIDE, **more) -> Override:
    values = {"organization": None if kind is Deviation.UNLOCK else cast.first, **more}
    entry = DeviationEntry(kind, values.pop("because", WHY), **values)
    return propose(assessment=assessment, entry=entry, by=by(cast.district_officer, AFTER))


def confirmed(cast, override: Override) -> Override:
    return confirm(override=override, by=by(cast.leader, AFTER))


def refused(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_another_grade_stands_when_a_second_person_confirms_it_and_not_before(cast):
    assessment = published(cast)
    override = proposed(cast, assessment, grade="fair")
    assert result(assessment, cast.first).grade == "good"
    confirmed(cast, override)
    now = result(assessment, cast.first)
    assert (now.revision, now.grade, now.units) == (2, "fair", 92 * POINT)
    assert again(assessment) == kept(assessment)
    assert [change.organization_id for change in changes(assessment)] == [cast.first.pk]


def test_another_mark_moves_ranks_and_nobody_elses_grade(cast):
    assessment = published(cast)
    before = result(assessment, cast.second)
    confirmed(cast, proposed(cast, assessment, units=10 * POINT))
    after = result(assessment, cast.second)
    assert (after.grade, after.units) == (before.grade, before.units)
    assert (before.rank, after.rank, result(assessment, cast.first).rank) == (2, 1, 2)
    assert again(assessment) == kept(assessment)


def test_the_explanation_of_a_result_says_what_was_decided_in_its_place(cast):
    assessment = published(cast)
    opened = explain("HJ1", Q1, AFTER)
    assert (opened.plain("en")["stands"], opened.plain("en")["score"]) == ("92.00", "92.00")
    assert "decided" not in opened.lines("en")[0]
    confirmed(cast, proposed(cast, assessment, units=10 * POINT))
    opened = explain("HJ1", Q1, AFTER)
    assert (opened.plain("en")["stands"], opened.plain("en")["score"]) == ("10.00", "92.00")
    assert opened.lines("en")[0] == "Two persons decided on 10.00 in place of what was computed:"
    assert opened.lines("zh")[1:] != opened.lines("en")[1:] and "92.00" in opened.lines("zh")[1]


def test_a_later_revision_keeps_what_was_decided_before(cast):
    assessment = published(cast)
    confirmed(cast, proposed(cast, assessment, grade="fair"))
    confirmed(cast, proposed(cast, assessment, Deviation.CORRECTION, organization=cast.second))
    now = result(assessment, cast.first)
    assert (now.revision, now.grade) == (3, "fair")
    assert again(assessment) == kept(assessment)


def test_whoever_proposed_does_not_confirm_and_neither_does_a_program(cast):
    override = proposed(cast, published(cast), grade="fair")
    for actor in (by(cast.district_officer, AFTER), system(NOW, Channel.JOB)):
        assert refused(lambda actor=actor: confirm(override=override, by=actor)) == "assessments.same-person"
    override.refresh_from_db()
    assert override.confirmed_at is None


def test_nobody_decides_about_the_organisation_to_which_he_belongs(cast):
    assessment = published(cast)
    about = {"grade": "fair"}
    assert refused(lambda: proposed(cast, assessment, organization=cast.unit_branch, **about)) == "assessments.mark-own"
    override = proposed(cast, assessment, **about)
    assert refused(lambda: confirm(override=override, by=by(cast.secretary, AFTER))) == "assessments.mark-own"


def test_a_late_fact_is_read_when_two_persons_say_so_and_of_nobody_else(cast):
    assessment = published(cast)
    met(cast.second)
    before = result(assessment, cast.second).units
    override = proposed(cast, assessment, Deviation.CORRECTION, organization=cast.second)
    late = MarkEntry(cast.second, Q1, "mark:bonus:award", 1, 1, "市级表彰，文件后到")
    give_mark(entry=late, by=by(cast.street_officer, AFTER))
    confirmed(cast, override)
    assert result(assessment, cast.second).units > before
    assert result(assessment, cast.first).units == 92 * POINT
    assert again(assessment) == kept(assessment)
    told = Notice.objects.filter(kind="score-published", person_id=cast.other_secretary.person_id)
    assert told.count() == 2  # its result, and the result that stands now


def test_what_is_locked_opens_for_two_persons_and_is_locked_again(cast):
    assessment = locked(cast)
    assert refused(lambda: proposed(cast, assessment, grade="fair")) == "assessments.locked"
    confirmed(cast, proposed(cast, assessment, Deviation.UNLOCK))
    assessment.refresh_from_db()
    assert (assessment.stage, assessment.locked_at) == (Stage.PUBLISHED, None)
    override = proposed(cast, assessment, grade="fair")
    assert refused(lambda: lock(assessment=assessment, by=by(cast.leader, AFTER))) == "assessments.proposed"
    confirmed(cast, override)
    assert lock(assessment=assessment, by=by(cast.leader, AFTER)).stage == Stage.LOCKED


def test_only_what_is_locked_is_unlocked(cast):
    assert refused(lambda: proposed(cast, published(cast), Deviation.UNLOCK)) == "assessments.stage"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"because": " ", "grade": "fair"}, "assessments.text"),
        ({}, "assessments.worth"),
        ({"grade": "splendid"}, "assessments.worth"),
        ({"units": -1}, "assessments.worth"),
        ({"units": 101 * POINT}, "assessments.worth"),
        ({"grade": "fair", "organization": None}, "assessments.whose"),
    ],
)
def test_a_proposal_without_a_reason_or_a_result_is_refused(cast, more, code):
    assessment = closed(cast)
    assert refused(lambda: proposed(cast, assessment, **more)) == code
    assert not Override.objects.exists()


def test_one_proposal_waits_at_a_time_and_is_decided_once(cast):
    assessment = published(cast)
    override = proposed(cast, assessment, grade="fair")
    assert refused(lambda: proposed(cast, assessment, grade="fairly")) == "assessments.proposed-already"
    reject(override=override, by=by(cast.district_officer, AFTER))
    assert reject(override=override, by=by(cast.leader, AFTER)).rejected_at is not None
    assert refused(lambda: confirmed(cast, override)) == "assessments.decided"
    assert confirmed(cast, proposed(cast, assessment, grade="fairly")).revision == 2


def test_the_database_too_wants_two_persons_and_a_reason(db):
    override = assessments.override()
    for values in ({"confirmed_by_id": override.proposed_by_id}, {"because": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Override.objects.filter(pk=override.pk).update(**values)
