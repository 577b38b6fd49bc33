"""What every answer of the site has, and the health check."""

import pytest
from django.core.files.storage import storages
from django.test import Client


@pytest.mark.django_db
def test_the_health_check_asks_the_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok"}


@pytest.mark.django_db
def test_pages_load_nothing_from_elsewhere(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_uploads_are_kept_in_the_data_folder(settings: object) -> None:
    assert storages["default"].location == str(settings.HOME / "files")


def test_nobody_registers_by_himself(rf: object) -> None:
    from allauth.account.adapter import get_adapter

    assert get_adapter().is_open_for_signup(rf.get("/")) is False


def test_secrets_of_one_time_codes_are_encrypted() -> None:
    from allauth.mfa.adapter import get_adapter

    token = get_adapter().encrypt("JBSWY3DP")
    assert "JBSWY3DP" not in token
    assert get_adapter().decrypt(token) == "JBSWY3DP"


def test_served_pages_can_be_looked_at_in_a_browser(live: str, page: object) -> None:
    assert page.goto(f"{live}/healthz").status == 200
    assert '"ok"' in page.content()
