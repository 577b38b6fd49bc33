"""Sending and answering: the cost first, once a period, the cap held; what is known filled, the rest typed."""

from datetime import date, timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.burden.actions import hand_in, keep_draft, withdraw_form
from taizhang.domain.burden.cost import AN_INPUT, AT_LEAST, cost, load, minutes, seconds_per_input
from taizhang.domain.burden.entry import QuestionEntry
from taizhang.domain.burden.models import Answer, Question, Sending
from taizhang.domain.notices.models import Notice
from taizhang.domain.orgs.kinds import Kind
from taizhang.domain.policies.switches import Switch
from tests.domain.refusals import refused
from tests.factories import burden, orgs, policies
from tests.factories.burden import BY, DAY

pytestmark = pytest.mark.django_db


def days(number: int):
    return BY.later(BY.at + timedelta(days=number))


@pytest.fixture
def branches(db):
    street = orgs.street()
    return [
        orgs.branch(under=street, name=f"青禾社区第{number}支部", short_name=f"第{number}支部") for number in range(3)
    ]


def by_label(answer: Answer) -> dict[str, str]:
    return {one.label: str(one.pk) for one in Question.objects.filter(form=answer.sending.form_id)}


def typed(answer: Answer, **words: str) -> dict[str, str]:
    return {by_label(answer)[label]: text for label, text in words.items()}


GOOD = {"困难党员人数": "2", "需要协调的问题": "无"}


def test_the_issuer_knows_the_cost_before_sending(branches):
    form = burden.collection_form(questions=(*burden.FIELDS, QuestionEntry(label="党员人数")))
    told = cost(form, DAY)
    assert (told.organizations, told.typed, told.filled, told.measured) == (3, 2, 1, False)
    assert told.seconds_each == max(AT_LEAST, 2 * AN_INPUT)
    assert told.minutes == 3 * minutes(told.seconds_each)


def test_what_forms_took_so_far_tells_what_the_next_will_take(branches):
    for number in range(5):
        burden.effort(branches[0], source=f"form:{number}", inputs=2, seconds=100)
    assert seconds_per_input() == 50
    form = burden.collection_form()
    assert (cost(form, DAY).seconds_each, cost(form, DAY).measured) == (100, True)


def test_a_form_without_anything_to_type_costs_next_to_nothing(branches):
    form = burden.collection_form(questions=(QuestionEntry(label="党员人数"),))
    assert cost(form, DAY).seconds_each < AT_LEAST


def test_everyone_asked_gets_an_answer_to_give_and_a_line_in_the_inbox(cast):
    form = burden.collection_form(owner=cast.district)
    sent = burden.sending(form)
    asked = {answer.organization_id for answer in sent.answers.all()}
    assert asked == {cast.first.pk, cast.second.pk, cast.joint.pk, cast.unit_branch.pk}
    assert (sent.organizations, sent.period, sent.over_cap) == (4, "2018", 0)
    told = set(Notice.objects.filter(kind="form-sent").values_list("person_id", flat=True))
    assert told == {cast.secretary.person_id, cast.recorder.person_id, cast.other_secretary.person_id}


def test_the_same_is_asked_once_a_period(branches):
    form = burden.collection_form(frequency="month")
    burden.sending(form)
    with refused("burden.sent"):
        burden.sending(form)
    later = days(31)
    assert burden.sending(form, by=later, due_on=later.on + timedelta(days=5)).period == "2018-M07"
    once = burden.collection_form(title="一次性", questions=(QuestionEntry(label="甲"),))
    burden.sending(once)
    with refused("burden.sent"):
        burden.sending(once, by=later, due_on=later.on + timedelta(days=5))


def test_only_a_registered_form_is_sent_within_its_days(branches):
    draft = burden.drafted()
    with refused("burden.not-live"):
        burden.sending(draft)
    form = burden.collection_form(title="乙")
    for wrong in (DAY, form.expires_on + timedelta(days=1)):
        with refused("burden.due"):
            burden.sending(form, due_on=wrong)
    withdraw_form(form=form, because="不再需要", by=BY)
    with refused("burden.not-live"):
        burden.sending(form)


def test_nobody_to_ask_is_refused(branches):
    with refused("burden.nobody"):
        burden.sending(burden.collection_form(kinds=(Kind.GENERAL,)))


def test_over_the_cap_nothing_is_sent_and_the_sentence_says_by_how_much_and_what_to_withdraw(branches):
    first = burden.collection_form(title="先发的表", questions=(QuestionEntry(label="甲"),))
    burden.sending(first)
    burden.effort(branches[1], inputs=60, seconds=29 * 60)
    form = burden.collection_form()
    over = cost(form, DAY).over
    assert [(one.name, one.minutes, one.cap) for one in over] == [
        ("青禾社区第1支部", 31, 30)
    ]  # many are called 第1支部 for short
    with refused("burden.over-cap") as found:
        burden.sending(form)
    for words in ("1 of 3", "青禾社区第1支部", "31", "30", "先发的表"):
        assert words in str(found.value)
    assert Sending.objects.count() == 1


def test_the_district_may_send_over_the_cap_by_a_recorded_document_a_street_may_not(branches):
    burden.effort(branches[0], inputs=60, seconds=30 * 60)
    sent = burden.sending(burden.collection_form(), basis="二七办〔2018〕20号")
    assert (sent.over_cap, sent.basis) == (1, "二七办〔2018〕20号")
    policies.warrant(Switch.STREET_FORMS)
    street = orgs.Placement.objects.get(organization=branches[0]).parent
    of_street = burden.collection_form(owner=street, title="街道表", questions=(QuestionEntry(label="乙"),))
    with refused("burden.over-cap-below"):
        burden.sending(of_street, basis="街道文件")


def test_another_cap_holds_from_its_day_on(branches):
    burden.effort(branches[0], inputs=60, seconds=20 * 60)
    form = burden.collection_form()
    assert cost(form, DAY).over == ()
    burden.cap(minutes=20, starts_on=DAY + timedelta(days=1))
    assert cost(form, DAY).over == ()
    burden.cap(minutes=20)
    assert [one.cap for one in cost(form, DAY).over] == [20]


def test_what_is_known_is_filled_and_the_rest_is_typed(cast):
    questions = (*burden.FIELDS, QuestionEntry(label="党员总数"), QuestionEntry(label="支部书记", type="text"))
    sent = burden.sending(burden.collection_form(owner=cast.district, questions=questions))
    asked = sent.answers.get(organization=cast.first)
    given = hand_in(answer=asked, typed=typed(asked, **GOOD, 党员总数="999"), by=BY)
    told = {label: given.values[key] for label, key in by_label(asked).items()}
    assert told == {"困难党员人数": 2, "需要协调的问题": "无", "党员总数": 9, "支部书记": "周建华"}


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("number", "", "burden.empty"),
        ("number", "两", "burden.number"),
        ("number", "NaN", "burden.number"),
        ("number", "1e99", "burden.number"),
        ("number", "1.00001", "burden.number"),
        ("text", "长" * 301, "burden.long"),
        ("text", "\u200b", "burden.empty"),
        ("day", "2018-02-30", "burden.day"),
        ("choice", "丙", "burden.choice"),
        ("yes_no", "maybe", "burden.choice"),
    ],
)
def test_what_a_field_cannot_hold_is_refused_and_nothing_is_handed_in(branches, kind, text, code):
    question = QuestionEntry(label="某项", type=kind, choices=("甲", "乙") if kind == "choice" else ())
    asked = burden.sending(burden.collection_form(questions=(question,))).answers.first()
    with refused(code):
        hand_in(answer=asked, typed=typed(asked, 某项=text), by=BY)
    assert Answer.objects.get(pk=asked.pk).submitted_at is None


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [("number", " 1,200 ", 1200), ("number", "3.50", "3.5"), ("day", "2018-06-01", "2018-06-01"),
     ("yes_no", "no", "no"), ("text", "=1+1", "=1+1"), ("number", "-3", -3)],
)  # fmt: skip
def test_what_a_field_can_hold_is_kept(branches, kind, text, value):
    asked = burden.sending(burden.collection_form(questions=(QuestionEntry(label="某项", type=kind),))).answers.first()
    assert list(hand_in(answer=asked, typed=typed(asked, 某项=text), by=BY).values.values()) == [value]


def test_a_draft_is_kept_without_a_trace_and_gone_once_handed_in(branches):
    asked = burden.sending().answers.first()
    before = AuditEntry.objects.count()
    kept = keep_draft(answer=asked, typed={**typed(asked, 困难党员人数="2"), "foreign": "x"}, by=BY)
    assert kept.draft == typed(asked, 困难党员人数="2")
    assert AuditEntry.objects.count() == before
    assert hand_in(answer=asked, typed=typed(asked, **GOOD), by=BY).draft == {}


def test_an_answer_is_corrected_until_it_is_due_and_before_and_after_are_remembered(branches):
    given = burden.answer()
    due = given.sending.due_on - DAY
    corrected = hand_in(answer=given, typed=typed(given, 困难党员人数="3", 需要协调的问题="无"), by=days(due.days))
    assert 3 in corrected.values.values()
    told = AuditEntry.objects.get(verb="forms.correct")
    assert told.details == {"困难党员人数": [2, 3]}
    with refused("burden.closed"):
        hand_in(answer=given, typed=typed(given, **GOOD), by=days(due.days + 1))


def test_once_expired_or_withdrawn_its_fields_are_gone(branches):
    form = burden.collection_form(expires_on=DAY + timedelta(days=3))
    asked = burden.sending(form, due_on=DAY + timedelta(days=3)).answers.first()
    assert Answer.objects.waiting(DAY).count() == 3
    assert Answer.objects.waiting(DAY + timedelta(days=4)).count() == 0
    with refused("burden.closed"):
        keep_draft(answer=asked, typed={}, by=days(4))
    withdraw_form(form=form, because="并入年报", by=BY)
    assert not Answer.objects.waiting(DAY).exists()
    with refused("burden.withdrawn"):
        hand_in(answer=asked, typed=typed(asked, **GOOD), by=BY)


def test_what_waits_counts_as_load_until_it_is_answered(branches):
    sent = burden.sending(burden.collection_form())
    keys = [branch.pk for branch in branches]
    assert load(keys, DAY) == dict.fromkeys(keys, sent.seconds_each)
    given = burden.answer(sent)
    assert given.organization_id not in load(keys, DAY)
    assert load(keys, date(2018, 8, 1)) == {}
