"""The list and the tree of organisations: everyone sees their own part, and the workbook is exactly the list."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.orgs.actions.tree import close
from taizhang.domain.orgs.kinds import Kind
from taizhang.web.orgs.rollup import RollUp
from tests.factories import duties
from tests.factories.orgs import SEED, organization

pytestmark = pytest.mark.django_db
LIST, TREE = "/organizations/", "/organizations/tree/"


def shown(client, query: str = "") -> list[str]:
    """The codes of the organisations that the workbook of a list holds."""
    response = client.get(f"{LIST}{query or '?'}&format=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active
    return [row[1].value for row in sheet.iter_rows(min_row=2)]


def test_a_secretary_sees_the_own_branch_and_no_other(signed_in):
    client = signed_in("secretary")
    page = client.get(LIST).content.decode()
    assert "汇金社区第一支部" in page
    assert "汇金社区第二支部" not in page
    assert shown(client) == ["HJ1"]


def test_a_street_office_sees_its_street_and_what_stands_below(signed_in):
    assert set(shown(signed_in("street_officer"))) == {"410103010", "410103010005", "HJ1", "HJ2", "DXL"}


@pytest.mark.parametrize("part", ["system_admin", "security_admin", "audit_admin", "member"])
def test_administrators_and_plain_members_see_no_organisations(signed_in, part):
    assert {signed_in(part).get(address).status_code for address in (LIST, TREE, "/organizations/HJ1/")} == {403}


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?q=hjsq", {"410103010005", "HJ1", "HJ2"}),
        ("?q=huijin", {"410103010005", "HJ1", "HJ2"}),
        ("?q=汇金 第二", {"HJ2"}),
        ("?kind=joint_branch", {"DXL"}),
        ("?category=C", {"410103", "JYJ", "JYJ1"}),
        ("?street=410103010&kind=branch", {"HJ1", "HJ2"}),
        ("?closed=1", set()),
    ],
)
def test_a_filter_finds_by_pinyin_kind_category_and_street(signed_in, query, codes):
    assert set(shown(signed_in("district_officer"), query)) == codes


def test_a_street_outside_ones_reach_is_no_filter(signed_in):
    assert signed_in("secretary").get(f"{LIST}?street=410103010").status_code == 404


def test_a_light_is_a_filter_and_lights_are_those_of_the_day_before(signed_in):
    client = signed_in("district_officer")
    colours = {colour: set(shown(client, f"?light={colour}")) for colour in ("green", "yellow", "red")}
    assert sum(len(codes) for codes in colours.values()) == 8
    assert {"HJ1", "HJ2"} & (colours["yellow"] | colours["red"])


def test_a_closed_organisation_is_found_among_the_closed_ones_and_opens_as_it_was(signed_in, cast):
    gone = organization(under=cast.street, code="GONE", name="已撤支部")
    close(organization=gone, on=date(2018, 5, 1), because="无党员", by=SEED)
    client = signed_in("street_officer")
    assert shown(client, "?closed=1") == ["GONE"]
    assert "/organizations/GONE/?on=2018-04-30" in client.get(f"{LIST}?closed=1").content.decode()
    assert client.get("/organizations/GONE/?on=2018-04-30").status_code == 200
    assert client.get("/organizations/GONE/").status_code == 404


def test_the_tree_opens_one_level_at_a_time(signed_in):
    client = signed_in("street_officer")
    top = client.get(TREE).content.decode()
    assert "五里堡街道" in top
    assert "汇金社区" in top
    assert "汇金一支部" not in top
    assert "汇金一支部" in client.get(f"{TREE}?under=410103010005").content.decode()
    assert client.get(f"{TREE}?under=JYJ").status_code == 404


def test_htmx_gets_only_the_level(signed_in):
    part = signed_in("street_officer").get(f"{TREE}?under=410103010005", headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith("<ul>")


def test_the_list_of_an_earlier_day_says_so_and_leads_back(signed_in):
    page = signed_in("secretary").get(f"{LIST}?on=2018-03-05").content.decode()
    assert "2018年3月5日的情况" in page
    assert "回到今天" in page
    assert "/organizations/HJ1/?on=2018-03-05" in page


def ordered(client, sort: str) -> list[str]:
    """The codes in the order of the workbook."""
    response = client.get(LIST, {"sort": sort, "format": "xlsx", "columns": "name,code"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active
    return [row[1].value for row in sheet.iter_rows(min_row=2)]


def test_organisations_are_sorted_by_their_members_page_after_page(signed_in):
    client = signed_in("district_officer")
    up, down = ordered(client, "members"), ordered(client, "-members")
    assert down[0] == "410103"  # the district counts everybody below it
    assert sorted(up) == sorted(down)
    assert client.get(LIST, {"sort": "-members"}).status_code == 200


def test_nobody_is_sorted_by_completion_or_ranked_unless_it_is_switched_on(signed_in, cast):
    client = signed_in("district_officer")
    assert client.get(LIST, {"sort": "completion"}).status_code == 422
    assert client.get(LIST, {"columns": "name,rank"}).status_code == 422
    assert "sort=completion" not in client.get(LIST).content.decode()


def test_where_ranking_has_a_recorded_basis_the_list_sorts_by_completion(signed_in, cast):
    from taizhang.domain.policies.switches import Switch
    from tests.factories import policies

    policies.warrant(Switch.RANKING)
    client = signed_in("district_officer")
    assert sorted(ordered(client, "-completion")) == sorted(ordered(client, "completion"))
    assert client.get(LIST, {"columns": "name,rank", "sort": "-completion"}).status_code == 200


def test_organisations_are_ranked_among_five_of_their_kind_and_not_among_fewer():
    """Two of another kind beside them are not ranked: each would be known by its place."""
    duties.pack()
    street = duties.stand("S", Kind.STREET)
    branches = [duties.stand(f"B{number}", under=street) for number in range(5)]
    joint = [duties.stand(f"J{number}", Kind.JOINT_BRANCH, street) for number in range(2)]
    for place in (*branches, *joint):
        duties.people(place, 4)
    duties.fulfilment(duties.duty(branches[0]))
    ranks = RollUp((street.path,), duties.MAY.last).ranks
    assert [ranks.get(place.path) for place in branches] == [1, 2, 2, 2, 2]
    assert not {place.path for place in joint} & set(ranks)
