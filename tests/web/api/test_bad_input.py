"""Whatever is sent, a sentence comes back: never a failure, never half a change."""

import json
from secrets import token_hex

import pytest

from taizhang.domain.access.models import Key
from taizhang.domain.access.roles import Permission
from taizhang.domain.records.models import Activity
from tests.web.api.programs import Program, new, problem

BODY = {"organization": "HJ1", "institutions": ["L05"], "title": "学习党章", "held_on": "2018-05-16"}


def raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


BROKEN = {
    "nothing": b"",
    "no JSON": b"{",
    "words": b"hello",
    "Latin": "é".encode("latin-1"),
    "not a number": b'{"id": NaN}',
    "endless": b'{"id": Infinity}',
    "twice": b'{"id": "1", "id": "2"}',
    "deep": b"[" * 5000 + b"]" * 5000,
    "nested": b'{"id": ' + b"[" * 30 + b"]" * 30 + b"}",
    "huge": b'{"id": ' + b"9" * 5000 + b"}",
    "a list": b"[1, 2]",
    "a text": b'"text"',
    "null": b"null",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_read_is_answered_in_a_sentence(program, kind):
    status, _code = problem(program("recorder").post("activities", BROKEN[kind]))
    assert status in {400, 415, 422}  # what is empty has no form either


SIGNS = ["\0", "\ud800", "\u202e", "\u200b", "\u2066", "\ufeff", "\x07", "\x7f"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("field", ["title", "minutes", "organization"])
def test_signs_that_hide_or_control_are_refused_with_their_field(program, sign, field):
    body = raw(json.dumps({"id": new(), **BODY, field: f"学习{sign}党章"}))
    answer = program("recorder").post("activities", body)
    assert problem(answer) == (422, "api.shape")
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [(f"body.{field}", "text_sign")]


@pytest.mark.parametrize("sign", SIGNS)
def test_such_signs_are_refused_in_the_name_of_a_guest_too(program, sign):
    body = raw(json.dumps({"id": new(), **BODY, "guest_names": ["李老师", f"张{sign}党校"]}))
    answer = program("recorder").post("activities", body)
    assert problem(answer) == (422, "api.shape")
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [("body.guest_names.1", "text_sign")]


@pytest.mark.parametrize("title", ["👨‍👩‍👧 学习", "𠮷田喆堃昇玥赟", "=1+1", "<b>粗</b>", "‘’“”", "ي学习"])
def test_rare_signs_of_names_are_kept(program, title):
    answer = program("recorder").post("activities", {"id": new(), **BODY, "title": title})
    assert answer.status_code == 201 and answer.json()["title"] == title


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1066-10-14", "2018-05-19"])
def test_days_of_other_centuries_are_refused_by_a_rule(program, day):
    assert problem(program("recorder").post("activities", {"id": new(), **BODY, "held_on": day}))[0] == 422


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "长" * 301, "string_too_long"),
        ("institutions", [], "too_short"),
        ("held_on", "yesterday", "date_type"),
        ("held_on", 20180516, "date_type"),
        ("held_on", "2018-05-16T00:00:00-05:00", "date_type"),
        ("starts_at", "25:00", "string_pattern_mismatch"),
        ("chair_id", "nobody", "uuid_parsing"),
        ("id", "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "uuid_version"),
        ("colour", "red", "extra_forbidden"),
        ("topics", "one", "list_type"),
        ("ballots", [{"question": "?", "yes": 10**12}], "less_than_equal"),
        ("ballots", [{"question": "?", "yes": -1}], "greater_than_equal"),
        ("absences", [{"person_id": new(), "presence": "asleep"}], "literal_error"),
    ],
)
def test_a_field_that_is_wrong_is_named(program, field, value, code):
    answer = program("recorder").post("activities", {"id": new(), **BODY, field: value})
    assert problem(answer) == (422, "api.shape")
    assert [each["code"] for each in answer.json()["errors"]] == [code]
    assert field in answer.json()["errors"][0]["field"]


def test_a_note_of_ten_megabytes_is_refused_before_it_is_read(program):
    body = raw(json.dumps({"id": new(), **BODY, "minutes": "字" * 3_500_000}, ensure_ascii=False))
    assert len(body) > 10_000_000
    assert problem(program("recorder").post("activities", body)) == (413, "api.too-large")
    assert not Activity.objects.exists()


def test_what_does_not_say_its_length_is_not_taken_for_nothing(program):
    answer = program("recorder").send("POST", "activities", b"{}", transfer_encoding="chunked")
    assert problem(answer) == (411, "api.length")


def test_another_form_of_content_is_not_guessed(program):
    recorder = program("recorder")
    for media in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert problem(recorder.send("POST", "activities", b"{}", media=media)) == (415, "api.content-type")
    assert problem(recorder.send("POST", "activities", b"{}", media="application/json; charset=gbk"))[0] == 415
    assert problem(recorder.get("me", accept="text/html")) == (406, "api.accept")
    assert recorder.get("me", accept="*/*").status_code == 200


def test_another_method_is_told_which_are_answered(program):
    answer = program("recorder").send("DELETE", "activities", {})
    assert problem(answer) == (405, "api.method")
    assert answer.headers["Allow"] == "GET, POST, HEAD"
    assert program("recorder").client.head("/api/v1/me", headers=program("recorder").headers).status_code == 200


@pytest.mark.parametrize("where", ["", "nothing", "duties/", "duties/1", "organizations/HJ1/secrets", "people/x"])
def test_what_is_not_there_is_said_to_be_not_there(program, where):
    assert problem(program("recorder").get(where))[0] == 404


@pytest.mark.parametrize(
    "query",
    [
        *("colour=red", "limit=0", "limit=201", "limit=ten", "limit=5&limit=6", "kind=castle", "closed=perhaps"),
        *("after=!!!", "after=WzFd", "after=W10", "after=WyJcdTAwMDAiLCAiXHVkODAwIl0", "before=bnVsbA", "on=tomorrow"),
        *("on=9999-12-31", "on=0001-01-01", "on=2018-W20-3", "q=%00", f"q={'长' * 201}", "sort=name", "columns=name"),
    ],
)
def test_an_address_that_asks_something_else_is_refused(program, query):
    assert problem(program("recorder").get(f"organizations?{query}"))[0] == 422


@pytest.mark.parametrize("where", ["points/entries?year=9999", "points/entries?year=1", "measures?period=9999-W53"])
def test_years_that_no_calendar_has_fail_nowhere(program, where):
    assert program("recorder").get(where).status_code in {200, 422}


def test_a_path_with_a_control_sign_finds_nothing(program):
    assert problem(program("recorder").get("organizations/HJ1%00"))[0] in {404, 422}


@pytest.mark.parametrize(
    "said", ["Bearer", "Bearer tz_", "Bearer tz_wrong", "Basic dXNlcjpwYXNz", "tz_x", "Bearer \udc80"]
)
def test_who_sends_no_key_is_told_where_keys_are_made(cast, said):
    answer = Program().get("me", authorization=said.encode("utf-8", "replace").decode("latin-1"))
    assert problem(answer) == (401, "api.key")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_expired_key_opens_nothing(program, settings):
    from datetime import date

    short = program("secretary", until=date(2018, 5, 20))
    settings.TODAY = date(2018, 5, 20)
    assert short.get("me").status_code == 200
    settings.TODAY = date(2018, 5, 21)
    assert problem(short.get("me")) == (401, "api.key-expired")


def test_a_revoked_key_opens_nothing_from_that_moment(program, cast):
    from taizhang.domain.access.actions import revoke_key
    from tests.web.district import actor

    secretary = program("secretary")
    assert secretary.get("me").status_code == 200
    revoke_key(key=secretary.made.key, by=actor(cast.secretary))
    assert problem(secretary.get("me")) == (401, "api.key-revoked")


def test_a_key_loses_what_its_person_loses(program, cast):
    from taizhang.domain.access.actions import end_grant
    from tests.web.district import actor

    secretary = program("secretary", Permission.ORGS_VIEW)
    assert secretary.get("organizations").status_code == 200
    end_grant(grant=cast.secretary.person.grants.get(), on=secretary_day(), by=actor(cast.security_admin))
    assert problem(secretary.get("organizations")) == (403, "api.scope")


def test_a_key_of_a_closed_account_opens_nothing(program, cast):
    from taizhang.domain.access.actions import close_account
    from tests.web.district import actor

    secretary = program("secretary")
    close_account(account=cast.secretary, by=actor(cast.system_admin))
    assert problem(secretary.get("me")) == (401, "api.key")


def secretary_day():
    from datetime import date

    return date(2018, 5, 18)


def test_only_the_day_of_the_last_use_is_kept(program):
    secretary = program("secretary")
    assert Key.objects.get().last_used_on is None
    secretary.get("me")
    assert Key.objects.get().last_used_on == secretary_day()


def test_a_session_reads_but_changes_only_with_the_token_of_a_page(cast):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.recorder, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/api/v1/activities").status_code == 200
    body = json.dumps({"id": new(), **BODY})
    refused = browser.post("/api/v1/activities", body, content_type="application/json")
    assert problem(refused) == (403, "api.csrf")
    browser.get("/me/")
    token = browser.get("/").cookies.get("csrftoken") or browser.cookies.get("csrftoken")
    if token is None:
        browser.get("/accounts/password/change/")
        token = browser.cookies["csrftoken"]
    sent = browser.post(
        "/api/v1/activities", body, content_type="application/json", headers={"X-CSRFToken": token.value}
    )
    assert sent.status_code == 201


def test_whoever_asks_too_often_is_told_when_to_come_again(program, settings):
    settings.API_PER_MINUTE = 3
    secretary = program("secretary")
    answers = [secretary.get("me") for _n in range(8)]
    often = [one for one in answers if one.status_code == 429]
    assert often and problem(often[0]) == (429, "api.often")
    assert 0 < int(often[0].headers["Retry-After"]) <= 60
    assert program("recorder").get("me").status_code == 200


def test_whoever_tries_wrong_keys_is_told_to_wait_and_the_right_one_goes_on_working(program, settings):
    settings.API_MISSES = 3
    right, wrong = program("recorder"), Program()
    right.client.defaults["REMOTE_ADDR"] = wrong.client.defaults["REMOTE_ADDR"] = f"2001:db8::{token_hex(2)}"
    wrong.headers["Authorization"] = f"Bearer tz_{'a' * 43}"
    answers = [problem(wrong.get("me")) for _n in range(5)]
    assert answers == [(401, "api.key")] * 3 + [(429, "api.guessing")] * 2
    assert wrong.get("me").headers["Retry-After"] == "60"
    assert right.get("me").status_code == 200
    elsewhere = Program()
    elsewhere.headers["Authorization"] = "Bearer tz_b"
    elsewhere.client.defaults["REMOTE_ADDR"] = f"2001:db8:1::{token_hex(2)}"
    assert problem(elsewhere.get("me")) == (401, "api.key")


def test_a_refusal_speaks_the_language_that_is_asked_for(program):
    said = {
        language: program("secretary").get("organizations/HJ2", accept_language=language).json()
        for language in ("zh-CN", "en")
    }
    assert said["en"]["code"] == said["zh-CN"]["code"] == "orgs.unknown"
    assert said["en"]["title"] == "This is not there."
    assert said["zh-CN"]["title"] != said["en"]["title"] and said["zh-CN"]["detail"] != said["en"]["detail"]


def test_a_session_that_slept_too_long_is_told_in_the_words_of_the_interface(cast, settings):
    from tests.web.district import browser_of

    browser = browser_of(cast.secretary)
    assert browser.get("/api/v1/me").status_code == 200
    settings.IDLE_SECONDS = -1
    assert problem(browser.get("/api/v1/me")) == (401, "api.key")
