"""An office answers, forwards, closes; whoever filed it says whether it helped and opens it again once."""

from datetime import timedelta

import pytest

from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.cases.actions import answer, close, forward, rate, reopen, take_back
from taizhang.domain.cases.measures import summary
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.moves import CaseState
from taizhang.domain.cases.receipts import unnamed
from taizhang.domain.notices.models import Notice
from taizhang.kernel.errors import Refused
from tests.factories import cases, orgs

pytestmark = pytest.mark.django_db
LATER = cases.AT + timedelta(days=2)


@pytest.fixture
def filed():
    return cases.case(orgs.person(orgs.branch(orgs.street(name="东街"))))


@pytest.fixture
def officer():
    person = orgs.person()
    return Actor(person.name, LATER, person.pk)


def now(case: Case) -> Case:
    return Case.objects.standing().get(pk=case.pk)


def test_an_answer_ends_a_case_and_tells_whoever_filed_it(filed, officer):
    answer(case=filed, words="下月起只报一次。", by=officer)
    assert now(filed).state is CaseState.ANSWERED
    assert now(filed).in_time()
    assert Notice.objects.filter(person=filed.person, kind="case-answered").count() == 1


def test_nobody_hears_of_an_anonymous_case_s_answer(officer):
    filed = cases.anonymous()
    before = Notice.objects.count()
    answer(case=filed, words="收到。", by=officer)
    assert Notice.objects.count() == before


def test_a_case_is_answered_once(filed, officer):
    answer(case=filed, words="好。", by=officer)
    with pytest.raises(Refused, match="already"):
        answer(case=filed, words="好。", by=officer)
    with pytest.raises(Refused, match="already"):
        close(case=filed, because="重复", by=officer)


def test_nobody_answers_or_closes_his_own_case(filed):
    himself = Actor(filed.person.name, LATER, filed.person_id)
    for act in (
        lambda: answer(case=filed, words="好。", by=himself),
        lambda: close(case=filed, because="好", by=himself),
    ):
        with pytest.raises(Refused, match="own"):
            act()


def test_a_forwarded_case_keeps_its_last_day(filed, officer):
    before = filed.due_on
    forward(case=filed, office=orgs.district().pk, because="属区里职责", by=officer)
    assert (now(filed).office, now(filed).due_on) == (orgs.district(), before)


def test_a_case_about_an_office_is_not_handed_to_it(officer):
    street = orgs.street()
    filed = cases.case(orgs.person(orgs.branch(street)), about=street.pk)
    with pytest.raises(Refused, match="about an office"):
        forward(case=filed, office=street.pk, because="请办理", by=officer)


def test_a_case_is_not_handed_to_a_branch(filed, officer):
    with pytest.raises(Refused):
        forward(case=filed, office=orgs.branch().pk, because="请办理", by=officer)


def test_it_is_opened_again_once_and_its_days_begin_anew(filed, officer):
    himself = Actor(filed.person.name, LATER + timedelta(days=1), filed.person_id)
    with pytest.raises(Refused, match="not answered"):
        reopen(case=filed, words="没说清", by=himself)
    answer(case=filed, words="好。", by=officer)
    rate(case=filed, satisfied=False, by=himself)
    again = reopen(case=filed, words="没说清", by=himself)
    assert again.due_on > filed.due_on
    assert now(filed).satisfied is None
    assert now(filed).state is CaseState.OPEN
    answer(case=filed, words="详细答复。", by=officer.later(LATER + timedelta(days=3)))
    with pytest.raises(Refused, match="once already"):
        reopen(case=filed, words="还是没说清", by=himself.later(LATER + timedelta(days=4)))


def test_somebody_unnamed_opens_again_and_stays_unnamed(officer):
    filed = cases.anonymous()
    answer(case=filed, words="好。", by=officer.later(cases.AT + timedelta(minutes=3)))
    reopen(case=filed, words="没说清", by=unnamed(cases.AT + timedelta(minutes=5)))
    assert now(filed).state is CaseState.OPEN
    assert {step.by_person_id for step in filed.steps.exclude(move="answered")} == {None}


def test_a_slip_is_taken_back_by_whoever_made_it_within_a_day(filed, officer):
    answer(case=filed, words="发错了", by=officer)
    with pytest.raises(Refused, match="taken back"):
        take_back(case=filed, by=Actor("别人", LATER, orgs.person().pk))
    with pytest.raises(Refused, match="taken back"):
        take_back(case=filed, by=officer.later(LATER + timedelta(hours=25)))
    take_back(case=filed, by=officer.later(LATER + timedelta(hours=1)))
    assert now(filed).state is CaseState.OPEN


def test_overdue_is_asked_of_the_day_and_stored_nowhere(filed):
    assert not Case.objects.standing().overdue(filed.due_on).exists()
    assert Case.objects.standing().overdue(filed.due_on + timedelta(days=1)).get() == filed


def test_the_public_numbers_count_and_name_nobody(filed, officer):
    cases.case(at=cases.AT + timedelta(hours=1))
    answer(case=filed, words="好。", by=officer)
    day = cases.AT.date()
    line = summary(day, day, day + timedelta(days=10))[0]
    assert (line.filed, line.ended, line.median_days) == (2, 1, 2)
    assert line.in_time.words("en") == "1/1 (100.0%)"
    late = summary(day, day, day + timedelta(days=100))[0]
    assert late.in_time.words("en") == "1/2 (50.0%)"


def test_the_words_of_an_answer_never_enter_the_audit_trail(filed, officer):
    answer(case=filed, words="张三的名册已补。", by=officer)
    assert "张三" not in str(list(AuditEntry.objects.values("details", "subject_label")))
