"""Keys: made after the password once more, shown once, revoked at once; an administrator sees and ends all of them."""

import re

import pytest

from taizhang.domain.access.models import Key
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.models import AuditEntry
from tests.factories import access
from tests.people import PASSWORD
from tests.web.api.programs import Program

FORM = {"name": "汇总程序", "permissions": ["orgs.view", "duties.view"], "expires_on": "2018-12-31"}


@pytest.fixture
def confirmed(signed_in):
    """A browser in which the password was typed once more."""

    def enter(part: str):
        browser = signed_in(part)
        browser.post("/accounts/reauthenticate/?next=/me/keys/new/", {"password": PASSWORD})
        return browser

    return enter


def secret_in(page: str) -> str:
    found = re.search(r'value="(tz_[\w-]{43})"', page)
    assert found, page
    return found[1]


def test_the_password_is_asked_for_before_a_key_is_made(signed_in):
    browser = signed_in("secretary")
    for answer in (browser.get("/me/keys/new/"), browser.post("/me/keys/new/", FORM)):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not Key.objects.exists()


def test_the_secret_is_shown_once_and_opens_what_was_ticked(confirmed, cast):
    browser = confirmed("secretary")
    made = browser.post("/me/keys/new/", FORM)
    assert made.status_code == 200 and made.headers["Cache-Control"] == "no-store"
    secret = secret_in(made.content.decode())
    key = Key.objects.get()
    assert secret not in (key.digest, str(vars(key)))
    assert secret not in browser.get("/me/keys/").content.decode()
    program = Program()
    program.headers["Authorization"] = f"Bearer {secret}"
    assert program.get("me").json()["permissions"] == ["orgs.view", "duties.view"]
    entry = AuditEntry.objects.get(verb="keys.make")
    assert secret not in str(vars(entry)) and entry.actor_name == "周建华"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"permissions": ["records.review"]}, "records.review"),
        ({"permissions": []}, "必填"),
        ({"expires_on": "2019-05-19"}, "2019-05-18"),
        ({"expires_on": "2018-05-17"}, "2018-05-18"),
        ({"name": " "}, ""),
        ({"organization": "HJ2"}, "HJ2"),
    ],
)
def test_a_key_beyond_what_one_may_is_refused(confirmed, changes, words):
    answer = confirmed("secretary").post("/me/keys/new/", {**FORM, **changes})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Key.objects.exists()


def test_only_what_one_holds_is_offered(confirmed):
    page = confirmed("secretary").get("/me/keys/new/").content.decode()
    assert 'value="records.write"' in page
    assert 'value="records.review"' not in page and 'value="people.reveal"' not in page


def test_ones_own_key_is_revoked(signed_in, cast):
    made = access.made_key(cast.reloaded("secretary"), Permission.ORGS_VIEW)
    browser, program = signed_in("secretary"), Program(made)
    assert program.get("organizations").status_code == 200
    assert "汇总程序" in browser.get("/me/keys/").content.decode()
    assert browser.post(f"/me/keys/{made.key.pk}/revocation/").status_code == 303
    assert program.get("organizations").status_code == 401
    assert "已撤销" in browser.get("/me/keys/").content.decode()


def test_the_key_of_another_is_not_there(signed_in, cast):
    made = access.made_key(cast.reloaded("secretary"), Permission.ORGS_VIEW)
    assert signed_in("recorder").post(f"/me/keys/{made.key.pk}/revocation/").status_code == 404
    assert signed_in("system_admin").post(f"/keys/{made.key.pk}/revocation/").status_code == 403
    assert Key.objects.get().revoked_at is None


def test_the_security_administrator_sees_and_ends_every_key(signed_in, cast):
    made = access.made_key(cast.reloaded("secretary"), Permission.ORGS_VIEW)
    browser = signed_in("security_admin")
    page = browser.get("/keys/").content.decode()
    assert "周建华" in page and "汇总程序" in page and made.secret not in page
    assert browser.post(f"/keys/{made.key.pk}/revocation/").status_code == 303
    assert Program(made).get("me").status_code == 401
    assert AuditEntry.objects.get(verb="keys.revoke").actor_name == "安全管理员乙"
    browser.get("/keys/")  # says once what was done
    assert "汇总程序" not in browser.get("/keys/?state=live").content.decode()
