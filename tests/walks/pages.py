"""Every page of the site with somebody who may open it: found by asking each address once, as its row says who may."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from taizhang.domain.access.models import Account
from tests.addresses import Address, addresses
from tests.authorization.matrix import ROWS
from tests.authorization.rights import ANONYMOUS, BELOW, OWN, PLACES, ROLES
from tests.authorization.routes import LIBRARY, enter
from tests.authorization.world import World
from tests.walks.own import ADDRESSES, MORE
from tests.web.district import browser_of

# No pages; or pages of an installation without accounts, or of a second factor, which other walks open.
ELSEWHERE = frozenset(
    {
        *("healthz", "api:nowhere", "notices:notice", "imports_corrections", "paper:corrections"),
        *("setup", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"),
    }
)
CLOSED = frozenset({401, 403, 404, 422})
LETTERS = ("S", "D", "O", "Y", "C", "A", "M", ANONYMOUS)
enter()


@dataclass(frozen=True)
class Opened:
    """A page and who opens it; nobody when it is public."""

    name: str
    url: str
    account: Account | None


class Unopened(Exception):
    """Nobody could open an address that answers GET."""


def every_page(there: World, part: int, parts: int) -> list[Opened]:
    """One of so many parts of all addresses that answer GET with a whole page; files and what redirects are none."""
    browsers = {ANONYMOUS: Client()}
    asked = sorted((one for one in addresses() if _readable(one)), key=lambda one: one.name)
    found = {one.name: _opened(there, one, browsers) for one in asked[part::parts]}
    closed = [name for name, opened in found.items() if opened is None]
    if closed:
        raise Unopened(f"nobody could open {closed}: give them an address in tests/walks/own.py")
    more = [Opened(url, url, there.account(ROLES[letter])) for letter, url in MORE[part::parts]]
    return [opened for opened, whole in filter(None, found.values()) if whole] + more


def _readable(one: Address) -> bool:
    return one.name not in ELSEWHERE and not (one.gate and "GET" not in one.gate.methods)


def _opened(there: World, one: Address, browsers: dict[str, Client]) -> tuple[Opened, bool] | None:
    """Who is let in first, and whether what comes is a whole page; nothing when nobody is."""
    found = None
    for letter, url in _keys(there, one):
        if letter not in browsers:
            browsers[letter] = browser_of(there.account(ROLES[letter]))
        answer = browsers[letter].get(url)
        if answer.status_code not in CLOSED and not answer.headers.get("Location", "").startswith("/accounts/login/"):
            found = Opened(one.name, url, None if letter == ANONYMOUS else there.account(ROLES[letter]))
            if answer.status_code < 300 or one.fixed is False:
                return found, b"</html>" in getattr(answer, "content", b"")
    return (found, False) if found else None


def _keys(there: World, one: Address) -> Iterator[tuple[str, str]]:
    """Letters of roles, with the address filled for each."""
    if one.name in ADDRESSES:
        letter, make = ADDRESSES[one.name]
        yield letter, make(there)
    elif one.name in LIBRARY:
        yield from ((letter, reverse(one.name)) for letter in (ANONYMOUS, "S"))
    else:
        row = ROWS[one.name]
        for letter in LETTERS:
            for relation, place in PLACES.get(letter, {BELOW: "first"}).items():
                if relation in (OWN, BELOW) and row.right.allows(letter, relation):
                    at = there.places[place]
                    query = row.query(at) if callable(row.query) else row.query
                    yield letter, reverse(one.name, kwargs=row.keys(there, at) if row.keys else None) + query
