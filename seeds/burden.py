"""The demo's forms, switches and work: a form that runs, one that has ended, a switch that was on; through actions.

How long people sat over the records of the demo nobody measured: their inputs are counted from the records themselves,
and each is given the time that is assumed for one.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, F, Func, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from seeds.plan import ZONE
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Role
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.burden.actions import draft_form, hand_in, register_form, send
from taizhang.domain.burden.cost import AN_INPUT
from taizhang.domain.burden.effort import FORM, RECORDS, Work, spent_many
from taizhang.domain.burden.entry import FormEntry, QuestionEntry
from taizhang.domain.burden.models import Answer, CollectionForm
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Organization
from taizhang.domain.policies.actions import WarrantEntry, turn_off, turn_on
from taizhang.domain.policies.switches import Switch
from taizhang.domain.records.models import Activity, Attendance, Ballot, Decision, Presence

GROUNDS = {
    Category.NON_PUBLIC: "二七组〔2018〕2号《关于做好2018年春节走访慰问工作的通知》",
    Category.COMMUNITY: "二七组〔2018〕9号《关于七一前走访慰问困难党员的通知》",
}
NEEDS = ("无", "希望协调一间活动室", "两名老党员行动不便，请安排送学上门", "无")
ANSWERED = 14  # of each form: enough to read, little to wait for


def furnish() -> None:
    """All of it; about a second."""
    grant = Grant.objects.filter(role=Role.DISTRICT_OFFICE.value).select_related("person").order_by("id")[0]
    district = Organization.objects.get(pk=grant.organization_id)
    switched(_by(grant, date(2018, 3, 1)), _by(grant, date(2018, 4, 10)))
    works = list(recorded())
    works += ended(district, grant)
    works += running(district, grant)
    spent_many(works)


def switched(on: Actor, off: Actor) -> None:
    """Ranking was tried for some weeks on a document, and is off again."""
    warrant = turn_on(
        switch=Switch.RANKING,
        warrant=WarrantEntry(
            number="二七办〔2018〕12号",
            title="关于开展组织生活完成情况通报试点的通知",
            issuer="中共郑州市二七区委办公室",
            starts_on=on.on,
            ends_on=date(2018, 6, 30),
            because="按上级部署试点，三个月内评估",
        ),
        by=on,
    )
    turn_off(warrant=warrant, because="试点评估认为不利于减负，提前终止", by=off)


def ended(district: Organization, grant: Grant) -> list[Work]:
    """The form of the spring, expired since."""
    questions = (QuestionEntry(label="春节走访户数", unit="户"), QuestionEntry(label="书记姓名", type="text"))
    heading = {"title": "春节走访慰问统计表", "purpose": "汇总春节走访慰问情况", "clause": "第四条"}
    entry = _entry(district, Category.NON_PUBLIC, questions, expires_on=date(2018, 3, 31), **heading)
    form = _registered(entry, _by(grant, date(2018, 1, 22)))
    sending = send(form=form, due_on=date(2018, 2, 28), by=_by(grant, date(2018, 1, 23)))
    asked = sending.answers.order_by("-id")[:ANSWERED]
    return [_answered(answer, (str(2 + n % 4),), date(2018, 2, 10)) for n, answer in enumerate(asked)]


def running(district: Organization, grant: Grant) -> list[Work]:
    """The form before the first of July: two fields fill themselves, two are typed; part of it has come."""
    questions = (
        QuestionEntry(label="党员总数", unit="人"),
        QuestionEntry(label="支部书记", type="text"),
        QuestionEntry(label="困难党员人数", unit="人", help="按街道认定的口径。"),
        QuestionEntry(label="需要协调的问题", type="text"),
    )
    heading = {"title": "困难党员摸底表", "purpose": "安排七一前走访慰问，一次填报，各科室共用", "clause": "第三条"}
    entry = _entry(district, Category.COMMUNITY, questions, expires_on=date(2018, 12, 31), **heading)
    form = _registered(entry, _by(grant, date(2018, 5, 21)))
    sending = send(form=form, due_on=date(2018, 6, 15), by=_by(grant, date(2018, 5, 22)))
    came = sending.answers.order_by("-id")[:ANSWERED]
    return [
        _answered(answer, (str(n % 3), NEEDS[n % 4]), date(2018, 5, 24) + timedelta(days=n % 5))
        for n, answer in enumerate(came)
    ]


def recorded() -> list[Work]:
    """The work of the records, by organisation and month: inputs as their own rows show them."""
    inputs, filled, times = Counter[tuple[UUID, date]](), Counter[tuple[UUID, date]](), Counter[tuple[UUID, date]]()
    month = TruncMonth("recorded_at", tzinfo=timezone.get_current_timezone())
    rows = Activity.objects.order_by().annotate(month=month).values_list("organization_id", "month")
    length = Func(F("institutions"), function="cardinality")
    with_topics = Count("pk", filter=~Q(topics=[]))
    counted = {"count": Count("pk"), "kinds": Sum(length), "came": Sum("present"), "told": with_topics}
    for key, first, count, chosen, present, told in rows.annotate(**counted):
        at = key, first.date()
        times[at], filled[at] = count, 4 * count + present  # day, hours, place and chair; and who was there
        inputs[at] = count + chosen + told  # the title, what it was, the topics
    for model, each, only in (
        (Attendance, 2, ~Q(presence=Presence.PRESENT) & Q(counts=True)),  # who was away, and why
        (Decision, 2, Q()),
        (Ballot, 4, Q()),
    ):
        of = TruncMonth("activity__recorded_at", tzinfo=timezone.get_current_timezone())
        lines = model.objects.filter(only).order_by().annotate(month=of)
        for key, first, count in lines.values_list("activity__organization_id", "month").annotate(Count("pk")):
            inputs[key, first.date()] += each * count
    return [
        Work(key, RECORDS, made, AN_INPUT * made, first, filled[key, first], times[key, first])
        for (key, first), made in inputs.items()
    ]


def _entry(
    district: Organization, asked: Category, questions: tuple[QuestionEntry, ...], *, expires_on: date, **heading: str
) -> FormEntry:
    """A form for the branches of one category."""
    return FormEntry(
        organization=district,
        document=GROUNDS[asked],
        kinds=(Kind.BRANCH, Kind.JOINT_BRANCH),
        categories=(asked,),
        expires_on=expires_on,
        questions=questions,
        **heading,
    )


def _registered(entry: FormEntry, by: Actor) -> CollectionForm:
    return register_form(form=draft_form(entry=entry, by=by), by=by)


def _answered(answer: Answer, words: tuple[str, ...], on: date) -> Work:
    """An answer handed in by whoever keeps the records of its branch, and the work it was."""
    questions = list(answer.sending.form.questions.filter(source=""))
    typed = {str(question.pk): text for question, text in zip(questions, words, strict=True)}
    grant = Grant.objects.filter(organization_id=answer.organization_id, role=Role.SECRETARY.value)
    holder = grant.select_related("person").order_by("id").first()
    by = _by(holder, on) if holder else Actor("支部", _moment(on), None, Channel.SEED)
    hand_in(answer=answer, typed=typed, by=by)
    filled = answer.sending.form.questions.exclude(source="").count()
    seconds = AN_INPUT * len(words) + 11 * (len(words[-1]) % 5)
    return Work(answer.organization_id, f"{FORM}{answer.sending.form_id}", len(words), seconds, on, filled)


def _by(grant: Grant, on: date) -> Actor:
    return Actor(grant.person.name, _moment(on), grant.person_id, Channel.SEED)


def _moment(on: date) -> datetime:
    return datetime.combine(on, time(10, 20), ZONE)
