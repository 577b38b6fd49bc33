"""Every route × every role × own, above, below, beside, another district, anonymous; a route without a row fails."""

import json
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


@pytest.mark.parametrize("room", sorted(rooms()))
def test_every_role_passes_exactly_the_doors_that_are_its_own(room, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.TODAY = date(2018, 5, 18)
    there = world()
    wrong = [line for one in rooms()[room] for line in _wrong(there, one, ROWS[one.name])]
    assert not wrong, "\n".join(["", *wrong])


def _wrong(there: World, one: Address, row: Row) -> list[str]:
    """The cells of a route that are not as the table says."""
    wrong = []
    for letter in (*ROLES, ANONYMOUS):
        places = PLACES.get(letter, {BELOW: "first"})
        client = Client() if letter == ANONYMOUS else browser_of(there.account(ROLES[letter]))
        for relation, place in places.items():
            for method in one.gate.methods if one.gate else ("GET",):
                status = _asked(client, one, row, there, (place, method))
                if status >= 500 or (status in DENIED) == row.right.allows(letter, relation):
                    wrong.append(f"{one.name} {method} {ROLES.get(letter, letter)} {relation}: {status}")
    return wrong


def _asked(client: Client, one: Address, row: Row, there: World, how: tuple[str, str]) -> int:
    """How a request ends; what it did is taken back. Sent to the sign-in page is 401."""
    place, method = how
    at = there.places[place]
    address = reverse(one.name, kwargs=row.keys(there, at) if row.keys else None)
    address += row.query(at) if callable(row.query) else row.query
    body = row.body(at) if row.body else {}
    with transaction.atomic():
        if method == "GET":
            answer = client.get(address, follow=True)
        elif row.json:
            answer = client.generic(method, address, json.dumps(body), "application/json")
        else:
            answer = client.generic(method, address, urlencode(body), "application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    sent_on = [to for to, _code in getattr(answer, "redirect_chain", ())] or [answer.headers.get("Location", "")]
    return 401 if any(to.startswith("/accounts/login/") for to in sent_on) else answer.status_code
