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


def test_ten_times_as_much_asks_no_more_often(cast, signed_in):
    person = Membership.objects.filter(organization=cast.first).first().person_id
    own = [*LISTS, *(f"/people/{person}/{tail}" for tail in ("", "history/", "?on=2018-04-20"))]
    seen = {
        part: [*(f"/organizations/{code}/{tail}" for code in codes for tail in TAILS), *own]
        for part, codes in (("district_officer", CODES), ("street_officer", CODES[1:]))
    }
    grow(cast, "甲", branches=3)
    before = {part: asked(signed_in(part), addresses) for part, addresses in seen.items()}
    grow(cast, "乙", branches=30)
    after = {part: asked(signed_in(part), addresses) for part, addresses in seen.items()}
    found = [(part, page, before[part][page], count) for part in seen for page, count in after[part].items()]
    assert [one for one in found if one[3] > one[2]] == []
    assert [one for one in found if one[3] > BUDGET] == []
