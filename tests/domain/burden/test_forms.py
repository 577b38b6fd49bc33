"""Designing a form: its ground and end, what is known filled by itself, and what another form asks refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.burden.actions import discard_form, draft_form, redraft_form, register_form, withdraw_form
from taizhang.domain.burden.entry import QuestionEntry
from taizhang.domain.burden.meaning import meaning
from taizhang.domain.burden.models import CollectionForm
from taizhang.domain.burden.models.form import Stage
from taizhang.domain.orgs.kinds import Kind
from taizhang.domain.policies.switches import Switch
from tests.domain.refusals import refused
from tests.factories import burden, orgs, policies
from tests.factories.burden import BY, DAY

pytestmark = pytest.mark.django_db


def ask(*labels: str) -> tuple[QuestionEntry, ...]:
    return tuple(QuestionEntry(label=label, type="text") for label in labels)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("党员人数", "党员总数"),
        ("党员人数", "本支部现有党员数（人）"),
        ("党员人数", "党员数(单位：人)"),
        ("党员人数", "Number of members"),
        ("联系电话", "联系方式（手机）"),
        ("困难党员人数", "困难党员数量"),
        ("书记姓名", "党组织书记"),
        ("ＡＢ班次", "ab 班次"),
        ("党员教育经费", "年度党员教育经费（元）"),
    ],
)
def test_labels_that_ask_the_same_are_recognised(one, other):
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("党员人数", "困难党员人数"),
        ("正式党员数", "预备党员数"),
        ("党员", "党员名单"),
        ("数", "总数"),
        ("党员人数", "党员人数（女）"),
        ("党员数（35岁以下）", "党员数（女）"),
        ("困难党员人数", "困难党员人数【低保】"),
    ],
)
def test_labels_that_ask_something_else_are_not_taken_for_the_same(one, other):
    assert meaning(one) != meaning(other)


def test_a_form_goes_from_draft_to_register_to_its_end():
    form = burden.drafted()
    assert form.stage(DAY) is Stage.DRAFT
    form = register_form(form=form, by=BY)
    assert [form.stage(DAY), form.stage(form.expires_on)] == [Stage.LIVE, Stage.LIVE]
    assert form.stage(form.expires_on + timedelta(days=1)) is Stage.EXPIRED
    withdrawn = withdraw_form(form=form, because="并入年报", by=BY)
    assert withdrawn.stage(DAY) is Stage.WITHDRAWN
    verbs = AuditEntry.objects.filter(verb__startswith="forms.").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["forms.draft", "forms.register", "forms.withdraw"]


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_finds_its_forms(stage):
    made = {
        Stage.DRAFT: burden.drafted(title="草稿", questions=ask("甲")),
        Stage.LIVE: burden.collection_form(title="在用", questions=ask("乙")),
        Stage.EXPIRED: burden.collection_form(title="到期", questions=ask("丙"), expires_on=DAY + timedelta(days=1)),
    }
    gone = burden.collection_form(title="撤回", questions=ask("丁"))
    made[Stage.WITHDRAWN] = withdraw_form(form=gone, because="不再需要", by=BY)
    later = DAY + timedelta(days=2)
    assert list(CollectionForm.objects.at_stage(stage, later)) == [made[stage]]
    assert made[stage].stage(later) is stage


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"document": " "}, "burden.ground"),
        ({"clause": ""}, "burden.ground"),
        ({"title": ""}, "burden.text"),
        ({"title": "表" * 121}, "burden.text"),
        ({"kinds": ()}, "burden.audience"),
        ({"kinds": (Kind.DISTRICT,)}, "burden.audience"),
        ({"categories": ()}, "burden.categories"),
        ({"categories": ("Z",)}, "burden.categories"),
        ({"expires_on": DAY}, "burden.expiry"),
        ({"expires_on": DAY + timedelta(days=367)}, "burden.expiry"),
        ({"questions": ()}, "burden.fields"),
        ({"questions": ask(*(f"事项{number}" for number in range(31)))}, "burden.fields"),
        ({"questions": ask("困难党员人数", "困难党员数")}, "burden.twice"),
        ({"questions": ask("")}, "burden.field"),
        ({"questions": (QuestionEntry(label="类别", type="choice", choices=("甲",)),)}, "burden.choices"),
        ({"questions": ask("党员身份证号")}, "burden.personal"),
        ({"questions": ask("到岗定位截图")}, "burden.personal"),
        ({"questions": (QuestionEntry(label="甲", source="moon"),)}, "burden.source"),
    ],
)
def test_a_form_without_ground_end_audience_or_sense_is_refused_and_nothing_is_kept(changes, code):
    with refused(code):
        burden.drafted(**changes)
    assert not CollectionForm.objects.exists()


def test_a_field_that_the_system_knows_is_filled_by_itself_whatever_its_designer_typed():
    form = burden.drafted(questions=ask("本支部现有党员数", "支部书记姓名", "困难党员人数", "党员数（女）"))
    assert list(form.questions.values_list("label", "source")) == [
        ("本支部现有党员数", "members"),
        ("支部书记姓名", "secretary"),
        ("困难党员人数", ""),
        ("党员数（女）", ""),  # narrower than what is known
    ]


def test_a_field_that_another_live_form_asks_of_the_same_is_refused_naming_it():
    burden.collection_form(title="摸底表", questions=ask("困难党员人数"))
    with refused("burden.duplicate") as found:
        burden.drafted(title="慰问表", questions=ask("困难党员数量", "慰问金"))
    assert "摸底表" in str(found.value)
    assert "困难党员人数" in str(found.value)
    assert CollectionForm.objects.count() == 1


def test_two_drafts_may_ask_the_same_but_only_one_is_registered():
    one, other = burden.drafted(title="甲"), burden.drafted(title="乙")
    register_form(form=one, by=BY)
    with refused("burden.duplicate"):
        register_form(form=other, by=BY)


@pytest.mark.parametrize(
    "apart",
    [
        {"kinds": (Kind.COMMUNITY,)},
        {"categories": ("D",)},
        {"questions": ask("党员人数")},  # known, so nobody types it
    ],
)
def test_the_same_may_be_asked_of_others_and_what_is_known_of_everybody(apart):
    burden.collection_form(title="甲", categories=("A",), questions=ask("党员人数", "困难党员人数"))
    assert burden.collection_form(title="乙", **{"categories": ("A",), **apart}).registered_at


@pytest.mark.parametrize("ended", ["expired", "withdrawn"])
def test_a_form_that_has_ended_is_in_nobodys_way(ended):
    form = burden.collection_form(title="甲", expires_on=DAY + timedelta(days=5))
    by = BY.later(BY.at + timedelta(days=6))
    if ended == "withdrawn":
        withdraw_form(form=form, because="不再需要", by=BY)
        by = BY
    assert burden.collection_form(by=by, title="乙", expires_on=DAY + timedelta(days=90)).registered_at


def test_forms_are_not_issued_below_the_county_unless_a_document_switched_it_on():
    street = orgs.street()
    with refused("burden.below-county"):
        burden.drafted(owner=street)
    policies.warrant(Switch.STREET_FORMS)
    assert burden.collection_form(owner=street).registered_at
    with refused("burden.below-county"):
        burden.drafted(owner=orgs.branch())


def test_a_draft_is_changed_and_thrown_away_but_a_registered_form_is_not():
    form = burden.drafted()
    entry = burden.entry(title="改名", questions=ask("甲", "乙", "丙"))
    assert redraft_form(form=form, entry=entry, by=BY).questions.count() == 3
    registered = register_form(form=form, by=BY)
    for act in (lambda: redraft_form(form=registered, entry=entry, by=BY), lambda: discard_form(form=form, by=BY)):
        with refused("burden.stage"):
            act()
    other = burden.drafted(title="乙", questions=ask("丁"))
    discard_form(form=other, by=BY)
    assert CollectionForm.objects.get() == registered


def test_a_form_that_expired_as_a_draft_is_not_registered():
    form = burden.drafted(expires_on=DAY + timedelta(days=3))
    with refused("burden.expiry"):
        register_form(form=form, by=BY.later(BY.at + timedelta(days=4)))


def test_signs_that_nobody_sees_do_not_make_another_question():
    entry = burden.entry(questions=ask("困难\u200b党员人数", "困难党员数"))
    with refused("burden.twice"):
        draft_form(entry=entry, by=BY)
    assert draft_form(entry=replace(entry, questions=ask("困难\u202e党员人数")), by=BY).questions.get().label == (
        "困难党员人数"
    )
