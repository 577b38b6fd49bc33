"""Signing in, being locked out, falling asleep, one tap in the demo, and the trace each leaves."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from taizhang.domain.access.roles import Role
from taizhang.domain.audit.models import AuditEntry
from tests.web.cast import browser_of, hold, someone

pytestmark = pytest.mark.django_db
PASSWORD = "绿水青山2018"


@pytest.fixture(autouse=True)
def no_earlier_attempts():
    cache.clear()


@pytest.fixture
def account(tree):
    account = someone("wang", "王芳", password=PASSWORD)
    hold(account, Role.SECRETARY, tree.east_first)
    return account


def attempt(password: str, username: str = "wang", client: Client | None = None):
    return (client or Client()).post("/accounts/login/", {"login": username, "password": password})


def verbs() -> list[str]:
    return list(AuditEntry.objects.values_list("verb", flat=True))


def test_the_right_password_signs_in_and_is_noted(account):
    response = attempt(PASSWORD)
    assert (response.status_code, response.url) == (302, "/")
    entry = AuditEntry.objects.get(verb="access.sign-in")
    assert (entry.actor_name, entry.details) == ("王芳", {"method": "password"})


def test_a_wrong_password_is_noted_without_what_was_typed(account):
    assert attempt("wrong").status_code == 200
    attempt("wrong", username="my-secret-password")
    entries = AuditEntry.objects.filter(verb="access.sign-in-failed")
    assert [entry.subject_id for entry in entries] == [account.pk, None]
    assert "my-secret-password" not in str([vars(entry) for entry in entries])


def test_the_sixth_attempt_is_locked_even_with_the_right_password(account):
    for _n in range(5):
        attempt("wrong")
    response = attempt(PASSWORD)
    assert response.status_code == 200
    assert "15" in response.content.decode()
    assert "access.sign-in" not in verbs()


def test_a_lock_of_one_name_locks_nobody_else(account):
    someone("li", password=PASSWORD)
    for _n in range(5):
        attempt("wrong")
    assert attempt(PASSWORD, username="li").status_code == 302


def test_a_closed_account_signs_nobody_in(account):
    account.is_active = False
    account.save()
    attempt(PASSWORD)
    assert "access.sign-in" not in verbs()


def test_signing_out_is_noted(account):
    client = browser_of(account)
    client.post("/accounts/logout/")
    assert verbs()[-1] == "access.sign-out"


def test_whoever_sleeps_too_long_is_signed_out(account, settings):
    client = browser_of(account)
    session = client.session
    session["seen"] = int(time.time()) - settings.IDLE_SECONDS - 1
    session.save()
    response = client.get("/gallery/")
    assert response.url.startswith("/accounts/login/?next=/gallery/")
    assert "access.sign-out" in verbs()


def test_whoever_is_awake_stays(account, settings):
    client = browser_of(account)
    session = client.session
    session["seen"] = int(time.time()) - settings.IDLE_SECONDS + 60
    session.save()
    assert client.get("/gallery/").status_code == 200
    assert client.session["seen"] >= int(time.time()) - 5


def test_the_demo_signs_in_with_one_tap(tree, settings):
    settings.DEMO = True
    hold(someone("demo1", "赵静", demo=True), Role.SECRETARY, tree.east_first)
    client = Client()
    assert "赵静" in client.get("/accounts/login/").content.decode()
    response = client.post("/demo/sign-in/", {"username": "demo1", "next": "/gallery/"})
    assert (response.status_code, response.url) == (302, "/gallery/")
    assert AuditEntry.objects.get(verb="access.sign-in").details == {"method": "demo"}


def test_the_demo_signs_in_only_whom_it_offers(account, settings):
    settings.DEMO = True
    assert Client().post("/demo/sign-in/", {"username": "wang"}).status_code == 303
    assert "access.sign-in" not in verbs()


@pytest.mark.parametrize(
    "whence", [{"REMOTE_ADDR": "10.0.0.7"}, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "8.8.8.8"}]
)
def test_the_demo_answers_only_this_machine(tree, settings, whence):
    settings.DEMO = True
    someone("demo1", demo=True)
    assert Client().post("/demo/sign-in/", {"username": "demo1"}, **whence).status_code == 404


def test_outside_the_demo_there_is_no_one_tap(tree, settings):
    settings.DEMO = False
    someone("demo1", demo=True)
    assert Client().post("/demo/sign-in/", {"username": "demo1"}).status_code == 404
    assert "demo1" not in Client().get("/accounts/login/").content.decode()


def test_nobody_registers_himself_or_asks_for_a_mail():
    assert Client().get("/accounts/signup/").status_code == 404
    assert Client().get("/accounts/password/reset/").status_code == 404


def test_one_changes_ones_own_password(account):
    client = browser_of(account)
    answer = {"oldpassword": PASSWORD, "password1": "金山银山2018", "password2": "金山银山2018"}
    assert client.get("/accounts/password/change/").status_code == 200
    client.post("/accounts/password/change/", answer)
    account.refresh_from_db()
    assert account.check_password("金山银山2018")


def test_one_time_codes_are_switched_on_asked_for_and_switched_off(account):
    client = Client()
    attempt(PASSWORD, client=client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for name in ("mfa_index", "mfa_activate_totp"):
        assert client.get(reverse(name)).status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert client.post(reverse("mfa_activate_totp"), {"code": code(secret)}).status_code == 302
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        assert client.get(reverse(name)).status_code == 200
    cache.clear()  # a code is good once
    second = Client()
    assert attempt(PASSWORD, client=second).url == reverse("mfa_authenticate")
    assert second.get(reverse("mfa_authenticate")).status_code == 200
    assert second.get("/gallery/").status_code == 302
    assert second.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code == 302
    assert second.get("/gallery/").status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert verbs().count("access.second-step") >= 2


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_the_password_is_asked_once_more(account):
    client = browser_of(account)
    response = client.get(reverse("mfa_activate_totp"))
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200


def test_the_language_is_kept_in_a_cookie(account):
    client = browser_of(account)
    response = client.post("/language/", {"language": "en", "next": "/gallery/"})
    assert (response.status_code, response.url) == (303, "/gallery/")
    assert '<html lang="en"' in client.get("/gallery/").content.decode()
    assert client.post("/language/", {"language": "xx"}).cookies.get("django_language") is None


def test_with_no_account_at_all_signing_in_leads_to_the_set_up(db):
    assert Client().get("/accounts/login/").url == "/setup/"
