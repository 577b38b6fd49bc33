"""Visits of the demo: three offices with their one item of the year, what was and what is to come, and a calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef

from seeds.plan import ZONE
from taizhang.domain.access.models import Account, Grant
from taizhang.domain.access.roles import Role
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.feeds.actions import FeedEntry, create
from taizhang.domain.inspections.actions import VisitEntry, arrange, cancel, draw_up, widen
from taizhang.domain.inspections.models import Plan, Visit
from taizhang.domain.orgs.models import Organization, Placement

BASIS = "2018年督查检查考核计划（区委批准）"
DISTRICT, STREET = "410103", "410103001"
PLANNED = {DISTRICT: date(2018, 2, 26), STREET: date(2018, 3, 12)}
SUBJECTS = {DISTRICT: "基层党建重点任务落实情况综合检查", STREET: "支部规范化建设情况检查"}
WIDENED = "基层党建重点任务落实和党费收缴情况综合检查"


@dataclass(frozen=True, slots=True)
class Coming:
    """A visit: by which office, to which of the branches below the street, when, by whom and what for."""

    office: str
    branch: int
    day: date
    visitors: str
    purpose: str


COMING = (
    Coming(DISTRICT, 0, date(2018, 3, 20), "区委组织部组织科二人", "了解主题党日和“三会一课”开展情况"),
    Coming(STREET, 2, date(2018, 5, 22), "街道党建办二人", "查看支部委员会议记录"),
    Coming(DISTRICT, 1, date(2018, 6, 6), "区委组织部组织科二人", "了解党费收缴和公示情况"),
    Coming(STREET, 0, date(2018, 6, 21), "街道党建办一人", "帮助完善党员大会记录"),
    Coming(STREET, 3, date(2018, 6, 28), "街道党建办二人", "了解“七一”活动准备情况"),
)


def furnish() -> None:
    """Plans, visits, one of them cancelled, and the calendar of a secretary; the whole in a few acts."""
    branches = list(_branches())
    officers = {code: _officer(code) for code in PLANNED}
    plans = {code: _plan(code, officers[code]) for code in PLANNED}
    visits = [_visit(each, plans, officers, branches) for each in COMING]
    district = officers[DISTRICT].later(_at(date(2018, 4, 9)))
    widen(plan=plans[DISTRICT], subject=WIDENED, basis=BASIS, because="党费检查不再单独进行", by=district)
    cancel(visit=visits[-1], because="与区里活动合并进行", by=officers[STREET].later(_at(date(2018, 5, 30))))
    _calendar(branches[0])


def _branches() -> Iterator[Organization]:
    """Four branches below the street, first the one whose secretary is offered at the demo's sign-in."""
    rows = Placement.objects.on(date(2018, 5, 31)).branches().filter(path__contains=f"/{_label(STREET)}/")
    shown = Grant.objects.filter(organization=OuterRef("organization"), role=Role.SECRETARY, person__account__demo=True)
    rows = rows.annotate(shown=Exists(shown)).select_related("organization").order_by("-shown", "path")
    return (place.organization for place in rows[:4])


def _label(code: str) -> str:
    return Organization.objects.get(code=code).label


def _officer(code: str) -> Actor:
    """Who works for an office."""
    roles = (Role.DISTRICT_OFFICE, Role.OFFICE)
    grant = Grant.objects.filter(organization__code=code, role__in=roles).select_related("person").order_by("id")[0]
    return Actor(grant.person.name, _at(PLANNED[code]), grant.person_id, Channel.SEED)


def _plan(code: str, by: Actor) -> Plan:
    return draw_up(office=Organization.objects.get(code=code), year=2018, subject=SUBJECTS[code], basis=BASIS, by=by)


def _visit(coming: Coming, plans: dict[str, Plan], officers: dict[str, Actor], branches: list[Organization]) -> Visit:
    """Planned as far ahead as the plan allows."""
    entry = VisitEntry(branches[coming.branch], coming.day, coming.visitors, coming.purpose)
    return arrange(plan=plans[coming.office], entry=entry, by=officers[coming.office])


def _calendar(branch: Organization) -> None:
    """The secretary of a branch reads it in a calendar program; the secret is thrown away, so nobody else does."""
    account = Account.objects.get(person__grants__organization=branch, person__grants__role=Role.SECRETARY)
    by = Actor(account.person.name, _at(date(2018, 4, 3)), account.person_id, Channel.SEED)
    create(person=account.person, entry=FeedEntry(branch, "办公室电脑"), by=by)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), ZONE)
