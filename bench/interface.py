"""The interface for programs at the demo's size: every reading call, a gathering handed in, a batch of presences."""

import json
from collections.abc import Iterator
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.conf import settings
from django.test import Client

from bench.figures import Figure
from taizhang.config import demo
from taizhang.domain.access import policy
from taizhang.domain.access.actions import KeyEntry, make_key
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Permission, Role
from taizhang.domain.audit.actor import Actor
from taizhang.kernel.ids import uuid7
from taizhang.web.kit import clock

ROUNDS = 20
ROOT = "/api/v1/"
LISTS = (
    *("me", "organizations", "people", "packs", "duties", "activities", "submissions?everyone=true", "points/entries"),
    *("points/balances", "measures?by=institution", "measures?by=child", "measures?by=month&period=2018"),
    *("figures", "figures?after=offices.staff_range", "figures?after=standards.categories", "openapi.json"),
)


def run() -> list[Figure]:
    """Ask as the district office, write as a secretary."""
    demo.load()
    settings.API_PER_MINUTE = 1_000_000
    office, secretary = _program(Role.DISTRICT_OFFICE), _program(Role.SECRETARY)
    lists = [ROOT + where for where in LISTS]
    ones = [href for where in lists if (href := _first(office.get(where).json()))]
    reading = [_timed(where, lambda where=where: office.get(where)) for where in [*lists, *ones]]
    return [*sorted(reading, key=lambda each: -each.value), *_writing(secretary)]


def _first(body: Any) -> str:
    """The address of the first noun of a list, if it lists nouns with addresses of their own."""
    items = body.get("items") if isinstance(body, dict) else None
    return items[0].get("href", "") if items else ""


def _writing(secretary: Client) -> Iterator[Figure]:
    """A gathering of the secretary's branch, and the presences of everyone on its roll."""
    code = secretary.get(ROOT + "organizations").json()["items"][0]["code"]
    body = {"organization": code, "institutions": ["L05"], "title": "学习", "held_on": clock.today().isoformat()}
    made: list[Any] = []
    yield _timed("a gathering handed in", lambda: made.append(_send(secretary, "activities", {"id": _new(), **body})))
    where = f"activities/{made[-1].json()['id']}"
    roll = secretary.get(f"{ROOT}{where}/attendances?limit=200&counts=true").json()["items"]

    def batch() -> None:
        items = [{"id": _new(), "person_id": line["person"]["id"], "presence": "leave"} for line in roll[1:]]
        assert _send(secretary, f"{where}/attendances", {"items": items}).status_code == 200

    yield _timed(f"{len(roll) - 1} presences with a receipt each", batch)


def _timed(name: str, act: Any) -> Figure:
    took = []
    for _n in range(ROUNDS + 1):
        start = perf_counter()
        act()
        took.append(1000 * (perf_counter() - start))
    took = took[1:]  # the first one reads what is kept in memory afterwards
    return Figure(name, median(took), "ms", at_most=200, note=f"p95 {quantiles(took, n=20)[-1]:.0f}")


def _program(role: Role) -> Client:
    """A program with a key of somebody who holds a post in the demo, opening all that the post opens."""
    account = Account.objects.filter(demo=True, person__grants__role=role).order_by("username")[0]
    held = [one for one in Permission if policy.may(account, one, on=clock.today())]
    entry = KeyEntry(name="bench", permissions=held, expires_on=clock.today())
    made = make_key(account=account, entry=entry, by=Actor(account.person.name, clock.now(), account.person_id))
    return Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {made.secret}"})


def _send(program: Client, where: str, body: Any) -> Any:
    return program.post(ROOT + where, json.dumps(body), "application/json", headers={"If-Match": "*"})


def _new() -> str:
    return str(uuid7())
