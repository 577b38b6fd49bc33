"""Objecting to a preview, and who answers."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from taizhang.domain.assessments.actions.deviating import DeviationEntry, confirm, propose
from taizhang.domain.assessments.actions.objecting import ObjectionEntry, answer, raise_objection, withdraw
from taizhang.domain.assessments.models import Deviation, Objection
from taizhang.domain.notices.models import Notice
from taizhang.kernel.errors import Refused
from tests.domain.assessments.quarter import AFTER, CLOSING, WINDOW, answered, by, closed, objected, second
from tests.factories import assessments
from tests.factories.orgs import branch


def refused(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_an_organisation_objects_until_the_last_day_and_who_answers_is_told(cast):
    objection = objected(cast, closed(cast), on=WINDOW)
    told = Notice.objects.get(kind="objection-raised")
    assert told.person_id == cast.district_officer.person_id
    assert told.link == f"/scores/objections/{objection.pk}/"


def test_an_objection_after_the_window_is_refused_with_its_last_day(cast):
    assessment = closed(cast)
    with pytest.raises(Refused, match=str(WINDOW)) as refusal:
        objected(cast, assessment, on=AFTER)
    assert refusal.value.code == "assessments.window"
    assert not Objection.objects.exists()


def test_an_objection_to_what_has_gone_further_is_refused(cast):
    assessment = second(cast, closed(cast))
    assert refused(lambda: objected(cast, assessment)) == "assessments.stage"


@pytest.mark.parametrize(
    ("text", "node", "code"),
    [
        ("  ", "visit", "assessments.text"),
        ("长" * 2001, "visit", "assessments.text"),
        ("不同意", "nothing", "assessments.node"),
    ],
)
def test_an_objection_needs_words_and_a_part_that_exists(cast, text, node, code):
    assessment = closed(cast)
    entry = ObjectionEntry(cast.first, text, node)
    assert refused(lambda: raise_objection(assessment=assessment, entry=entry, by=by(cast.secretary))) == code


def test_whoever_was_not_judged_does_not_object(cast):
    assessment = closed(cast)
    entry = ObjectionEntry(branch(cast.community, founded_on=date(2018, 4, 1)), "没有得分")
    code = refused(lambda: raise_objection(assessment=assessment, entry=entry, by=by(cast.secretary, WINDOW)))
    assert code == "assessments.not-judged"


def test_sent_twice_it_is_once_and_a_second_to_the_same_part_waits(cast):
    assessment = closed(cast)
    entry = ObjectionEntry(cast.first, "走访当天停电")
    first, again = (raise_objection(assessment=assessment, entry=entry, by=by(cast.secretary)) for _time in range(2))
    assert first == again and Objection.objects.count() == 1
    other = ObjectionEntry(cast.first, "另有意见")
    assert refused(lambda: raise_objection(assessment=assessment, entry=other, by=by(cast.secretary))) == (
        "assessments.objected"
    )
    objected(cast, assessment, node="ledger")
    assert Objection.objects.count() == 2


def test_it_is_withdrawn_before_it_is_answered_and_not_after(cast):
    objection = objected(cast, closed(cast))
    withdraw(objection=objection, by=by(cast.secretary))
    assert withdraw(objection=objection, by=by(cast.secretary)).withdrawn_at is not None
    assert refused(lambda: answered(cast, objection)) == "assessments.answered"
    other = answered(cast, objected(cast, objection.assessment))
    assert refused(lambda: withdraw(objection=other, by=by(cast.secretary))) == "assessments.answered"


def test_the_answer_says_so_to_whoever_objected(cast):
    objection = answered(cast, objected(cast, closed(cast)), upheld=False)
    assert (objection.upheld, objection.answered_by_name) == (False, "孙丽")
    assert Notice.objects.get(kind="objection-answered", person_id=cast.secretary.person_id).values["outcome"] == {
        "word": "not upheld"
    }
    assert not Notice.objects.filter(kind="objection-answered", person_id=cast.street_officer.person_id).exists()


def test_who_gave_the_mark_hears_that_an_objection_to_it_was_upheld_and_looks_again(cast):
    objection = answered(cast, objected(cast, closed(cast)))
    told = Notice.objects.get(kind="objection-answered", person_id=cast.street_officer.person_id)
    assert (told.values["outcome"], told.link) == ({"word": "upheld"}, f"/scores/objections/{objection.pk}/")


@pytest.mark.parametrize("node", ["visit", "whole", ""])
def test_who_gave_the_mark_does_not_answer_the_objection_to_it(cast, node):
    objection = objected(cast, closed(cast), node=node)
    with pytest.raises(Refused, match="赵敏") as refusal:
        answer(objection=objection, upheld=False, answer="打分无误", by=by(cast.street_officer, AFTER))
    assert refusal.value.code == "assessments.own-mark"
    objection.refresh_from_db()
    assert objection.upheld is None


@pytest.mark.parametrize("decider", ["district_officer", "leader"])
def test_who_decided_on_another_result_does_not_answer_the_objection_to_it(cast, decider):
    assessment = closed(cast)
    entry = DeviationEntry(Deviation.OVERRIDE, "集体研究", cast.first, grade="fair")
    override = propose(assessment=assessment, entry=entry, by=by(cast.district_officer))
    confirm(override=override, by=by(cast.leader))
    objection, actor = objected(cast, assessment, node=""), by(getattr(cast, decider), AFTER)
    assert refused(lambda: answer(objection=objection, upheld=False, answer="无误", by=actor)) == "assessments.own-mark"
    other = objected(cast, assessment, node="ledger")
    assert answer(objection=other, upheld=False, answer="台账属实", by=actor).answer


def test_nobody_answers_the_objection_of_the_organisation_to_which_he_belongs(cast):
    objection = objected(cast, closed(cast))
    code = refused(lambda: answer(objection=objection, upheld=True, answer="属实", by=by(cast.recorder, AFTER)))
    assert code == "assessments.mark-own"


def test_who_marked_answers_what_his_marks_are_no_part_of(cast):
    objection = objected(cast, closed(cast), node="ledger")
    assert answer(objection=objection, upheld=False, answer="台账属实", by=by(cast.street_officer, AFTER)).answer


def test_nobody_answers_his_own_objection(cast):
    objection = objected(cast, closed(cast))
    code = refused(lambda: answer(objection=objection, upheld=True, answer="属实", by=by(cast.secretary, AFTER)))
    assert code == "assessments.own-objection"


def test_an_answer_needs_words_and_is_given_once(cast):
    objection = objected(cast, closed(cast))
    code = refused(lambda: answer(objection=objection, upheld=True, answer=" ", by=by(cast.district_officer, AFTER)))
    assert code == "assessments.text"
    answered(cast, objection)
    assert refused(lambda: answered(cast, objection, upheld=False)) == "assessments.answered"


def test_the_database_too_wants_words_and_another_person(db):
    objection = assessments.objection()
    for values in ({"upheld": True, "answer": ""}, {"answered_by_id": objection.by_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Objection.objects.filter(pk=objection.pk).update(**values)


def test_it_may_be_answered_on_the_day_it_was_raised(cast):
    assert answered(cast, objected(cast, closed(cast), on=CLOSING), on=CLOSING).upheld
