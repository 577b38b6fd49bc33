"""The cast: a small fixed tree and the people whose rights the tests speak of, made by a few bulk acts."""

from dataclasses import dataclass, fields
from typing import Any

from taizhang.domain.access.actions import AccountEntry, GrantEntry, give_many, open_many
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.orgs.actions.offices import OfficeEntry
from taizhang.domain.orgs.actions.offices import open_many as open_offices
from taizhang.domain.orgs.actions.people import PersonEntry, register_many
from taizhang.domain.orgs.actions.posts import PostEntry, appoint_many
from taizhang.domain.orgs.actions.tree import OrganizationEntry, found_many
from taizhang.domain.orgs.kinds import Category, Kind, PostKind
from taizhang.domain.orgs.models import Organization, Person
from tests.factories.orgs import FOUNDED, SEED, id_number

PASSWORD = "台账-tests-2018"
K, C = Kind, Category

TREE = (
    ("district", "410103", "中共郑州市二七区委员会", "二七区委", K.DISTRICT, C.OFFICE, None),
    ("street", "410103010", "中共二七区五里堡街道工作委员会", "五里堡街道", K.STREET, C.COMMUNITY, "410103"),
    ("community", "410103010005", "中共二七区汇金社区委员会", "汇金社区", K.COMMUNITY, C.COMMUNITY, "410103010"),
    ("first", "HJ1", "汇金社区第一支部", "汇金一支部", K.BRANCH, C.COMMUNITY, "410103010005"),
    ("second", "HJ2", "汇金社区第二支部", "汇金二支部", K.BRANCH, C.COMMUNITY, "410103010005"),
    ("joint", "DXL", "大学路商圈联合支部", "大学路联合支部", K.JOINT_BRANCH, C.NON_PUBLIC, "410103010"),
    ("unit", "JYJ", "中共二七区教育局机关委员会", "区教育局", K.UNIT, C.OFFICE, "410103"),
    ("unit_branch", "JYJ1", "区教育局机关支部", "教育局支部", K.BRANCH, C.OFFICE, "JYJ"),
)

# name in the cast, name, organisation, username, role, over, reach
PEOPLE = (
    ("secretary", "周建华", "first", "zhou", Role.SECRETARY, "first", Reach.OWN),
    ("recorder", "李小川", "first", "li", Role.RECORDER, "first", Reach.OWN),
    ("member", "王师傅", "first", "wang", None, "", Reach.OWN),
    ("other_secretary", "陈玉梅", "second", "chen", Role.SECRETARY, "second", Reach.OWN),
    ("street_officer", "赵敏", "unit_branch", "zhao", Role.OFFICE, "street", Reach.SUBTREE),
    ("district_officer", "孙丽", "unit_branch", "sun", Role.DISTRICT_OFFICE, "district", Reach.SUBTREE),
    ("leader", "单国强", "unit_branch", "shan", Role.LEADER, "district", Reach.SUBTREE),
    ("system_admin", "系统管理员甲", None, "sysadmin", Role.SYSTEM_ADMIN, "district", Reach.OWN),
    ("security_admin", "安全管理员乙", None, "secadmin", Role.SECURITY_ADMIN, "district", Reach.OWN),
    ("audit_admin", "审计管理员丙", None, "audadmin", Role.AUDIT_ADMIN, "district", Reach.OWN),
)
MORE_MEMBERS = {"first": 6, "second": 3, "joint": 3}


@dataclass
class Cast:
    """Organisations and accounts by the part they play."""

    district: Organization
    street: Organization
    community: Organization
    first: Organization
    second: Organization
    joint: Organization
    unit: Organization
    unit_branch: Organization
    secretary: Account
    recorder: Account
    member: Account
    other_secretary: Account
    street_officer: Account
    district_officer: Account
    leader: Account
    system_admin: Account
    security_admin: Account
    audit_admin: Account

    def reloaded(self, part: str) -> Account:
        """An account as a new request sees it: without grants read before."""
        return Account.objects.select_related("person").get(pk=getattr(self, part).pk)


def assemble() -> Cast:
    """Found the tree, register the people, open their accounts."""
    places = _tree()
    people = _people(places)
    _posts(places, people)
    accounts = _accounts(people, places)
    assert {field.name for field in fields(Cast)} == places.keys() | accounts.keys()
    return Cast(**places, **accounts)


def _tree() -> dict[str, Organization]:
    entries = [
        OrganizationEntry(code, name, short, kind, category, FOUNDED, parent)
        for _part, code, name, short, kind, category, parent in TREE
    ]
    return dict(zip((row[0] for row in TREE), found_many(entries=entries, by=SEED), strict=True))


def _people(places: dict[str, Organization]) -> dict[str, Person]:
    named = [(part, name, places[branch] if branch else None) for part, name, branch, *_rest in PEOPLE]
    unnamed: list[tuple[str, str, Any]] = [
        (f"{branch}{number}", f"{places[branch].code}党员{number}", places[branch])
        for branch, most in MORE_MEMBERS.items()
        for number in range(1, most + 1)
    ]
    entries = [
        PersonEntry(name, organization, starts_on=FOUNDED, id_number=id_number(serial) if organization else "")
        for serial, (_part, name, organization) in enumerate([*named, *unnamed])
    ]
    people = register_many(entries=entries, by=SEED, allow_fictional=True)
    return dict(zip((part for part, *_rest in [*named, *unnamed]), people, strict=True))


def _posts(places: dict[str, Organization], people: dict[str, Person]) -> None:
    held = (
        ("secretary", "first", PostKind.SECRETARY),
        ("first1", "first", PostKind.ORGANIZATION),
        ("first2", "first", PostKind.PUBLICITY),
        ("other_secretary", "second", PostKind.SECRETARY),
        ("joint1", "joint", PostKind.SECRETARY),
        ("street_officer", "street", PostKind.OFFICE_STAFF),
        ("leader", "district", PostKind.COUNTY_CADRE),
    )
    entries = [PostEntry(people[part], places[place], kind, FOUNDED) for part, place, kind in held]
    appoint_many(entries=entries, by=SEED)
    offices = [OfficeEntry(places[place], "党建办", FOUNDED) for place in ("street", "unit")]
    open_offices(entries=offices, by=SEED)


def _accounts(people: dict[str, Person], places: dict[str, Organization]) -> dict[str, Account]:
    entries = [AccountEntry(people[part], username, PASSWORD) for part, _n, _b, username, *_rest in PEOPLE]
    accounts = open_many(entries=entries, by=SEED)
    grants = [
        GrantEntry(people[part], role, places[over], reach, FOUNDED)
        for part, _n, _b, _u, role, over, reach in PEOPLE
        if role is not None
    ]
    give_many(entries=grants, by=SEED)
    return dict(zip((row[0] for row in PEOPLE), accounts, strict=True))
