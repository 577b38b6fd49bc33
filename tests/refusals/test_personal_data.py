"""What is personal is shown only to whom it concerns: masked, by a logged act, and never in trails or messages."""

import io
import json
import re
import zipfile
from datetime import date

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

from taizhang.domain.access.actions import close_account, end_grant, give, open_account
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.audit.verification import verify
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.actions import tree as acts
from taizhang.domain.orgs.actions.people import PersonEntry, amend, register, reveal
from taizhang.domain.orgs.models import ImportRun
from taizhang.domain.records import actions
from taizhang.kernel.identity.masking import mask_numbers
from tests.domain.orgs.imports.offering import member, offer, workbook
from tests.domain.refusals import refused
from tests.factories.orgs import id_number
from tests.refusals.speech import refused_in_chinese
from tests.web.district import actor, browser_of, gathering

ID, PHONE = id_number(321), "12912345678"
REAL = "11010519491231002X"  # the example of GB 11643
ADMINS = ("system_admin", "security_admin", "audit_admin")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"核对{REAL}后更正", "核对110***********002X后更正"),
        ("电话13812345678。", "电话138****5678。"),
        (f"{REAL}、13812345678", "110***********002X、138****5678"),
        ("410103010005", "410103010005"),  # the code of a division
        ("01a20750-4dfe-72ad-bfcb-13812345678e", "01a20750-4dfe-72ad-bfcb-13812345678e"),
        ("a" * 20 + "13812345678" + "b" * 20, "a" * 20 + "13812345678" + "b" * 20),  # a digest
        ("2018-05-16", "2018-05-16"),
    ],
)
def test_numbers_among_other_words_are_masked_and_nothing_else(text, masked):
    assert mask_numbers(text) == masked


def test_no_number_of_a_person_stands_in_the_trail_whatever_was_typed(cast):
    by, office = actor(cast.secretary), actor(cast.street_officer)
    because = f"按{ID}核对，电话{PHONE}"
    person = register(entry=PersonEntry("赵小甲", cast.first, id_number=ID, phone=PHONE), by=by, allow_fictional=True)
    amend(person=person, changes={"job": "教师"}, because=because, by=by)
    reveal(person=person, what="id_number", because=because, by=by)
    acts.describe(organization=cast.first, facts={"contact_phone": PHONE}, by=office)
    waive(duty=Duty.objects.filter(organization=cast.first).first(), because=because, by=office)
    open_account(person=person, username=PHONE, password=None, by=actor(cast.system_admin))
    activity = gathering(cast, minutes=because, title=f"学习 {PHONE}")
    actions.send_back(submission_id=activity.submission_id, because=because, by=office)
    words = " ".join(f"{entry.details}{entry.subject_label}" for entry in AuditEntry.objects.all())
    assert ID not in words and PHONE not in words
    assert "129****5678" in words
    assert verify().ok


def test_the_trail_shows_administrators_which_parts_of_a_record_changed_and_not_what_they_say(cast):
    from taizhang.domain.records.entry import RecordEntry

    activity = gathering(cast, minutes="讨论困难党员慰问名单")
    entry = RecordEntry(
        id=activity.pk, organization_id=cast.first.pk, institutions=("L05",), title="学习", held_on=activity.held_on,
        minutes="改后的会议内容", absences={cast.member.person_id: ("leave", "住院手术")},
    )  # fmt: skip
    actions.revise(entry=entry, by=actor(cast.secretary))
    row = AuditEntry.objects.get(verb="records.revise")
    page = browser_of(cast.audit_admin).get(f"/audit/{row.number}/").content.decode()
    assert "minutes" in page
    assert not [words for words in ("困难党员", "改后的会议内容", "住院手术") if words in page]


def test_an_identity_number_in_a_wrong_column_is_not_repeated_by_the_import(cast):
    wrong = member(1, sex=REAL, joined_on=REAL, branch=REAL, ethnicity=REAL, standing="13812345678")
    told = json.dumps(offer(workbook(wrong)).run.refused, ensure_ascii=False)
    assert REAL not in told and "13812345678" not in told
    assert "110***********002X" in told
    kept = json.dumps(list(ImportRun.objects.values_list("refused", flat=True)), ensure_ascii=False)
    assert REAL not in kept
    lying = b"".join(path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*.json"))
    assert REAL.encode() not in lying


def business_pages() -> list[str]:
    """The addresses of pages that need no identifier, without those open to everybody signed in."""
    open_to_all = re.compile(
        r"^(accounts|audit|grants|roles|demo|setup|language|gallery|healthz|static|me/|records/<"
        r"|cases/(new|receipt|summary)|samples/mine|retention|notices|help|api/v1/(me|openapi)"
        r"|connectors|keys/"  # channels and keys are the work of administrators: no record of anybody
        r"|panel/)"  # open to whoever holds a code, signed in or not: without one it shows nothing
    )
    found = []

    def walk(patterns, start: str) -> None:
        for one in patterns:
            address = start + str(one.pattern)
            if not isinstance(one, URLPattern):
                walk(one.url_patterns, address)
            elif address and not open_to_all.match(address) and not re.search(r"[<^(]", address):
                found.append(f"/{address}")

    walk(get_resolver().url_patterns, "")
    return found


@pytest.mark.parametrize("admin", ADMINS)
def test_administrators_enter_no_page_of_business(cast, admin):
    client = browser_of(getattr(cast, admin))
    pages = business_pages()
    assert {"/organizations/", "/people/", "/records/", "/reviews/", "/ledger/", "/points/", "/duties/"} <= set(pages)
    entered = [page for page in pages if client.get(page).status_code == 200]
    assert entered == [], entered


@pytest.mark.parametrize("admin", ADMINS)
def test_administrators_find_no_noun_of_business(cast, admin):
    activity = gathering(cast)
    duty = Duty.objects.filter(organization=cast.first).first()
    client = browser_of(getattr(cast, admin))
    for address in (
        f"/records/{activity.pk}/",
        f"/records/{activity.pk}/print/",
        f"/reviews/{activity.submission_id}/",
        f"/duties/{duty.pk}/",
        f"/people/{cast.member.person_id}/",
        "/organizations/HJ1/",
        "/organizations/HJ1/history/",
    ):
        assert client.get(address).status_code in (403, 404), address


def test_a_number_is_shown_for_a_reason_only_and_the_look_is_kept(cast):
    client = browser_of(cast.secretary)
    address = f"/people/{cast.member.person_id}/reveal/"
    number = reveal(person=cast.member.person, what="id_number", because="核对", by=actor(cast.secretary))
    looks = AuditEntry.objects.filter(verb="people.reveal").count()
    for because in ("", "   "):
        answer = client.post(address, {"what": "id_number", "because": because})
        assert answer.status_code == 422 and number not in answer.content.decode()
    assert number not in client.get(address).content.decode()
    assert AuditEntry.objects.filter(verb="people.reveal").count() == looks
    shown = client.post(address, {"what": "id_number", "because": "核对党籍"})
    assert number in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert AuditEntry.objects.filter(verb="people.reveal").count() == looks + 1
    with refused_in_chinese("orgs.reason"):
        reveal(person=cast.member.person, what="phone", because=" ", by=actor(cast.secretary))


def test_lists_and_workbooks_carry_masked_numbers_only(cast):
    number = reveal(person=cast.member.person, what="id_number", because="核对", by=actor(cast.secretary))
    client = browser_of(cast.district_officer)
    for address in ("/people/", f"/people/{cast.member.person_id}/", "/organizations/HJ1/", "/search/?q=王师傅"):
        page = client.get(address).content.decode()
        assert number not in page and number[3:14] not in page, address
    content = b"".join(client.get("/people/?format=xlsx"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        cells = b"".join(book.read(name) for name in book.namelist()).decode("utf-8", errors="ignore")
    assert cast.member.person.id_masked in cells
    assert number not in cells and number[3:14] not in cells


def test_a_closed_account_is_shut_out_at_once(cast):
    client = browser_of(cast.secretary)
    assert client.get("/records/").status_code == 200
    close_account(account=cast.secretary, by=actor(cast.system_admin))
    for address in ("/records/", "/people/", f"/people/{cast.secretary.person_id}/", "/me/"):
        answer = client.get(address)
        assert answer.status_code in (302, 303) and "login" in answer["Location"], address
    close_account(account=cast.security_admin, by=actor(cast.system_admin))
    with refused("access.not-allowed"):
        give(
            person=cast.member.person, role=Role.LEADER, organization=cast.district, reach=Reach.SUBTREE,
            starts_on=date(2018, 5, 16), by=actor(cast.security_admin),
        )  # fmt: skip


def test_a_day_in_the_past_revives_no_grant_that_has_ended(cast):
    grant = Grant.objects.get(person=cast.street_officer.person)
    activity = gathering(cast)
    end_grant(grant=grant, on=date(2018, 5, 17), by=actor(cast.security_admin))
    client = browser_of(cast.street_officer)
    for address in ("/reviews/", f"/reviews/{activity.submission_id}/", f"/records/{activity.pk}/", "/people/"):
        assert client.get(f"{address}?on=2018-05-10").status_code in (403, 404), address
