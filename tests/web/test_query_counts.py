"""No page asks the database more often because there is more in it, and none asks more than fifteen times."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from taizhang.domain.access.actions import AccountEntry, GrantEntry, give_many, open_many
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import ROLES, Permission, Reach, Role
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.orgs.actions.people import PersonEntry, register_many
from taizhang.domain.orgs.actions.tree import OrganizationEntry, found_many
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.kernel.periods import Period
from tests.addresses import addresses
from tests.factories import duties
from tests.factories.orgs import FOUNDED, SEED
from tests.people import Cast
from tests.web.district import browser_of, district, gathering

pytestmark = pytest.mark.django_db
BUDGET = 15
EACH = 3  # members of a new branch
MAY = Period.parse("2018-M05")
DOORS = {Role.DISTRICT_OFFICE: "district_officer", Role.SECRETARY: "secretary", Role.SYSTEM_ADMIN: "system_admin",
         Role.SECURITY_ADMIN: "security_admin", Role.AUDIT_ADMIN: "audit_admin"}  # fmt: skip
ASKED = {
    "search/": "?q=h",
    "search/suggestions/": "?q=h",
    "records/new/": "?organization=HJ1",
    "paper/": "?organization=HJ1",
    "paper/sheets/": "?organization=HJ1&institutions=L05",
    "points/new/": "?organization=HJ1",
}


def who(cast: Cast, permission: Permission | None) -> Account:
    """Somebody who may enter."""
    if permission is None:
        return cast.district_officer
    return getattr(cast, next(part for role, part in DOORS.items() if permission in ROLES[role].permissions))


def pages(cast: Cast) -> dict[str, Account]:
    """Every page with an address of its own, and the pages of one organisation, with somebody who may see them."""
    found = {}
    for one in addresses():
        if one.gate is None or one.gate.public or "GET" not in one.gate.methods:
            continue
        if one.fixed or (one.pattern.startswith("organizations/<") and one.pattern.count("<") == 1):
            address = "/" + one.pattern.replace("<str:code>", "410103010").replace("<code>", "410103010")
            found[address + ASKED.get(one.pattern, "")] = who(cast, one.gate.permission)
    return found


def counts(seen: dict[str, Account]) -> dict[str, int]:
    """How often each page asks the database."""
    asked = {}
    for address, account in seen.items():
        client: Client = browser_of(Account.objects.get(pk=account.pk))
        client.get(address)  # the first visit of a session writes its sign of life
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code in {200, 302, 422}, (address, response.status_code)
        asked[address] = len(queries)
    return asked


def grow(cast: Cast, mark: str, *, branches: int) -> None:
    """More of everything: branches with members, accounts, grants, duties, gatherings handed in, audit entries."""
    places = found_many(
        entries=[
            OrganizationEntry(
                f"{mark}{n}",
                f"何{mark}第{n}支部",
                f"何{mark}{n}",
                Kind.BRANCH,
                Category.COMMUNITY,
                FOUNDED,
                "410103010005",
            )
            for n in range(branches)
        ],
        by=SEED,
    )
    entries = [PersonEntry(f"何{mark}{n}", places[n // EACH], starts_on=FOUNDED) for n in range(branches * EACH)]
    members = register_many(entries=entries, by=SEED)
    new = members[::EACH]
    accounts = open_many(entries=[AccountEntry(one, f"{mark}{n}号", None) for n, one in enumerate(new)], by=SEED)
    pairs = zip(new, places, strict=True)
    give_many(entries=[GrantEntry(one, Role.SECRETARY, place, Reach.OWN, FOUNDED) for one, place in pairs], by=SEED)
    issue(period=MAY, on=MAY.first, by=duties.actor())
    for place, account in zip(places, accounts, strict=True):
        gathering(cast, of=place, by=account, held_on=date(2018, 5, 16))


def test_no_page_asks_more_often_when_there_is_ten_times_as_much(demo_day):
    cast = district()
    grow(cast, "甲", branches=3)
    seen = pages(cast)
    before = counts(seen)
    grow(cast, "乙", branches=30)
    after = counts(seen)
    assert {page: (before[page], after[page]) for page in seen if after[page] > before[page]} == {}
    assert {page: asked for page, asked in after.items() if asked > BUDGET} == {}
