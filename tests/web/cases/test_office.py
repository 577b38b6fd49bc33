"""An office sees and answers the cases of its own reach; everybody else's are not there."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.domain.cases.models import Case
from taizhang.domain.cases.moves import CaseState
from tests.factories import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(cast):
    return cases.case(cast.member.person)


def now(case: Case) -> Case:
    return Case.objects.standing().get(pk=case.pk)


def test_the_street_finds_it_answers_it_and_may_take_a_slip_back(signed_in, filed):
    office = signed_in("street_officer")
    assert "2018-0001" in office.get("/cases/").content.decode()
    assert cases.WORDS in office.get(f"/cases/{filed.pk}/").content.decode()
    answered = office.post(f"/cases/{filed.pk}/answer/", {"words": "下月起只报一次。"})
    assert answered.status_code == 303
    assert f"/cases/{filed.pk}/taking-back/" in office.get(answered.url).content.decode()
    assert now(filed).state is CaseState.ANSWERED
    office.post(f"/cases/{filed.pk}/taking-back/")
    assert now(filed).state is CaseState.OPEN


def test_a_forwarded_case_leaves_the_street(signed_in, filed, cast):
    office = signed_in("street_officer")
    office.post(f"/cases/{filed.pk}/forwarding/", {"words": "属区里职责", "office": cast.district.pk})
    assert now(filed).office == cast.district
    assert office.get(f"/cases/{filed.pk}/").status_code == 404
    assert "属区里职责" in signed_in("district_officer").get(f"/cases/{filed.pk}/").content.decode()


def test_a_complaint_about_the_street_is_not_there_for_the_street(signed_in, cast):
    about = cases.case(cast.member.person, about=cast.street.pk)
    assert signed_in("street_officer").get(f"/cases/{about.pk}/").status_code == 404
    assert signed_in("district_officer").get(f"/cases/{about.pk}/").status_code == 200


@pytest.mark.parametrize("part", ["secretary", "member", "leader", "system_admin", "audit_admin"])
def test_who_answers_no_cases_enters_none(signed_in, filed, part):
    assert signed_in(part).get("/cases/").status_code == 403
    assert signed_in(part).post(f"/cases/{filed.pk}/answer/", {"words": "好"}).status_code == 403


def test_others_cases_and_forged_identifiers_are_not_there(signed_in, filed):
    other = signed_in("other_secretary")
    for key in (filed.pk, uuid4()):
        assert other.get(f"/me/cases/{key}/").status_code == 404
        assert other.post(f"/me/cases/{key}/reopening/", {"words": "x"}).status_code == 404
        assert other.post(f"/me/cases/{key}/rating/", {"satisfied": "1"}).status_code == 404
    assert signed_in("street_officer").get(f"/cases/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("words", ["", "   ", "字" * 2001])
def test_an_answer_without_words_or_without_end_is_refused(signed_in, filed, words):
    office = signed_in("street_officer")
    office.post(f"/cases/{filed.pk}/answer/", {"words": words})
    assert now(filed).state is CaseState.OPEN


def test_the_list_is_filtered_and_leaves_as_a_workbook(signed_in, filed, cast):
    cases.anonymous()
    office = signed_in("district_officer")
    page = office.get("/cases/?kind=suggestion").content.decode()
    assert "2018-0002" in page
    assert "2018-0001" not in page
    assert "2018-0001" not in office.get("/cases/?overdue=1").content.decode()
    assert "2018-0001" in office.get("/cases/?state=open&office=410103010").content.decode()
    assert office.get("/cases/?format=xlsx").headers["Content-Type"].endswith("sheet")
    assert office.get("/cases/?state=lost").status_code == 422


def test_the_pages_of_a_case_ask_the_database_no_more_often_for_ten_steps(signed_in, filed, cast):
    office = signed_in("district_officer")

    def asked() -> int:
        office.get(f"/cases/{filed.pk}/")
        with CaptureQueriesContext(connection) as queries:
            office.get(f"/cases/{filed.pk}/")
        return len(queries)

    before = asked()
    for _n in range(5):
        office.post(f"/cases/{filed.pk}/forwarding/", {"words": "转", "office": cast.district.pk})
        office.post(f"/cases/{filed.pk}/forwarding/", {"words": "转", "office": cast.street.pk})
    assert filed.steps.count() == 11
    assert asked() == before <= 15


def test_a_member_rates_and_opens_again(signed_in, filed):
    signed_in("street_officer").post(f"/cases/{filed.pk}/answer/", {"words": "好。"})
    member = signed_in("member")
    member.post(f"/me/cases/{filed.pk}/rating/", {"satisfied": "0"})
    assert now(filed).satisfied is False
    member.post(f"/me/cases/{filed.pk}/reopening/", {"words": "没说清"})
    assert now(filed).state is CaseState.OPEN


def test_who_handed_a_case_on_sees_its_number_and_state_and_not_its_words(signed_in, filed, cast):
    street, district = signed_in("street_officer"), signed_in("district_officer")
    street.post(f"/cases/{filed.pk}/forwarding/", {"words": "属区里职责", "office": cast.district.pk})
    page = street.get("/cases/handed-on/").content.decode()
    assert "2018-0001" in page and "二七区委" in page and "待答复" in page
    for hidden in (filed.subject, cases.WORDS, "属区里职责", "王师傅", f"/cases/{filed.pk}/"):
        assert hidden not in page
    district.post(f"/cases/{filed.pk}/answer/", {"words": "只报一次。"})
    assert "已答复" in street.get("/cases/handed-on/").content.decode()
    assert "没有转办的诉求" in street.get("/cases/handed-on/?state=open").content.decode()
    district.get("/cases/")  # says once what was done
    assert "2018-0001" not in district.get("/cases/handed-on/").content.decode()


def test_a_case_that_comes_back_is_no_longer_handed_on(signed_in, filed, cast):
    street = signed_in("street_officer")
    street.post(f"/cases/{filed.pk}/forwarding/", {"words": "属区里职责", "office": cast.district.pk})
    back = {"words": "仍由街道答复", "office": cast.street.pk}
    signed_in("district_officer").post(f"/cases/{filed.pk}/forwarding/", back)
    assert "没有转办的诉求" in street.get("/cases/handed-on/").content.decode()
    assert street.get(f"/cases/{filed.pk}/").status_code == 200
