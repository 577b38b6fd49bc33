"""Marks: asked for by a scheme, given from outside, with a reason, once, while the books are open."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from taizhang.domain.assessments.actions.marks import MarkEntry, give_mark, give_marks, take_back_mark
from taizhang.domain.assessments.marking import asked
from taizhang.domain.assessments.models import Mark
from taizhang.domain.assessments.schemefile import load
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from taizhang.kernel.periods import Kind, Period
from tests.domain.assessments.quarter import AFTER, CLOSING, Q1, SMALL, by, closed, scheme
from tests.factories import assessments, orgs


def entry(cast, **more) -> MarkEntry:
    return replace(MarkEntry(cast.first, Q1, "mark:visit", 85, 100, "现场查看"), **{"id": uuid7()} | more)


def test_what_is_to_be_marked_follows_from_the_schemes(cast):
    scheme()
    assert set(asked(CLOSING)) == {
        "mark:visit",
        "mark:bonus:award",
        "mark:deduction:report",
        "mark:veto:discipline",
    }


def test_marks_are_given_together_or_not_at_all(cast):
    scheme()
    many = [entry(cast), entry(cast, organization=cast.second, numerator=101)]
    with pytest.raises(Refused):
        give_marks(entries=many, by=by(cast.street_officer))
    assert not Mark.objects.exists()
    many = [entry(cast), entry(cast, organization=cast.second, numerator=70)]
    assert len(give_marks(entries=many, by=by(cast.street_officer))) == 2


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"numerator": 101}, "assessments.number"),
        ({"numerator": -1}, "assessments.number"),
        ({"denominator": 0, "numerator": 0}, "assessments.number"),
        ({"because": " "}, "assessments.text"),
        ({"because": "长" * 401}, "assessments.text"),
        ({"measure": "mark:unheard"}, "assessments.mark-unknown"),
        ({"measure": "duty:L01"}, "assessments.mark-unknown"),
        ({"period": Period.parse("2018-M01")}, "assessments.mark-unknown"),
        ({"period": Period.parse("2018-Q3")}, "assessments.mark-ahead"),
    ],
)
def test_what_is_no_mark_is_refused_and_nothing_written(cast, more, code):
    scheme()
    with pytest.raises(Refused) as refusal:
        give_mark(entry=entry(cast, **more), by=by(cast.street_officer))
    assert refusal.value.code == code
    assert not Mark.objects.exists()


def test_marks_of_what_an_ended_scheme_judged_are_given_after_its_end_as_it_asked_for_them(cast):
    scheme(valid_to=date(2018, 3, 31))
    content = load(SMALL).content
    monthly = {**content, "version": 2, "valid_from": "2018-04-01", "period": "month"}
    scheme(version=2, valid_from=date(2018, 4, 1), period_kind="month", content=monthly)
    assert asked(CLOSING)["mark:visit"].period == Kind.MONTH
    assert give_mark(entry=entry(cast), by=by(cast.street_officer)).period == "2018-Q1"
    for period in ("2018-M03", "2018-Q2", "2017-Q4"):  # asked for by the month from April on, and by nobody before 2018
        with pytest.raises(Refused) as refusal:
            give_mark(entry=entry(cast, period=Period.parse(period)), by=by(cast.street_officer))
        assert refusal.value.code == "assessments.mark-unknown"


@pytest.mark.parametrize("part", ["secretary", "recorder", "member"])
def test_nobody_marks_the_organisation_to_which_he_belongs(cast, part):
    scheme()
    with pytest.raises(Refused) as refusal:
        give_mark(entry=entry(cast), by=by(getattr(cast, part)))
    assert refusal.value.code == "assessments.mark-own"


def test_given_twice_it_is_once_and_another_needs_the_first_taken_back(cast):
    scheme()
    first, again = (give_mark(entry=entry(cast), by=by(cast.street_officer)) for _time in range(2))
    assert first == again
    with pytest.raises(Refused, match="赵敏") as refusal:
        give_mark(entry=entry(cast, numerator=60), by=by(cast.leader))
    assert refusal.value.code == "assessments.marked"
    take_back_mark(mark=first, because="看错支部", by=by(cast.street_officer))
    assert take_back_mark(mark=first, because="看错支部", by=by(cast.street_officer)).taken_back_because
    assert give_mark(entry=entry(cast, numerator=60), by=by(cast.leader)).numerator == 60
    assert Mark.objects.count() == 2


def test_a_form_sent_again_after_its_mark_was_taken_back_gives_nothing(cast):
    scheme()
    sent = entry(cast)
    take_back_mark(mark=give_mark(entry=sent, by=by(cast.street_officer)), because="看错", by=by(cast.street_officer))
    with pytest.raises(Refused) as refusal:
        give_mark(entry=sent, by=by(cast.street_officer))
    assert refusal.value.code == "assessments.mark-taken-back"
    assert not Mark.objects.standing().exists()


def test_one_batch_marks_nothing_twice(cast):
    scheme()
    same = [entry(cast), replace(entry(cast), id=uuid7())]
    first, second = give_marks(entries=same, by=by(cast.street_officer))
    assert first == second and Mark.objects.count() == 1
    with pytest.raises(Refused) as refusal:
        give_marks(entries=[entry(cast), entry(cast, numerator=3, id=uuid7())], by=by(cast.street_officer))
    assert refusal.value.code == "assessments.marked"


def test_many_marks_cost_no_more_queries_than_a_few(cast, django_assert_max_num_queries):
    scheme()
    branches = [orgs.branch(cast.community) for _number in range(20)]
    with django_assert_max_num_queries(25):
        give_marks(entries=[entry(cast, organization=each) for each in branches], by=by(cast.street_officer))
    assert Mark.objects.count() == 20


def test_a_bonus_is_a_count_and_may_exceed_one(cast):
    scheme()
    given = give_mark(
        entry=entry(cast, measure="mark:bonus:award", numerator=2, denominator=1), by=by(cast.street_officer)
    )
    assert (given.numerator, given.denominator) == (2, 1)


def test_a_mark_on_which_a_closed_period_stands_is_neither_given_nor_taken_back(cast):
    closed(cast)
    mark = Mark.objects.get(organization=cast.first)
    acts = (
        lambda: give_mark(entry=entry(cast, organization=cast.joint), by=by(cast.street_officer, AFTER)),
        lambda: take_back_mark(mark=mark, because="看错", by=by(cast.street_officer, AFTER)),
    )
    for act in acts:
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "assessments.mark-closed"


def test_the_database_too_keeps_one_mark_with_a_reason(db):
    mark = assessments.mark()
    with pytest.raises(IntegrityError), transaction.atomic():
        assessments.mark(mark.organization)
    with pytest.raises(IntegrityError), transaction.atomic():
        assessments.mark(because="")
