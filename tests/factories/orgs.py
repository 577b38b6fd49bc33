"""Organisations and people made through their own actions; each model has a function of its name."""

from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.orgs import calendar
from taizhang.domain.orgs.actions.exempting import exempt
from taizhang.domain.orgs.actions.groups import form_group
from taizhang.domain.orgs.actions.offices import open_office
from taizhang.domain.orgs.actions.people import PersonEntry, register
from taizhang.domain.orgs.actions.posts import appoint
from taizhang.domain.orgs.actions.tree import OrganizationEntry, found
from taizhang.domain.orgs.kinds import Category, Kind, PostKind
from taizhang.domain.orgs.models import (
    CalendarChange,
    CalendarDay,
    Exemption,
    Group,
    ImportRun,
    Membership,
    Office,
    Organization,
    Person,
    Placement,
    Post,
)
from taizhang.domain.orgs.models.membership import Ground
from taizhang.domain.orgs.names import placement as placed
from taizhang.kernel.identity import IdNumber
from taizhang.kernel.identity import Sex as NumberSex

NOW = datetime(2018, 5, 31, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = NOW.date()
FOUNDED = date(2010, 1, 1)
SEED = Actor(name="seed", at=NOW, channel=Channel.SEED)
_numbers = count(1)


def district() -> Organization:
    """The top of the tree, founded once a test."""
    top = Placement.objects.filter(parent__isnull=True).select_related("organization").first()
    return top.organization if top else organization(Kind.DISTRICT, code="410103", name="二七区委")


def street(**more: Any) -> Organization:
    """A street under the district."""
    return organization(Kind.STREET, under=district(), **more)


def branch(under: Organization | None = None, **more: Any) -> Organization:
    """A branch, under a new street when no place is named."""
    return organization(Kind.BRANCH, under=under or street(), **more)


def organization(kind: Kind = Kind.BRANCH, under: Organization | None = None, **more: Any) -> Organization:
    """An organisation of a kind."""
    number = next(_numbers)
    name = more.pop("name", f"{kind.value}{number}")
    values = {"code": f"T{number}", "short_name": name, "category": Category.COMMUNITY, "founded_on": FOUNDED, **more}
    return found(entry=OrganizationEntry(name=name, kind=kind, parent=under, **values), by=SEED)


def placement(**more: Any) -> Placement:
    """The place of a new branch."""
    return placed(branch(**more), DAY)


def id_number(serial: int = 0, born_on: date = date(1970, 1, 1)) -> str:
    """An identity number that cannot be anyone's."""
    return IdNumber.fictional(born_on, serial, NumberSex.FEMALE).number


def person(of: Organization | None = None, **more: Any) -> Person:
    """A formal member of a branch."""
    values = {"name": f"党员{next(_numbers)}", "starts_on": FOUNDED, **more}
    return register(entry=PersonEntry(organization=of or branch(), **values), by=SEED, allow_fictional=True)


def membership(**more: Any) -> Membership:
    """The membership of a new person."""
    return Membership.objects.get(person=person(**more))


def post(of: Organization | None = None, kind: PostKind = PostKind.SECRETARY) -> Post:
    """A post held by a new member."""
    of = of or branch()
    return appoint(person=person(of), organization=of, kind=kind, starts_on=FOUNDED, by=SEED)


def office() -> Office:
    """The office of a new street."""
    return open_office(organization=street(), name="党建办", starts_on=FOUNDED, by=SEED)


def group(of: Organization | None = None) -> Group:
    """A Party group of a branch."""
    return form_group(organization=of or branch(), name=f"第{next(_numbers)}党小组", starts_on=FOUNDED, by=SEED)


def exemption(of: Person | None = None) -> Exemption:
    """Somebody who need not attend."""
    return exempt(person=of or person(), ground=Ground.ARTICLE_23, starts_on=FOUNDED, ends_on=None, by=SEED)


def calendar_day() -> CalendarDay:
    """A public holiday."""
    return calendar.set_day(day=date(2018, 5, 1), is_workday=False, name="Labour Day", by=SEED)


def calendar_change() -> CalendarChange:
    """The change by which a public holiday was entered."""
    calendar_day()
    return CalendarChange.objects.latest("at")


def import_run() -> ImportRun:
    """A file that was offered for import."""
    return ImportRun.objects.create(
        kind="people", file_name="名册.xlsx", sha256="0" * 64, stored="x", offered_at=NOW, offered_by_name="seed"
    )
