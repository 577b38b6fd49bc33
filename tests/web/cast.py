"""A small fixed tree and a cast of people for tests of pages."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.test import Client

from taizhang.domain.access.models import Account, Grant
from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Organization, Person, Placement

DAY = date(2018, 5, 31)
FOUNDED = date(2010, 1, 1)
MOMENT = datetime(2018, 5, 31, 8, tzinfo=UTC)


@dataclass
class Tree:
    """A district with two streets; the first street has two branches, the second one."""

    district: Placement
    east: Placement
    east_first: Placement
    east_second: Placement
    west: Placement
    west_first: Placement


def plant() -> Tree:
    district = stand("D", "二七区委", Kind.DISTRICT, None)
    east, west = stand("E", "东街", Kind.STREET, district), stand("W", "西街", Kind.STREET, district)
    return Tree(
        district=district,
        east=east,
        east_first=stand("E1", "东街第一支部", Kind.BRANCH, east),
        east_second=stand("E2", "东街第二支部", Kind.BRANCH, east),
        west=west,
        west_first=stand("W1", "西街第一支部", Kind.BRANCH, west),
    )


def stand(code: str, name: str, kind: Kind, under: Placement | None, since: date = FOUNDED) -> Placement:
    organization = Organization.objects.create(code=code, label=code.lower(), founded_on=since)
    return Placement.objects.create(
        organization=organization,
        parent=under.organization if under else None,
        path=(under.path if under else "/") + organization.label + "/",
        name=name,
        short_name=name,
        kind=kind,
        category=Category.COMMUNITY,
        sort_key=code,
        search=name,
        starts_on=since,
    )


def someone(username: str, name: str = "", *, demo: bool = False, password: str = "") -> Account:
    person = Person.objects.create(name=name or username, sort_key=username, search=username)
    account = Account(username=username, person=person, demo=demo)
    account.set_password(password or None)
    account.save()
    return account


def hold(account: Account, role: Role, place: Placement, reach: Reach = Reach.SUBTREE, *, ends_on: date | None = None):
    return Grant.objects.create(
        person=account.person,
        role=role,
        organization=place.organization,
        reach=reach,
        starts_on=FOUNDED,
        ends_on=ends_on,
        granted_by_name="test",
        granted_at=MOMENT,
    )


def browser_of(account: Account) -> Client:
    """A browser in which the account is signed in."""
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.account = account
    return client
