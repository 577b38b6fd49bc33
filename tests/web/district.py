"""The cast in a May in which everything of the default pack is owed, and gatherings handed in through the actions."""

from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from taizhang.domain.access.models import Account
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.models import Pack
from taizhang.domain.orgs.models import Organization
from taizhang.domain.records.actions import submit
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.models import Activity
from taizhang.kernel.periods import Period
from tests.factories import duties
from tests.people import Cast, assemble
from tests.snapshots import once_built

MONTHS = ("2018-M04", "2018-M05")
MOMENT = datetime(2018, 5, 17, 1, tzinfo=UTC)  # nine in the morning, local time


def district() -> Cast:
    """The cast, with the default pack in force and the duties of April and May issued."""
    return once_built("district", _district)


def _district() -> Cast:
    cast = assemble()
    if not Pack.objects.exists():
        duties.pack()
    for month in MONTHS:
        period = Period.parse(month)
        issue(period=period, on=period.first, by=duties.actor())
    return cast


def actor(account: Account, at: datetime = MOMENT) -> Actor:
    """The account's person, acting."""
    return Actor(account.person.name, at, account.person_id)


def gathering(
    cast: Cast, *institutions: str, of: Organization | None = None, by: Account | None = None, **changes: Any
) -> Activity:
    """A gathering of the first branch handed in by its secretary, everybody there."""
    values: dict[str, Any] = {
        "organization_id": (of or cast.first).pk,
        "institutions": institutions or ("L05",),
        "title": "学习党的十九大精神",
        "held_on": date(2018, 5, 16),
    }
    at = changes.pop("at", MOMENT)
    return submit(entry=RecordEntry(**{**values, **changes}), by=actor(by or cast.secretary, at))


def browser_of(account: Account) -> Client:
    """A browser in which the account is signed in."""
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def enter(screen: Page, live: str, account: Account, language: str = "zh-hans", **cookies: str) -> None:
    """Signs in before a screen without the page for it, which is walked elsewhere; a cookie may choose the theme."""
    session = browser_of(account).cookies[settings.SESSION_COOKIE_NAME].value
    cookies |= {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: language}
    screen.context.add_cookies([{"name": name, "value": value, "url": live} for name, value in cookies.items()])
