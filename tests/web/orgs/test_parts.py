"""What has many below it shows them in parts: the tree, the page of an organisation, the choices of a filter."""

import re

import pytest

from taizhang.domain.orgs.actions.tree import OrganizationEntry, found_many
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.web.kit.paging import SIZE
from tests.factories.orgs import FOUNDED, SEED

pytestmark = pytest.mark.django_db
COMMUNITY = "410103010005"
MANY = 210
CHOSEN = re.compile('<select[^>]*name="organization"')


@pytest.fixture
def many(cast):
    """The community with more branches than a page shows."""
    found_many(
        entries=[
            OrganizationEntry(
                f"B{n}", f"何家第{n}支部", f"何家{n:03}", Kind.BRANCH, Category.COMMUNITY, FOUNDED, COMMUNITY
            )
            for n in range(MANY)
        ],
        by=SEED,
    )


def names(html: str) -> set[str]:
    return set(re.findall(r"何家\d{3}", html))


def following(html: str) -> str:
    """Where the next part is."""
    return re.search(r'href="([^"]*[?&;]after=[^"]*)"', html).group(1).replace("&amp;", "&")


@pytest.mark.parametrize("address", ["/organizations/tree/?under=", "/organizations/"])
def test_many_stand_in_parts_that_follow_each_other(many, signed_in, address):
    client = signed_in("street_officer")
    path = f"{address}{COMMUNITY}" if "?" in address else f"{address}{COMMUNITY}/"
    first = client.get(path).content.decode()
    link = following(first)
    second = client.get((path if link.startswith("?") else "") + link.partition("#")[0]).content.decode()
    assert len(names(first)) == len(names(second)) == SIZE
    assert not names(first) & names(second)


def test_an_organisation_says_how_many_stand_below_whatever_part_is_shown(many, signed_in, cast):
    first = signed_in("street_officer").get(f"/organizations/{COMMUNITY}/").content.decode()
    total = int(re.search(r'tz-count">(\d+)<', first).group(1))
    assert total >= MANY


def test_more_organisations_than_anybody_looks_through_are_typed_and_suggested(many, signed_in):
    client = signed_in("street_officer")
    assert CHOSEN.search(client.get("/ledger/?organization=HJ1").content.decode())
    page = client.get(f"/ledger/?organization={COMMUNITY}").content.decode()
    assert not CHOSEN.search(page)
    assert 'list="filter_organization-choices"' in page
    offered = client.get("/organizations/choices/", {"organization": "何家001"}).content.decode()
    assert '<option value="B1">' in offered
