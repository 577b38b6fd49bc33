"""What may not be while a period is assessed: told in Chinese with rule and remedy, and nothing half-written."""

from dataclasses import replace

import pytest

from taizhang.domain.assessments.actions.closing import close
from taizhang.domain.assessments.actions.deviating import DeviationEntry, confirm, propose
from taizhang.domain.assessments.actions.marks import MarkEntry, give_mark, take_back_mark
from taizhang.domain.assessments.actions.objecting import answer
from taizhang.domain.assessments.actions.voting import ballot_of, seat_of
from taizhang.domain.assessments.actions.voting import cast as cast_ballot
from taizhang.domain.assessments.models import Deviation, Mark, SchemeVersion
from taizhang.domain.assessments.reckoning import taken
from taizhang.domain.assessments.schemefile import load
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.domain.duties.actions.fulfil import unfulfil
from taizhang.domain.duties.models import Fulfilment
from taizhang.domain.orgs.names import placement
from taizhang.kernel.ids import uuid7
from taizhang.kernel.periods import Period
from tests.domain.assessments.quarter import (
    AFTER,
    CLOSING,
    Q1,
    SMALL,
    answered,
    by,
    closed,
    locked,
    objected,
    published,
    scheme,
    second,
    set_up,
    visited,
)
from tests.domain.assessments.reviewed import G, voting
from tests.refusals.speech import refused_in_chinese


@pytest.fixture
def cast(db: None):
    """The cast in its first quarter, of which nothing was owed yet."""
    from tests.people import assemble

    return assemble()


def test_a_period_not_ended(cast):
    set_up(cast)
    with refused_in_chinese("assessments.period-open", saying="2018-Q1"):
        close(office=cast.district, period=Q1, by=by(cast.district_officer, Q1.last))


def test_a_period_without_a_scheme(cast):
    set_up(cast)
    with refused_in_chinese("assessments.no-scheme", saying="2018-M03"):
        close(office=cast.district, period=Period.parse("2018-M03"), by=by(cast.district_officer))
    other = Period.parse("2018-M03")
    with refused_in_chinese("assessments.other-period", saying="2018-M03"):
        close(office=cast.district, period=other, scheme=SchemeVersion.objects.get(), by=by(cast.district_officer))


def test_a_category_without_a_scheme(cast):
    """The stars of villages, where no organisation is one."""
    set_up(cast)
    content = load(SMALL).content
    villages = {**content, "overlay": True, "for": ["B"], "trees": [{**content["trees"][0], "categories": ["B"]}]}
    stars = scheme(code="stars", overlay=True, content=villages)
    with refused_in_chinese("assessments.nobody"):
        close(office=cast.district, period=Q1, scheme=stars, by=by(cast.district_officer))


def test_facts_changed_during_a_close(cast):
    set_up(cast)
    rules = scheme_of(SchemeVersion.objects.get()).scheme
    seen = taken(placement(cast.district, CLOSING).path, rules, Q1, CLOSING).results
    visited(cast.joint, 60, cast.street_officer)
    with refused_in_chinese("assessments.facts-changed"):
        close(office=cast.district, period=Q1, seen=seen, by=by(cast.district_officer))


def test_two_closes(cast):
    closed(cast)
    with refused_in_chinese("assessments.closed", saying="孙丽"):
        close(office=cast.district, period=Q1, by=by(cast.leader))


def test_a_mark_after_the_close(cast):
    closed(cast)
    late = MarkEntry(cast.joint, Q1, "mark:visit", 90, 100, "补走访")
    with refused_in_chinese("assessments.mark-closed", saying="2018-Q1"):
        give_mark(entry=late, by=by(cast.street_officer, AFTER))
    with refused_in_chinese("assessments.mark-closed"):
        take_back_mark(mark=Mark.objects.all()[0], because="看错", by=by(cast.street_officer, AFTER))


def test_an_objection_after_the_window(cast):
    assessment = closed(cast)
    with refused_in_chinese("assessments.window", saying="2018-04-09"):
        objected(cast, assessment, on=AFTER)
    second(cast, assessment)
    with refused_in_chinese("assessments.stage"):
        objected(cast, assessment)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("street_officer", "assessments.own-mark"),
        ("secretary", "assessments.own-objection"),
        ("recorder", "assessments.mark-own"),
    ],
)
def test_an_answer_of_who_scored_who_objected_or_who_belongs_there(cast, part, code):
    account, objection = getattr(cast, part), objected(cast, closed(cast))
    with refused_in_chinese(code, saying=account.person.name):
        answer(objection=objection, upheld=True, answer="属实", by=by(account, AFTER))
    objection.refresh_from_db()
    assert (objection.upheld, objection.answer) == (None, "")


def test_a_second_preview_too_early_or_with_an_objection_unanswered(cast):
    assessment = closed(cast)
    with refused_in_chinese("assessments.window-open", saying="2018-04-09"):
        second(cast, assessment, on=assessment.objections_until)
    objected(cast, assessment)
    with refused_in_chinese("assessments.unanswered", saying="1"):
        second(cast, assessment)


@pytest.mark.parametrize("part", ["secretary", "recorder", "member"])
def test_a_mark_of_ones_own_organisation(cast, part):
    set_up(cast)
    account = getattr(cast, part)
    own = MarkEntry(cast.first, Q1, "mark:bonus:award", 1, 1, "表彰")
    with refused_in_chinese("assessments.mark-own", saying=account.person.name):
        give_mark(entry=own, by=by(account))


def test_a_member_of_the_panel_scoring_himself(cast):
    review = voting(cast)
    code = review.codes["一支部书记"]
    assert ballot_of(seat_of(code)) == [review.second]
    with refused_in_chinese("reviewing.oneself"):
        cast_ballot(code=code, grades={review.first.pk: G.GOOD, review.second.pk: G.GOOD})
    with refused_in_chinese("reviewing.report.unknown"):
        cast_ballot(code=code, grades={review.second.pk: G.GOOD, uuid7(): G.GOOD})
    review.vote("一支部书记", G.GOOD)
    with refused_in_chinese("reviewing.spent"):
        cast_ballot(code=code, grades={review.second.pk: G.POOR})


@pytest.mark.parametrize("kind", Deviation)
def test_a_decision_of_one_person_alone(cast, kind):
    assessment = locked(cast) if kind is Deviation.UNLOCK else published(cast)
    entry = DeviationEntry(kind, "集体研究决定")
    if kind is not Deviation.UNLOCK:
        entry = replace(entry, organization=cast.first, grade="fair" if kind is Deviation.OVERRIDE else "")
    actor = by(cast.district_officer, AFTER)
    with refused_in_chinese("assessments.text"):
        propose(assessment=assessment, entry=replace(entry, because=" "), by=actor)
    override = propose(assessment=assessment, entry=entry, by=actor)
    with refused_in_chinese("assessments.same-person", saying="孙丽"):
        confirm(override=override, by=actor)
    override.refresh_from_db()
    assert override.confirmed_at is None


def test_what_is_locked(cast):
    assessment, actor = locked(cast), by(cast.street_officer, AFTER)
    with refused_in_chinese("assessments.locked", saying="孙丽"):
        take_back_mark(mark=Mark.objects.get(organization=cast.first), because="看错", by=actor)
    with refused_in_chinese("assessments.locked", saying="孙丽"):
        objected(cast, assessment)
    entry = DeviationEntry(Deviation.OVERRIDE, "集体研究决定", cast.first, grade="fair")
    with refused_in_chinese("assessments.locked", saying="孙丽"):
        propose(assessment=assessment, entry=entry, by=by(cast.district_officer, AFTER))
    source = Fulfilment.objects.filter(duty__organization=cast.first, duty__due_on__lte=Q1.last)[0].source_id
    with refused_in_chinese("duties.sealed", saying="孙丽"):
        unfulfil(source_ids=[source], by=actor)


def test_an_answer_given_twice(cast):
    objection = answered(cast, objected(cast, closed(cast)))
    with refused_in_chinese("assessments.answered"):
        answered(cast, objection, upheld=False)
