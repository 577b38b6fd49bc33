"""A note of ten megabytes: refused in a sentence before it is held whole, and what was typed is not taken away."""

import io
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from taizhang.domain.notices.models import Circular
from taizhang.domain.records.checking.what import LONGEST_MINUTES
from taizhang.domain.records.models import Draft
from tests.refusals.speech import everything, is_said_in_chinese, refused_in_chinese
from tests.web.api.programs import new, problem, program_of
from tests.web.district import browser_of, gathering

NOTE = "a" * 10_500_000
LONG = "长" * 300_000  # what a form can carry and no record keeps
FORM = {"institutions": ["L05"], "title": "学习", "held_on": "2018-05-16"}
ENCODED = {"content_type": "application/x-www-form-urlencoded"}

PLACES = (
    ("secretary", "/records/new/?organization=HJ1", {**FORM, "minutes": NOTE}),
    ("secretary", "/records/preview/", {**FORM, "minutes": NOTE}),
    ("secretary", "/records/drafts/0190d0c0-0000-7000-8000-000000000001/", {**FORM, "minutes": NOTE}),
    ("secretary", "/cases/new/", {"kind": "complaint", "subject": "多头填表", "text": NOTE}),
    ("district_officer", "/circulars/new/", {"title": "通知", "text": NOTE}),
    ("district_officer", "/policies/ranking/", {"because": NOTE}),
    ("district_officer", "/forms/new/", {"purpose": NOTE}),
)


@pytest.mark.parametrize("plain", [False, True])
def test_no_form_takes_it_and_the_sentence_leads_back_to_what_was_typed(cast, plain):
    browsers = {who: browser_of(getattr(cast, who)) for who in ("secretary", "district_officer")}
    before = everything()
    for who, address, sent in PLACES:
        encoded = (urlencode(sent, doseq=True), *ENCODED.values()) if plain else (sent,)
        answer = browsers[who].post(address, *encoded)
        assert answer.status_code == 413, address
        said = answer.content.decode()
        assert "2.5 MB" in said and "返回" in said and "仍在" in said
        assert len(said) < 100_000  # it is not sent back once more
    assert (everything(), Circular.objects.count(), Draft.objects.count()) == (before, 0, 0)


def test_a_script_and_a_part_of_a_page_are_told_so_too(cast):
    client = browser_of(cast.secretary)
    told = client.post("/records/preview/", {"minutes": NOTE}, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["code"]) == (413, "web.too-large")
    is_said_in_chinese(told.json()["refused"])
    part = client.post("/records/preview/", {"minutes": NOTE}, headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Retarget"]) == (413, ".tz-messages")
    assert "<html" not in part.content.decode()


def test_it_is_said_also_before_the_form_is_known_to_be_ours(cast):
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies["csrftoken"] = "x" * 32
    answer = stranger.post("/cases/new/", {"text": NOTE})
    assert answer.status_code == 413 and "2.5 MB" in answer.content.decode()


def test_more_fields_than_a_form_has_are_refused_in_a_sentence(cast):
    many = {f"x{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    answer = browser_of(cast.secretary).post("/records/new/?organization=HJ1", many)
    assert answer.status_code == 413 and "分次" in answer.content.decode()


class Counted(io.BytesIO):
    """Ten megabytes that count how much of them was read."""

    taken = 0

    def read(self, size=-1):
        part = super().read(size)
        self.taken += len(part)
        return part


@pytest.mark.parametrize("media", [MULTIPART_CONTENT, *ENCODED.values()])
def test_no_more_of_it_is_read_than_a_form_may_hold(media):
    sent = {"minutes": NOTE}
    body = Counted(urlencode(sent).encode() if media in ENCODED.values() else encode_multipart(BOUNDARY, sent))
    length = len(body.getbuffer())
    request = WSGIRequest(
        {"REQUEST_METHOD": "POST", "CONTENT_TYPE": media, "CONTENT_LENGTH": str(length), "wsgi.input": body}
    )
    with pytest.raises(RequestDataTooBig):
        request.POST  # noqa: B018  # reading it is what is tried
    assert body.taken <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 3 * 64 * 1024


def test_what_a_form_can_carry_and_a_record_cannot_is_shown_again_as_it_was_typed(cast):
    client = browser_of(cast.secretary)
    before = everything()
    answer = client.post("/records/new/?organization=HJ1", {**FORM, "minutes": LONG})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert LONG in page and f"{LONGEST_MINUTES}" in page.replace(",", "")
    assert everything() == before


def test_of_too_long_a_complaint_every_word_stands_in_the_form_again(cast):
    sent = {"kind": "complaint", "subject": "多头填表", "text": LONG, "name": "named", "token": new()}
    answer = browser_of(cast.secretary).post("/cases/new/", sent)
    assert answer.status_code == 422
    assert LONG in answer.content.decode()


def test_of_too_long_a_circular_every_word_stands_in_the_form_again(cast):
    answer = browser_of(cast.district_officer).post("/circulars/new/", {"title": "通知", "text": LONG})
    assert LONG in answer.content.decode()
    assert not Circular.objects.exists()


def test_the_action_refuses_it_whoever_asks(cast):
    with refused_in_chinese("records.text", saying="10500000"):
        gathering(cast, minutes=NOTE)
    with refused_in_chinese("records.text"):
        gathering(cast, topics=(LONG,))


@pytest.mark.parametrize(("note", "status", "code"), [(NOTE, 413, "api.too-large"), (LONG, 422, "api.shape")])
def test_the_interface_refuses_it_with_a_code(cast, note, status, code):
    program = program_of(cast.secretary)
    before = everything()
    answer = program.post("activities", {"id": new(), "organization": "HJ1", **FORM, "minutes": note})
    assert problem(answer) == (status, code)
    assert len(answer.content) < 10_000
    assert everything() == before
