"""One person: who may see, correct, transfer and look at masked items; everyone else finds nobody there."""

from datetime import date

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.actions.people import transfer
from taizhang.domain.orgs.models import Exemption, Membership, Person
from taizhang.kernel.ids import uuid7
from tests.factories.orgs import SEED, id_number

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 31)
NOUNS = ("amendment", "transfer", "confirmation", "departure", "exemptions", "reveal")
REASON = {"because": "本人申请"}


@pytest.fixture
def person(cast) -> Person:
    return Person.objects.get(name="HJ1党员3")


@pytest.fixture
def address(person) -> str:
    return f"/people/{person.pk}/"


def items(**changes) -> dict[str, str]:
    """What the form of a new person sends."""
    said = {"id": str(uuid7()), "name": "方静", "organization": "HJ1", "standing": "formal", "registration": "normal",
            "starts_on": "2018-05-31", "sex": "0"}  # fmt: skip
    return {**said, **changes}


def test_whoever_reaches_the_branch_sees_the_person_masked(signed_in, address, person):
    for part in ("secretary", "recorder", "street_officer", "district_officer", "leader"):
        page = signed_in(part).get(address).content.decode()
        assert person.id_masked in page, part


def test_a_person_outside_ones_reach_is_not_there(signed_in, address):
    client = signed_in("other_secretary")
    assert {client.get(address + noun).status_code for noun in ("", "history/")} == {404}
    for noun in NOUNS:
        assert client.post(f"{address}{noun}/", {"on": "2018-05-31", **REASON}).status_code == 404, noun


def test_whoever_only_reads_changes_nothing(signed_in, address):
    for noun in NOUNS:
        assert signed_in("leader").post(f"{address}{noun}/", {}).status_code == 403, noun
    assert "更正信息" not in signed_in("leader").get(address).content.decode()


def test_a_former_member_is_no_longer_there_for_the_branch_even_as_of_an_earlier_day(signed_in, address, person, cast):
    transfer(person=person, to=cast.second, on=DAY, because="搬家", by=SEED)
    client = signed_in("secretary")
    assert client.get(address).status_code == 404
    assert client.get(f"{address}?on=2018-05-01").status_code == 404
    then = client.get("/people/?on=2018-05-01&q=HJ1党员3").content.decode()
    assert "HJ1党员3" in then
    assert signed_in("other_secretary").get(address).status_code == 200


def test_a_masked_item_is_opened_once_with_a_reason_that_is_kept(signed_in, address, person):
    client = signed_in("secretary")
    number = client.post(f"{address}reveal/", {"what": "id_number", "because": "核对档案"})
    assert number.headers["Cache-Control"] == "no-store"
    assert person.id_masked[:3] in number.content.decode()
    assert "*" not in number.content.decode().split("<dd>")[2].split("</dd>")[0]
    assert client.post(f"{address}reveal/", {"what": "id_number", "because": ""}).status_code == 422
    [look] = AuditEntry.objects.filter(verb="people.reveal", subject_id=person.pk)
    assert (look.actor_name, look.details) == ("周建华", {"what": "id_number", "because": "核对档案"})


def test_a_correction_keeps_what_was_left_empty_and_names_only_the_items(signed_in, address, person):
    same = {"registration": "normal", "sex": str(person.sex), "born_on": "1970-01-01"}
    said = {"name": "方晓静", "job": "教师", **same, **REASON}
    assert signed_in("secretary").post(f"{address}amendment/", said).status_code == 303
    person.refresh_from_db()
    assert (person.name, person.job, bool(person.id_number)) == ("方晓静", "教师", True)
    entry = AuditEntry.objects.get(verb="people.amend")
    assert entry.details["changed"] == ["job", "name"]


def test_a_transfer_goes_only_where_one_reaches(signed_in, address, person, cast):
    said = {"to": "HJ2", "on": "2018-05-31", **REASON}
    assert signed_in("secretary").post(f"{address}transfer/", said).status_code == 422
    office = signed_in("street_officer")
    assert "转入汇金社区第二支部" in office.post(f"{address}transfer/", {**said, "preview": "1"}).content.decode()
    assert Membership.objects.on(DAY).get(person=person).organization == cast.first
    assert office.post(f"{address}transfer/", said).status_code == 303
    assert Membership.objects.on(DAY).get(person=person).organization == cast.second


def test_a_street_takes_no_members_and_says_so_beside_the_field(signed_in, address):
    said = {"to": "410103010", "on": "2018-05-31", **REASON}
    response = signed_in("street_officer").post(f"{address}transfer/", said)
    assert response.status_code == 422
    assert 'id="id_to-wrong"' in response.content.decode()


def test_an_exemption_names_the_ground_and_the_approver_and_nothing_else(signed_in, address, person):
    client = signed_in("secretary")
    said = {"ground": "article_23", "on": "2018-05-31", "illness": "never asked"}
    assert client.post(f"{address}exemptions/", said).status_code == 303
    held = Exemption.objects.get(person=person)
    assert held.approved_by_name == "周建华"
    assert "周建华于2018年5月31日批准" in client.get(address).content.decode()
    lifting = f"{address}exemptions/{held.pk}/lifting/"
    assert client.post(lifting, {"on": "2018-06-30"}).status_code == 303
    assert client.post(f"{address}exemptions/{uuid7()}/lifting/", {"on": "2018-06-30"}).status_code == 404


def test_a_departure_ends_the_membership_and_the_office_still_finds_the_history(signed_in, address, person):
    said = {"on": "2018-05-31", **REASON}
    assert signed_in("secretary").post(f"{address}departure/", said).status_code == 303
    assert not Membership.objects.on(DAY).filter(person=person).exists()
    assert signed_in("secretary").get(f"{address}history/").status_code == 200


def test_a_formal_member_is_not_confirmed_again(signed_in, address):
    response = signed_in("secretary").post(f"{address}confirmation/", {"on": "2018-05-31"})
    assert response.status_code == 422


def test_a_new_person_is_registered_once_however_often_the_form_is_sent(signed_in, cast):
    client, said = signed_in("secretary"), items()
    assert client.post("/people/new/", said).status_code == 303
    assert client.post("/people/new/", said).status_code == 303
    assert Person.objects.filter(name="方静").count() == 1
    assert Membership.objects.on(DAY).get(person__name="方静").organization == cast.first


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"id_number": "410103197001010011"}, "id_number"),
        ({"id_number": "41010319700101"}, "id_number"),
        ({"phone": "12345"}, "phone"),
        ({"organization": "HJ2"}, "organization"),
        ({"starts_on": "2118-05-31"}, "starts_on"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_with_a_new_person_stands_beside_its_field(signed_in, wrong, field):
    response = signed_in("secretary").post("/people/new/", items(**wrong))
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}-wrong"' in page
    assert not Person.objects.filter(name="方静").exists()


def test_the_number_of_another_is_refused_without_saying_whose(signed_in):
    response = signed_in("other_secretary").post("/people/new/", items(organization="HJ2", id_number=id_number(0)))
    assert response.status_code == 422
    assert "周建华" not in response.content.decode()
