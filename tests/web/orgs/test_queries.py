"""Organisations, people and histories ask the database as often for ten times as much, at most fifteen times."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.domain.orgs.models import Membership
from tests.web.test_query_counts import BUDGET, grow

pytestmark = pytest.mark.django_db
CODES = ("410103", "410103010", "410103010005", "HJ1")
TAILS = ("", "profile/", "placements/", "history/", "changes/", "?on=2018-04-20", "profile/?on=2018-04-20")
LISTS = (
    "/organizations/", "/organizations/?light=green&street=410103010", "/organizations/?closed=1",
    "/organizations/tree/", "/organizations/tree/?under=410103010005", "/people/",
    "/people/?organization=410103010&post=secretary&age=46-60&exempt=article_23", "/people/?on=2018-04-20",
    "/people/disclosure/?organization=HJ1",
)  # fmt: skip


def asked(client, addresses: list[str]) -> dict[str, int]:
    """How often each page asks the database, once a session has given its sign of life."""
    counts = {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        counts[address] = len(queries)
    return counts


@pytest.mark.parametrize("part", ["district_officer", "street_officer"])
def test_ten_times_as_much_asks_no_more_often(cast, signed_in, part):
    person = Membership.objects.filter(organization=cast.first).first().person_id
    codes = CODES if part == "district_officer" else CODES[1:]
    addresses = [f"/organizations/{code}/{tail}" for code in codes for tail in TAILS]
    addresses += [*LISTS, *(f"/people/{person}/{tail}" for tail in ("", "history/", "?on=2018-04-20"))]
    grow(cast, "甲", branches=3)
    before = asked(signed_in(part), addresses)
    grow(cast, "乙", branches=30)
    after = asked(signed_in(part), addresses)
    assert {page: (before[page], after[page]) for page in addresses if after[page] > before[page]} == {}
    assert {page: count for page, count in after.items() if count > BUDGET} == {}
