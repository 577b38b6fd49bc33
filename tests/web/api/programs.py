"""Programs: clients of the interface that send a key and speak JSON."""

import json
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from taizhang.domain.access import policy
from taizhang.domain.access.actions import KeyEntry, Made, make_key
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.ids import uuid7
from tests.web.district import actor

ROOT = "/api/v1/"
MADE_AT = datetime(2018, 5, 18, 1, tzinfo=UTC)
TODAY = date(2018, 5, 18)


class Program:
    """Sends a key with every call."""

    def __init__(self, made: Made | None = None, language: str = "en") -> None:
        self.made, self.client = made, Client()
        self.headers = {"Accept-Language": language}
        if made is not None:
            self.headers["Authorization"] = f"Bearer {made.secret}"

    def get(self, where: str, **headers: str) -> Any:
        return self.client.get(_address(where), headers={**self.headers, **_named(headers)})

    def post(self, where: str, body: Any, **headers: str) -> Any:
        return self.send("POST", where, body, **headers)

    def put(self, where: str, body: Any, **headers: str) -> Any:
        return self.send("PUT", where, body, **headers)

    def send(self, method: str, where: str, body: Any, *, media: str = "application/json", **headers: str) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False, default=str).encode()
        return self.client.generic(method, _address(where), raw, media, headers={**self.headers, **_named(headers)})

    def change(self, where: str, reads: str, **body: Any) -> Any:
        """Read what is to be changed, and change it in the version that was read."""
        tag = self.get(reads).headers["ETag"]
        return self.post(where, {"id": new(), **body}, if_match=tag)


def program_of(
    account: Account, *permissions: Permission, over: Organization | None = None, until: date = date(2018, 12, 31)
) -> Program:
    return Program(key_of(account, *permissions, over=over, until=until))


def key_of(
    account: Account, *permissions: Permission, over: Organization | None = None, until: date = date(2018, 12, 31)
) -> Made:
    """A key of an account; without a choice it opens all that its person holds."""
    held = permissions or [one for one in Permission if policy.may(account, one, on=TODAY)]
    entry = KeyEntry(name="汇总程序", permissions=held, organization=over, expires_on=until)
    return make_key(account=account, entry=entry, by=actor(account, MADE_AT))


def new() -> str:
    """An identifier that a program makes."""
    return str(uuid7())


def codes(response: Any) -> list[str]:
    """The codes of the organisations in a list."""
    return [each["code"] for each in response.json()["items"]]


def problem(response: Any) -> tuple[int, str]:
    """The status and the code of a refusal, in the form that every refusal has."""
    assert response.headers["Content-Type"] == "application/problem+json", response.content[:300]
    said = response.json()
    assert said.keys() == {"type", "title", "status", "detail", "remedy", "code", "errors"}
    assert said["status"] == response.status_code
    assert said["title"] and said["detail"] and said["type"].endswith(said["code"])
    return response.status_code, said["code"]


def _address(where: str) -> str:
    return where if where.startswith("/") else ROOT + where


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
