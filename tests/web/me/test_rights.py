"""Retention clocks, correction and a copy of one's own data."""

from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.audit.retention import CLOCKS
from taizhang.domain.cases.models import Case
from taizhang.domain.orgs.actions.people import amend

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


def ask(browser, **more):
    from uuid import uuid4

    said = {"item": "phone", "value": PHONE, "text": "换了号码", "token": str(uuid4())}
    return browser.post("/me/data/correction/", {**said, **more})


def test_everyone_signed_in_reads_how_long_what_is_kept(signed_in):
    page = signed_in("member").get("/retention/").content.decode()
    assert page.count("<tr>") == len(CLOCKS) + 1
    assert "366" in page
    assert "保存多久" in signed_in("member").get("/me/data/").content.decode()


def test_a_correction_goes_to_the_office_masked_and_each_look_is_told(signed_in, cast):
    response = ask(signed_in("member"))
    case = Case.objects.get()
    assert response.url == f"/me/cases/{case.pk}/"
    assert (case.office, case.kind, case.person) == (cast.street, "correction", cast.member.person)
    office = signed_in("street_officer")
    page = office.get(f"/cases/{case.pk}/").content.decode()
    assert PHONE not in page
    assert "138****5678" in page
    assert PHONE in office.post(f"/cases/{case.pk}/value/").content.decode()
    look = AuditEntry.objects.get(verb="people.reveal")
    assert (look.subject_id, look.actor_name) == (cast.member.person_id, "赵敏")
    assert "赵敏" in signed_in("member").get("/me/data/").content.decode().split('id="looks"')[1]
    assert PHONE not in str(list(AuditEntry.objects.values()))


def test_the_value_is_no_business_of_others(signed_in, cast):
    ask(signed_in("member"))
    case = Case.objects.get()
    for part, status in (("leader", 403), ("secretary", 404), ("other_secretary", 404), ("system_admin", 403)):
        assert signed_in(part).post(f"/cases/{case.pk}/value/").status_code == status


@pytest.mark.parametrize("change", [{"item": "points"}, {"value": ""}, {"value": "字" * 201}, {"token": "x"}])
def test_a_forged_correction_is_refused(signed_in, change):
    assert ask(signed_in("member"), **change).status_code == 422
    assert not Case.objects.exists()


def test_a_correction_sent_twice_is_one(signed_in):
    from uuid import uuid4

    token = str(uuid4())
    for _again in range(2):
        ask(signed_in("member"), token=token)
    assert Case.objects.count() == 1


def test_all_my_data_leave_as_a_workbook_and_nobody_else_s(signed_in, cast):
    from tests.web.district import actor, gathering

    gathering(cast, "L05")
    amend(person=cast.member.person, changes={"phone": PHONE}, because="换号", by=actor(cast.secretary))
    response = signed_in("member").post("/me/data/export/")
    assert response.headers["Cache-Control"] == "no-store"
    book = openpyxl.load_workbook(BytesIO(response.content))
    text = str([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])
    assert "王师傅" in text
    assert PHONE in text
    assert "学习党的十九大精神" in text
    assert "陈玉梅" not in text
    assert AuditEntry.objects.filter(verb="people.reveal", actor_id=cast.member.person_id).exists()
    assert signed_in("member").get("/me/data/export/").status_code == 405
