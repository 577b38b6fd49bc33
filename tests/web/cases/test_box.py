"""The box is on every page, also before signing in; whoever gives no name is known to nobody."""

import re
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.cases.actions import answer
from taizhang.domain.cases.models import Case, CaseStep
from tests.web.district import actor

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}")
ADDRESS = "203.0.113.77"


def typed(**more) -> dict:
    return {
        "kind": "complaint",
        "subject": "材料重复报送",
        "text": "同一份材料报了三次。",
        "token": str(uuid4()),
        **more,
    }


def held() -> list[dict]:
    """What all sessions hold, without their sign of life, which any page leaves."""
    return [{k: v for k, v in row.get_decoded().items() if k != "seen"} for row in Session.objects.order_by("pk")]


def code_of(response) -> str:
    return CODE.search(response.content.decode()).group()


@pytest.mark.parametrize("address", ["/", "/me/", "/ledger/", "/organizations/"])
def test_the_box_stands_at_the_foot_of_every_page(signed_in, address):
    page = signed_in("secretary").get(address).content.decode()
    assert f'href="/cases/new/?page={address}"' in page


def test_the_box_stands_on_the_sign_in_page_too(cast):
    page = Client().get("/accounts/login/").content.decode()
    assert "/cases/new/" in page
    assert Client().get("/cases/new/").status_code == 200


def test_the_page_it_is_about_is_told_by_kind_and_never_by_record(signed_in):
    page = signed_in("secretary").get(f"/cases/new/?page=/records/{uuid4()}/").content.decode()
    assert 'value="/records/…/"' in page


def test_in_one_s_own_name_it_is_found_under_my_cases(signed_in, cast):
    browser = signed_in("member")
    response = browser.post("/cases/new/", typed(name="named"))
    case = Case.objects.get()
    assert response.url == f"/me/cases/{case.pk}/"
    assert (case.person, case.office) == (cast.member.person, cast.street)
    page = browser.get(response.url).content.decode()
    assert "2018-0001" in page
    assert "同一份材料报了三次。" in page
    assert "2018-0001" in browser.get("/me/cases/").content.decode()


def test_without_a_name_nothing_leads_to_the_person_even_when_signed_in(signed_in, cast):
    browser = signed_in("member")
    sessions = held()
    before = AuditEntry.objects.count()
    response = browser.post("/cases/new/", typed(name="unnamed"), REMOTE_ADDR=ADDRESS)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    kept = [*Case.objects.values(), *CaseStep.objects.values(), *AuditEntry.objects.filter(number__gt=before).values()]
    told = str(kept)
    for trace in (
        str(cast.member.person_id),
        cast.member.person.name,
        cast.member.username,
        ADDRESS,
        str(cast.member.pk),
    ):
        assert trace not in told
    assert held() == sessions
    assert "messages" not in response.cookies
    assert "2018-0001" not in browser.get("/me/cases/").content.decode()


def test_the_address_is_kept_nowhere_not_even_among_what_is_counted(cast, settings, tmp_path):
    backend = "django.core.cache.backends.locmem.LocMemCache"  # the only one whose names can be read again
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}

    def counted() -> set[str]:
        Client().post("/cases/new/", typed(), REMOTE_ADDR=ADDRESS)
        return {name for name in cache._cache if "cases-filing" in name}

    first = counted()
    assert len(first) == 1
    held = b"".join(name.encode() + value for name, value in cache._cache.items())
    for trace in (ADDRESS, sha256(ADDRESS.encode()).hexdigest()):
        assert trace.encode() not in held
    cache.delete("cases:salt")  # as it goes after an hour: then nothing leads from an address to what was counted
    assert len(counted() - first) == 1


def test_the_code_shows_where_it_stands_and_what_was_answered(cast):
    browser = Client()
    code = code_of(browser.post("/cases/new/", typed()))
    case = Case.objects.standing().get()
    assert "待答复" in browser.post("/cases/receipt/", {"code": code}).content.decode()
    answer(case=case, words="下月起只报一次。", by=actor(cast.district_officer, case.filed_at + timedelta(hours=1)))
    page = browser.post("/cases/receipt/", {"code": code}).content.decode()
    assert "下月起只报一次。" in page
    assert "孙丽" in page
    assert browser.post("/cases/receipt/rating/", {"code": code, "satisfied": "0"}).status_code == 200
    page = browser.post("/cases/receipt/reopening/", {"code": code, "words": "还没停。"}).content.decode()
    assert "待答复" in page
    assert Case.objects.get().satisfied is None


def test_a_form_sent_twice_shows_the_same_code_and_files_once(cast):
    form = typed()
    codes = {code_of(Client().post("/cases/new/", form)) for _again in range(2)}
    assert len(codes) == 1
    assert Case.objects.count() == 1


@pytest.mark.parametrize("address", ["/cases/receipt/", "/cases/receipt/rating/", "/cases/receipt/reopening/"])
@pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC-DDDD", "字" * 3000])
def test_a_forged_code_is_answered_in_a_sentence(cast, address, code):
    code_of(Client().post("/cases/new/", typed()))
    response = Client().post(address, {"code": code, "words": "x", "satisfied": "1"})
    assert response.status_code == 422
    assert "没有与该查询码对应的诉求" in response.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"website": "http://x"},
        {"text": "字" * 2001},
        {"text": " "},
        {"subject": ""},
        {"kind": "correction"},
        {"token": "x"},
    ],
)
def test_what_a_program_or_a_slip_sends_is_refused_and_nothing_is_filed(cast, change):
    response = Client().post("/cases/new/", typed(**change))
    assert response.status_code == 422
    assert not Case.objects.exists()


def test_a_flood_from_one_place_is_refused_and_others_still_pass(cast):
    for _n in range(20):
        assert Client().post("/cases/new/", typed(), REMOTE_ADDR=ADDRESS).status_code == 200
    refused = Client().post("/cases/new/", typed(), REMOTE_ADDR=ADDRESS)
    assert refused.status_code == 422
    assert "一小时" in refused.content.decode()
    assert Client().post("/cases/new/", typed(), REMOTE_ADDR="203.0.113.78").status_code == 200
    cache.delete("cases:salt")  # an hour later nothing leads back to the address
    assert Client().post("/cases/new/", typed(), REMOTE_ADDR=ADDRESS).status_code == 200


def test_the_public_numbers_hold_no_word_of_anybody(cast):
    Client().post("/cases/new/", typed())
    page = Client().get("/cases/summary/").content.decode()
    assert "投诉" in page
    assert "材料" not in page
