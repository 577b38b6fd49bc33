"""Changes of an organisation: foretold, carried out by those who may, refused in a sentence; what was typed stays."""

from datetime import date

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.models import Membership, Organization, Placement
from taizhang.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 31)
DATED = {"on": "2018-05-31", "because": "区划调整"}


def place(code: str, on: date = DAY) -> Placement | None:
    return Placement.objects.on(on).filter(organization__code=code).first()


def test_a_move_is_foretold_with_how_many_move_and_then_carried_out(signed_in, cast):
    client, address = signed_in("district_officer"), "/organizations/410103010005/move/"
    said = {"under": "410103010", **DATED}
    community = place("410103010005")
    Placement.objects.create(
        organization=Organization.objects.create(code="410103011", label="zz", founded_on=date(2010, 1, 1)),
        parent=cast.district, path=place("410103").path + "zz/", name="另一街道", short_name="另一街道", kind="street",
        category="A", sort_key="l", search="另一街道 lyjd", starts_on=date(2010, 1, 1),
    )  # fmt: skip
    foretold = client.post(address, {**said, "under": "lyjd", "preview": "1"}).content.decode()
    assert "共3个组织（本组织及其全部下级）划归另一街道" in foretold
    assert place("410103010005").path == community.path
    done = client.post(address, {**said, "under": "lyjd"})
    assert done.status_code == 303
    assert place("HJ1").path.startswith(place("410103011").path)
    assert place("HJ1", date(2018, 5, 30)).path.startswith(community.path)


def test_a_cycle_is_refused_beside_the_field_and_what_was_typed_stays(signed_in):
    said = {"under": "HJ1", **DATED}
    response = signed_in("district_officer").post("/organizations/410103010005/move/", said)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_under-wrong"' in page
    assert 'value="HJ1"' in page
    assert 'value="区划调整"' in page


def test_a_preview_refuses_what_the_act_would_refuse(signed_in):
    said = {"on": "2018-05-31", "because": "撤销", "preview": "1"}
    response = signed_in("district_officer").post("/organizations/HJ1/closure/", said)
    assert response.status_code == 422
    assert "9" in response.content.decode()
    assert place("HJ1") is not None
    assert not AuditEntry.objects.filter(verb="orgs.close").exists()


@pytest.mark.parametrize("noun", ["renaming", "kind", "move", "merger", "closure", "split", "description", "posts"])
def test_a_secretary_changes_nothing_of_the_tree(signed_in, noun):
    assert signed_in("secretary").post(f"/organizations/HJ1/{noun}/", DATED).status_code == 403


@pytest.mark.parametrize("noun", ["renaming", "move", "closure"])
def test_an_office_changes_nothing_outside_its_reach(signed_in, noun):
    assert signed_in("street_officer").post(f"/organizations/JYJ1/{noun}/", DATED).status_code == 404


def test_an_office_moves_nothing_to_where_it_does_not_reach(signed_in):
    response = signed_in("street_officer").post("/organizations/HJ1/move/", {"under": "JYJ", **DATED})
    assert response.status_code == 422
    assert "没有叫“JYJ”的" in response.content.decode()


def test_a_rename_holds_from_its_day(signed_in):
    said = {"name": "汇金先锋支部", "short_name": "先锋", **DATED}
    assert signed_in("street_officer").post("/organizations/HJ1/renaming/", said).status_code == 303
    assert place("HJ1").name == "汇金先锋支部"
    assert place("HJ1", date(2018, 5, 30)).name == "汇金社区第一支部"


@pytest.mark.parametrize("wrong", [{"because": " "}, {"on": "2118-05-31"}, {"name": ""}])
def test_a_missing_reason_an_impossible_day_and_no_name_are_refused(signed_in, wrong):
    said = {"name": "汇金先锋支部", **DATED, **wrong}
    assert signed_in("street_officer").post("/organizations/HJ1/renaming/", said).status_code == 422
    assert place("HJ1").name == "汇金社区第一支部"


def test_a_merger_says_who_goes_and_moves_the_members(signed_in, cast):
    client, said = signed_in("street_officer"), {"into": "HJ2", **DATED}
    assert "9名党员" in client.post("/organizations/HJ1/merger/", {**said, "preview": "1"}).content.decode()
    assert client.post("/organizations/HJ1/merger/", said).status_code == 303
    assert place("HJ1") is None
    assert Membership.objects.on(DAY).filter(organization=cast.second).count() == 13


def test_a_branch_is_founded_where_its_kind_may_stand_and_only_once(signed_in):
    client, address = signed_in("street_officer"), "/organizations/new/?under=410103010005"
    page = client.get(address).content.decode()
    assert 'value="branch"' in page
    assert 'value="street"' not in page
    said = {"id": str(uuid7()), "code": "HJ3", "name": "汇金社区第三支部", "kind": "branch", "category": "A",
            "founded_on": "2018-05-31"}  # fmt: skip
    assert client.post(address, said).status_code == 303
    assert client.post(address, said).status_code == 303
    assert Placement.objects.filter(organization__code="HJ3").count() == 1
    assert client.post(address, {**said, "id": str(uuid7())}).status_code == 422


def test_a_new_branch_splits_off_with_its_members(signed_in, cast):
    members = Membership.objects.filter(organization=cast.first).order_by("person__sort_key")[:2]
    keys = [str(row.person_id) for row in members]
    said = {"id": str(uuid7()), "code": "HJ9", "name": "汇金社区第九支部", "people": keys, **DATED}
    assert signed_in("street_officer").post("/organizations/HJ1/split/", said).status_code == 303
    there = Membership.objects.on(DAY).filter(organization__code="HJ9").values_list("person_id", flat=True)
    assert {str(key) for key in there} == set(keys)


def test_contact_and_unit_are_described_and_a_wrong_credit_code_is_refused_beside_its_field(signed_in):
    client, address = signed_in("street_officer"), "/organizations/HJ1/description/"
    assert client.post(address, {"contact_name": "李敏", "meeting_place": "二楼"}).status_code == 303
    assert "李敏" in client.get("/organizations/HJ1/profile/").content.decode()
    response = client.post(address, {"contact_name": "李敏", "credit_code": "9141"})
    assert response.status_code == 422
    assert 'id="id_credit_code-wrong"' in response.content.decode()


def test_a_credit_code_whose_check_character_does_not_fit_is_kept_with_a_warning(signed_in, cast):
    client = signed_in("street_officer")
    done = client.post("/organizations/HJ1/description/", {"credit_code": "91410103MA00000001"}, follow=True)
    cast.first.refresh_from_db()
    assert cast.first.credit_code == "91410103MA00000001"
    assert "校验" in done.content.decode()


@pytest.mark.parametrize("noun", ["renaming", "kind", "move", "merger", "closure"])
def test_a_street_does_not_rename_move_or_close_itself(signed_in, cast, noun):
    office, district = signed_in("street_officer"), signed_in("district_officer")
    address = f"/organizations/{cast.street.code}/{noun}/"
    refused = office.get(address)
    assert refused.status_code == 422 and "上级" in refused.content.decode()
    assert office.post(address, DATED).status_code == 303  # back to where it came from, with the sentence
    assert district.get(address).status_code == 200
    listed = office.get(f"/organizations/{cast.street.code}/changes/").content.decode()
    assert f'href="{address}"' not in listed and "description/" in listed


def test_the_top_of_the_tree_is_kept_by_its_own_office(signed_in, cast):
    assert signed_in("district_officer").get(f"/organizations/{cast.district.code}/renaming/").status_code == 200
