"""Every route × every role × own, above, below, beside, another district, anonymous; a route without a row fails."""

import json
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.addresses import Address, addresses
from tests.authorization.matrix import ROWS, Row
from tests.authorization.rights import ANONYMOUS, BELOW, PLACES, ROLES
from tests.authorization.routes import LIBRARY, enter
from tests.authorization.world import World, world
from tests.web.district import browser_of

pytestmark = pytest.mark.django_db
enter()
DENIED = frozenset({401, 403, 404})
BRIEF = {"Accept": "application/json"}  # a refusal without the page around it
PARTS = 8  # rooms that share a world; to make one takes seconds


def routes() -> list[Address]:
    """Every route of ours."""
    return [one for one in addresses() if one.name not in LIBRARY]


def rooms() -> dict[str, list[Address]]:
    """The routes by the room of their view."""
    found: dict[str, list[Address]] = {}
    for one in routes():
        found.setdefault(".".join(one.view_name.split(".")[:3]), []).append(one)
    return found


def test_every_route_has_its_row():
    named = {one.name for one in routes()}
    assert not named - ROWS.keys(), f"without a row in tests/authorization/rooms: {sorted(named - ROWS.keys())}"
    assert not ROWS.keys() - named, f"rows of routes that do not exist: {sorted(ROWS.keys() - named)}"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_role_passes_exactly_the_doors_that_are_its_own(part, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.TODAY = date(2018, 5, 18)
    there = world()
    clients = {letter: browser_of(there.account(name)) for letter, name in ROLES.items()} | {ANONYMOUS: Client()}
    mine = [one for room in sorted(rooms())[part::PARTS] for one in rooms()[room]]
    wrong = [line for one in mine for line in _wrong(there, one, ROWS[one.name], clients)]
    assert not wrong, "\n".join(["", *wrong])


def _wrong(there: World, one: Address, row: Row, clients: dict[str, Client]) -> Iterator[str]:
    """The cells of a route that are not as the table says."""
    for letter, client in clients.items():
        ends: dict[tuple[str, ...], int] = {}  # the same request of the same role ends the same, whatever the cell
        for relation, place in PLACES.get(letter, {BELOW: "first"}).items():
            for method in one.gate.methods if one.gate else ("GET",):
                address, body = _request(one, row, there, place)
                asked = (method, address, body)
                if asked not in ends:
                    ends[asked] = _asked(client, *asked, json=row.json)
                status = ends[asked]
                if status >= 500 or (status in DENIED) == row.right.allows(letter, relation):
                    yield f"{one.name} {method} {ROLES.get(letter, letter)} {relation}: {status}"


def _request(one: Address, row: Row, there: World, place: str) -> tuple[str, str]:
    """The address of a route for a noun of a place, and what is sent along."""
    at = there.places[place]
    address = reverse(one.name, kwargs=row.keys(there, at) if row.keys else None)
    body = row.body(at) if row.body else {}
    query = row.query(at) if callable(row.query) else row.query
    return address + query, json.dumps(body) if row.json else urlencode(body)


def _asked(client: Client, method: str, address: str, body: str, *, json: bool) -> int:
    """How a request ends; what it did is taken back. Sent to the sign-in page is 401."""
    kind = "application/json" if json else "application/x-www-form-urlencoded"
    with transaction.atomic():
        if method == "GET":
            answer = client.get(address, follow=True, headers=BRIEF)
        else:
            answer = client.generic(method, address, body, kind, headers=BRIEF)
        transaction.set_rollback(True)
    sent_on = [to for to, _code in getattr(answer, "redirect_chain", ())] or [answer.headers.get("Location", "")]
    return 401 if any(to.startswith("/accounts/login/") for to in sent_on) else answer.status_code
