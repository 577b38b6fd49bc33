"""A case has a number, a last day and an office that is not the one it is about; without a name it names nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.cases.actions import CaseEntry, file_case
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.receipts import by_receipt, receipt_code, receipt_index, unnamed
from taizhang.domain.cases.terms import TERMS, CaseKind, due
from taizhang.domain.orgs.calendar import seed_calendar
from taizhang.kernel.errors import Refused
from tests.factories import cases, orgs

DB = pytest.mark.django_db


@DB
def test_the_first_case_of_a_year_is_number_one_and_the_next_two():
    assert [cases.case().number, cases.case().number] == ["2018-0001", "2018-0002"]


@DB
def test_a_refused_case_takes_no_number():
    cases.case()
    with pytest.raises(Refused):
        cases.case(text="字" * 2001)
    assert cases.case().number == "2018-0002"


@DB
@pytest.mark.parametrize(
    ("kind", "day"),
    [
        (CaseKind.COMPLAINT, date(2018, 6, 6)),
        (CaseKind.SUGGESTION, date(2018, 6, 28)),
        (CaseKind.SUPPORT, date(2018, 5, 23)),
        (CaseKind.CORRECTION, date(2018, 6, 6)),
    ],
)
def test_the_last_day_counts_working_days_of_the_official_calendar(kind, day):
    seed_calendar(first_year=2018, last_year=2018, by=orgs.SEED)  # the Dragon Boat Festival is on the 18th of June
    assert due(kind, date(2018, 5, 16)) == day
    assert str(TERMS[kind].clause)


@DB
def test_a_case_of_a_branch_comes_to_the_street_above_it():
    street = orgs.street()
    member = orgs.person(orgs.branch(street))
    assert cases.case(member).office == street


@DB
def test_a_case_about_a_street_comes_to_the_district_and_never_to_the_street():
    street = orgs.street(name="五里堡街道")
    member = orgs.person(orgs.branch(street))
    assert cases.case(member, about=street.pk).office == orgs.district()
    assert cases.case(member, about_words="五里堡街道").office == orgs.district()


@DB
def test_a_name_that_no_organisation_has_stays_as_words():
    filed = cases.case(about_words="隔壁单位")
    assert (filed.organization, filed.organization_words) == (None, "隔壁单位")


@DB
def test_nobody_s_name_no_moment_and_no_identifier_of_the_moment_stay_of_an_anonymous_case():
    filed = cases.anonymous()
    trace = AuditEntry.objects.get(subject_id=filed.pk)
    assert (trace.actor_id, trace.actor_name) == (None, "anonymous")
    assert (trace.at.minute, filed.filed_at.minute, filed.steps.get().at.minute) == (0, 0, 0)
    assert filed.person_id is None
    assert filed.pk.version == 4
    assert filed.steps.get().pk.version == 4
    assert cases.WORDS not in str(trace.details) + trace.subject_label


@DB
def test_the_code_finds_the_case_and_is_not_what_is_kept():
    token = uuid4()
    code = receipt_code(token)
    filed = cases.anonymous(code)
    assert by_receipt(code.lower().replace("-", " ")) == filed
    assert code.replace("-", "") not in filed.receipt
    assert receipt_code(token) == code


@DB
@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA", "' OR 1=1 --", "字" * 500])
def test_a_forged_code_finds_nothing(code):
    cases.anonymous()
    with pytest.raises(Refused) as refusal:
        by_receipt(code)
    assert refusal.value.code == "cases.receipt.unknown"


@DB
def test_a_form_that_is_sent_twice_files_once():
    assert cases.anonymous("ONE1") == cases.anonymous("ONE1")
    key, member = uuid4(), orgs.person()
    assert cases.case(member, id=key) == cases.case(member, id=key)
    with pytest.raises(Refused):
        cases.case(orgs.person(), id=key)
    assert Case.objects.count() == 2


@DB
def test_numbers_of_persons_are_masked_and_unseen_signs_are_dropped():
    number = orgs.id_number()
    filed = cases.case(text=f"电话13812345678，身份证{number}\u202e\u200b\x07")
    assert "13812345678" not in filed.text
    assert not {"\u202e", "\u200b", "\x07"} & set(filed.text)
    assert "138****5678" in filed.text


@DB
@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u202e", "字" * 2001])
def test_an_empty_or_endless_text_is_refused(text):
    with pytest.raises(Refused):
        cases.case(text=text)
    assert not Case.objects.exists()


def test_of_many_who_file_at_once_each_has_a_number_of_its_own_without_gaps(own_database):
    orgs.district()

    def one(n: int) -> str:
        try:
            unknown, by = n % 2, unnamed(cases.AT)
            receipt = receipt_index(f"CODE{n}") if unknown else None
            entry = CaseEntry(CaseKind.COMPLAINT, f"第{n}件", "材料太多", receipt=receipt)
            return file_case(entry=entry, by=by if unknown else Actor("甲", cases.AT)).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(pool.map(one, range(12)))
    assert numbers == [f"2018-{n:04d}" for n in range(1, 13)]
