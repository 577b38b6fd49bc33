"""What the system knows already: facts that fill the fields of forms by themselves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.burden.meaning import meaning
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.facts import facts
from taizhang.domain.orgs.kinds import PostKind
from taizhang.domain.orgs.models import Organization, Post
from taizhang.domain.points.balances import organization_balance
from taizhang.domain.records.measures import THEME_DAY
from taizhang.domain.records.models import Activity
from taizhang.kernel.periods import Period

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One thing known of every organisation: its code, its name, and from which part of the system it comes."""

    code: str
    meaning: str
    label: StrPromise
    place: str  # organization | people | records | duties | points


_ALL = (
    KnownFact("members", "党员", _("Members"), "people"),
    KnownFact("formal_members", "正式党员", _("Formal members"), "people"),
    KnownFact("probationary_members", "预备党员", _("Probationary members"), "people"),
    KnownFact("floating_members", "流动党员", _("Floating members"), "people"),
    KnownFact("group_count", "党小组", _("Party groups"), "organization"),
    KnownFact("committee_members", "支委", _("Committee members"), "organization"),
    KnownFact("secretary", "书记", _("Secretary"), "organization"),
    KnownFact("contact_name", "联系人", _("Contact person"), "organization"),
    KnownFact("contact_phone", "联系电话", _("Telephone of the office"), "organization"),
    KnownFact("meeting_place", "活动场所", _("Meeting place"), "organization"),
    KnownFact("unit_name", "单位", _("Unit"), "organization"),
    KnownFact("founded_on", "成立日期", _("Founded on"), "organization"),
    KnownFact("elected_on", "换届日期", _("Last election"), "organization"),
    KnownFact("code", "党组织代码", _("Code of the organisation"), "organization"),
    KnownFact("gatherings", "活动次", _("Gatherings recorded in the period"), "records"),
    KnownFact("attendances", "参加人次", _("Attendances in the period"), "records"),
    KnownFact("attendance_rate", "到会率", _("Rate of attendance in the period"), "records"),
    KnownFact("theme_days", "主题党日次", _("Theme days in the period"), "records"),
    KnownFact("duties_owed", "应完成任务", _("Duties due in the period"), "duties"),
    KnownFact("duties_met", "已完成任务", _("Duties met in the period"), "duties"),
    KnownFact("points", "积分", _("Points of the year"), "points"),
)
KNOWN: Mapping[str, KnownFact] = {fact.code: fact for fact in _ALL}
_BY_MEANING = {fact.meaning: fact for fact in _ALL}
_COLUMNS = ("contact_name", "contact_phone", "meeting_place", "unit_name", "founded_on", "code")


def fact_for(label: str) -> KnownFact | None:
    """The known fact that a label asks for, if there is one."""
    return _BY_MEANING.get(meaning(label))


def known_values(codes: Iterable[str], organization_id: UUID, period: Period, on: date) -> dict[str, Any]:
    """What is known of one organisation by code, as text or number; None where nothing is known."""
    wanted = set(codes)
    found: dict[str, Any] = {}
    for some, read in _READERS:
        if wanted & some:
            found.update(read(organization_id, period, on))
    return {code: _plain(found.get(code)) for code in wanted}


def _of_facts(organization_id: UUID, period: Period, on: date) -> Values:
    told = facts([organization_id], on).get(organization_id)
    return told.values() if told else {}


def _of_organization(organization_id: UUID, period: Period, on: date) -> Values:
    return Organization.objects.filter(pk=organization_id).values(*_COLUMNS).first() or {}


def _of_posts(organization_id: UUID, period: Period, on: date) -> Values:
    held = Post.objects.on(on).filter(organization_id=organization_id, kind=PostKind.SECRETARY)
    return {"secretary": held.values_list("person__name", flat=True).first()}


def _of_records(organization_id: UUID, period: Period, on: date) -> Values:
    rows = Activity.objects.standing().known_on(on).in_period(period).filter(organization_id=organization_id)
    told = rows.aggregate(count=Count("id"), came=Sum("attended"), present=Sum("present"), expected=Sum("expected"))
    rate = f"{100 * told['present'] / told['expected']:.1f}%" if told["expected"] else None
    theme_days = rows.of_institution(THEME_DAY).count()
    counted = {"gatherings": told["count"], "attendances": told["came"] or 0, "theme_days": theme_days}
    return {**counted, "attendance_rate": rate}


def _of_duties(organization_id: UUID, period: Period, on: date) -> Values:
    rows = Duty.objects.filter(standard__isnull=False, organization_id=organization_id).in_period(period).owed(on)
    return {"duties_owed": rows.count(), "duties_met": rows.met(on).count()}


def _of_points(organization_id: UUID, period: Period, on: date) -> Values:
    return {"points": organization_balance(organization_id, on.year).total}


_READERS: tuple[tuple[set[str], Callable[[UUID, Period, date], Values]], ...] = (
    (
        {"members", "formal_members", "probationary_members", "floating_members"}
        | {"group_count", "committee_members", "elected_on"},
        _of_facts,
    ),
    (set(_COLUMNS), _of_organization),
    ({"secretary"}, _of_posts),
    ({"gatherings", "attendances", "attendance_rate", "theme_days"}, _of_records),
    ({"duties_owed", "duties_met"}, _of_duties),
    ({"points"}, _of_points),
)


def _plain(value: Any) -> Any:
    """As it is stored with an answer: a number or a text; nothing known is None."""
    if isinstance(value, date):
        return value.isoformat()
    if value is None or value == "":
        return None
    return value if isinstance(value, int) and not isinstance(value, bool) else str(value)
