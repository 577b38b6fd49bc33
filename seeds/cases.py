"""What people of the demo wrote, the help that was offered, and a month's sample: a handful, through actions."""

from datetime import date, datetime, time

from seeds.plan import ZONE
from taizhang.domain.access.models import Account, Grant
from taizhang.domain.access.roles import Role
from taizhang.domain.audit.actor import Actor, Channel, system
from taizhang.domain.cases.actions import (
    CaseEntry,
    ReadingEntry,
    answer,
    ask,
    close,
    draw_samples,
    file_case,
    give_reading,
    rate,
    sweep_lights,
)
from taizhang.domain.cases.models import Case, Reading, SampleDraw
from taizhang.domain.cases.receipts import receipt_index, unnamed
from taizhang.domain.cases.terms import CaseKind
from taizhang.domain.orgs.models import Person
from taizhang.kernel.periods import Period

SEED = "2018年4月样本 · 二七区"  # a real draw takes its seed from the machine
CODE = "DEMO-2018-CASE-CODE"  # of the anonymous case: typed on the page of receipts it shows the answer
COMPLAINT, SUGGESTION = CaseKind.COMPLAINT, CaseKind.SUGGESTION
REMARKS = (
    "议定事项写明了责任人和时限，值得学习。",
    "讨论发言写得实在；下次可补一句落实情况。",
    "内容与上月几乎相同，建议写这次的新情况。",
    "",
)


def furnish() -> None:
    """All of it; under a second."""
    cases()
    support()
    samples()


def at(day: int, hour: int = 10, month: int = 5) -> datetime:
    """A moment of the spring of 2018."""
    return datetime.combine(date(2018, month, day), time(hour, 12), ZONE)


def cases() -> None:
    """An answered complaint, an answered suggestion without a name, one that is overdue and one that waits."""
    secretary, member = _holder(Role.SECRETARY), _member()
    done = _file(secretary, COMPLAINT, "同一份党员名册一个月报了三次", at(9, month=4),
                 "组织、宣传、社区三条线各要一次党员名册，格式还不一样。能不能只报一次？")  # fmt: skip
    _answer(done, "三条线的名册自5月起由本系统自动生成，支部不再报送；已通知各科室停止单独收取。", at(17, month=4))
    rate(case=done, satisfied=True, by=_by(secretary, at(18, month=4)))
    _file(secretary, COMPLAINT, "周末临时要求补填表格", at(2), "周六下午通知当天补填两张表，能否避开休息日？")
    said = "每次活动要求拍照留痕，大家忙着摆拍。建议取消。"
    entry = CaseEntry(SUGGESTION, "主题党日能不能少拍照片", said, receipt=receipt_index(CODE))
    hidden = file_case(entry=entry, by=unnamed(at(3)))
    _answer(hidden, "照片从来不是必备佐证：有记录和名单即可，任何人不得要求补照片，已在工作群重申。", at(11))
    _file(member, SUGGESTION, "希望会议通知能提前三天", at(24), "在外务工，临时通知赶不回来。")


def support() -> None:
    """Help offered to branches that were red; one asked for it and got it, one said that none is needed."""
    sweep_lights(on=date(2018, 5, 29), by=system(at(29, 0), Channel.SEED))
    helped, spared = Case.objects.filter(month="2018-M05", filed_at__date=date(2018, 5, 29)).order_by("serial")[:2]
    ask(case=helped, words="新任书记不会录入党费收缴，想请人讲一遍。", by=_by(_secretary(helped), at(29, 11)))
    _answer(helped, "5月30日已到支部当面讲解，并一起补录了两条。", at(30, 16))
    close(case=spared, because="记录都有，本周内补录即可，不需要帮扶。", by=_by(_secretary(spared), at(30, 9)))


def samples() -> None:
    """April's sample, a few of its records read."""
    officer = _holder(Role.DISTRICT_OFFICE)
    draw: SampleDraw = draw_samples(month=Period.parse("2018-M04"), by=_by(officer, at(7)), seed=SEED)
    readings = draw.readings.select_related("person").order_by("ticket")[: 2 * len(REMARKS)]
    for place, reading in enumerate(readings):
        remark = REMARKS[place % len(REMARKS)]
        said = ReadingEntry(clear=True, concrete=place % 3 != 2, genuine=place % 4 != 2, remark=remark)
        _read(reading, said, place)


def _read(reading: Reading, said: ReadingEntry, place: int) -> None:
    assert reading.person is not None  # noqa: S101  nothing is cleared on the day it was drawn
    give_reading(reading=reading, entry=said, by=_by(reading.person, at(8 + place)))


def _file(person: Person, kind: CaseKind, subject: str, moment: datetime, text: str) -> Case:
    return file_case(entry=CaseEntry(kind, subject, text), by=_by(person, moment))


def _answer(case: Case, words: str, moment: datetime) -> None:
    answer(case=case, words=words, by=_by(_answerer(case), moment))


def _answerer(case: Case) -> Person:
    """Somebody of the office that answers."""
    rows = Grant.objects.filter(organization=case.office, role__in=(Role.OFFICE, Role.DISTRICT_OFFICE))
    person: Person = rows.select_related("person").order_by("id")[0].person
    return person


def _secretary(case: Case) -> Person:
    """The secretary of the branch to which help was offered."""
    rows = Grant.objects.filter(organization=case.organization, role=Role.SECRETARY)
    person: Person = rows.select_related("person").order_by("id")[0].person
    return person


def _holder(role: Role) -> Person:
    """The first whom the sign-in page offers with a role."""
    grants = Grant.objects.filter(role=role, person__account__demo=True).select_related("person")
    person: Person = grants.order_by("id")[0].person
    return person


def _member() -> Person:
    """A plain member whom the sign-in page offers."""
    plain = Account.objects.filter(demo=True, person__grants__isnull=True)
    person: Person = plain.order_by("id")[0].person
    return person


def _by(person: Person, moment: datetime) -> Actor:
    return Actor(person.name, moment, person.pk, Channel.SEED)
