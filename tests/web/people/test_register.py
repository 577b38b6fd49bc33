"""The register: everyone sees those within their reach, numbers masked, and the workbook is exactly the list."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.models import Membership, Person
from tests.factories.orgs import exemption, id_number

pytestmark = pytest.mark.django_db
LIST, NUMBERS = "/people/", "/people/disclosure/"


def rows(response) -> list[tuple]:
    """The rows of a workbook below its heading."""
    body = response.content if not response.streaming else b"".join(response.streaming_content)
    return list(openpyxl.load_workbook(BytesIO(body)).active.iter_rows(min_row=2))


def names(client, query: str = "?") -> set[str]:
    return {row[0].value for row in rows(client.get(f"{LIST}{query}&format=xlsx"))}


def test_a_secretary_sees_the_people_of_the_branch_and_no_others(signed_in):
    found = names(signed_in("secretary"))
    assert len(found) == 9
    assert "周建华" in found
    assert "陈玉梅" not in found


def test_an_office_sees_everyone_below_it_and_an_administrator_nobody(signed_in):
    assert len(names(signed_in("street_officer"))) == 16
    assert "赵敏" not in names(signed_in("street_officer"))
    assert {signed_in(part).get(LIST).status_code for part in ("member", "system_admin", "audit_admin")} == {403}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=zjh", {"周建华"}),
        ("?q=zhoujian", {"周建华"}),
        ("?post=secretary", {"周建华", "陈玉梅", "DXL党员1"}),
        ("?organization=HJ2&post=secretary", {"陈玉梅"}),
        ("?organization=410103010005&q=chen", {"陈玉梅"}),
        ("?floating=1", set()),
        ("?lost=1", set()),
        ("?standing=probationary", set()),
        ("?q=周建华&sex=2&age=46-60", {"周建华"}),
        ("?q=周建华&age=61", set()),
    ],
)
def test_a_filter_finds_by_pinyin_post_organisation_sex_and_age(signed_in, query, found):
    assert names(signed_in("district_officer"), query) == found


def test_the_exempt_are_found_by_their_ground_and_marked(signed_in, cast):
    person = Membership.objects.filter(organization=cast.first).first().person
    exemption(person)
    client = signed_in("secretary")
    assert names(client, "?exempt=article_23") == {person.name}
    assert "免于参加" in client.get(LIST).content.decode()


def test_an_organisation_outside_ones_reach_is_no_filter(signed_in):
    assert signed_in("secretary").get(f"{LIST}?organization=HJ2").status_code == 404


def test_numbers_are_masked_on_the_page_and_in_the_workbook(signed_in, cast):
    number = id_number(0)
    client = signed_in("secretary")
    assert number not in client.get(LIST).content.decode()
    cells = [cell for row in rows(client.get(f"{LIST}?format=xlsx")) for cell in row]
    assert number not in {cell.value for cell in cells}
    assert any("*" in str(cell.value) for cell in cells)


def test_a_list_with_numbers_needs_a_reason_and_keeps_one_look_for_each_person(signed_in, cast):
    client = signed_in("secretary")
    assert client.post(f"{NUMBERS}?q=zjh", {"because": " "}).status_code == 422
    assert not AuditEntry.objects.filter(verb="people.reveal").exists()
    [row] = rows(client.post(f"{NUMBERS}?q=zjh", {"because": "换届选举审核"}))
    person = Person.objects.get(name="周建华")
    assert id_number(0) in {cell.value for cell in row}
    assert all(cell.data_type != "n" for cell in row if cell.value == id_number(0))
    [look] = AuditEntry.objects.filter(verb="people.reveal")
    assert (look.subject_id, look.details["because"]) == (person.pk, "换届选举审核")


def test_numbers_are_counted_and_opened_of_those_who_belong_there_today(signed_in, cast):
    from taizhang.domain.orgs.actions.people import leave
    from tests.factories.orgs import SEED

    leave(person=Person.objects.get(name="HJ1党员3"), on=date(2018, 5, 10), because="转往外地", by=SEED)
    client = signed_in("secretary")
    assert len(rows(client.post(f"{NUMBERS}?on=2018-05-01", {"because": "换届选举审核"}))) == 8
    assert "名单共8人" in client.get(f"{NUMBERS}?on=2018-05-01").content.decode()


def test_who_may_not_open_numbers_gets_no_list_with_them(signed_in):
    assert signed_in("leader").post(NUMBERS, {"because": "看看"}).status_code == 403
    assert "含身份证号" not in signed_in("leader").get(LIST).content.decode()


def test_a_cell_is_never_a_formula(signed_in, cast):
    Person.objects.filter(name="周建华").update(name="=1+1")
    assert "'=1+1" in names(signed_in("secretary"))


def test_sorted_by_age_the_youngest_stand_first_and_the_oldest_when_turned(signed_in, cast):
    found = [row.person for row in Membership.objects.filter(organization=cast.first).select_related("person")]
    Person.objects.filter(pk=found[0].pk).update(born_on=date(1999, 1, 1))
    Person.objects.filter(pk=found[1].pk).update(born_on=date(1920, 1, 1))
    up, down = (rows(signed_in("secretary").get(f"{LIST}?sort={way}&format=xlsx")) for way in ("age", "-age"))
    assert (up[0][0].value, down[0][0].value) == (found[0].name, found[1].name)
