"""The request as our views see it: who asks, on which day, in which language."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.utils.translation import get_language
from django_htmx.middleware import HtmxDetails

from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit import clock, signs

EARLIEST = date(1921, 7, 1)
AHEAD = timedelta(days=366)
READING = ("GET", "HEAD")  # nothing is ever changed as of another day


@dataclass(frozen=True, slots=True)
class Gate:
    """What a page asks of whoever comes: a permission, at least a sign-in, or nothing."""

    permission: Permission | None = None
    public: bool = False
    methods: tuple[str, ...] = ("GET",)


class PageRequest(HttpRequest):
    """A request that passed its gate. `account` and `by` exist unless the page is public."""

    account: Account
    by: Actor  # the person, now, through the web
    today: date  # the business day
    on: date  # the day as of which the page is shown: ?on=YYYY-MM-DD, else today; a form always acts today
    lang: str  # "zh-hans", "zh-hant" or "en"
    permission: Permission | None  # what the page's gate asked for
    if TYPE_CHECKING:
        htmx: HtmxDetails


def prepared(request: HttpRequest, gate: Gate) -> PageRequest:
    """The same request with what every view may ask of it."""
    ready = cast(PageRequest, request)
    signs.clean(ready)
    moment = clock.now()
    ready.today = moment.date()
    ready.lang = get_language() or "zh-hans"
    ready.permission = gate.permission
    account = account_of(request)
    if account is not None:
        ready.account = account
        ready.by = Actor(account.person.name, moment, account.person_id, Channel.WEB)
    ready.on = _as_of(request.GET.get("on", ""), ready.today) if request.method in READING else ready.today
    return ready


def account_of(request: HttpRequest) -> Account | None:
    """The account that is signed in, if any."""
    user = getattr(request, "user", None)
    if not isinstance(user, Account):
        return None
    account: Account = getattr(user, "_wrapped", user)  # Django hands out a lazy wrapper; what is cached lies within
    return account


def _as_of(text: str, today: date) -> date:
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.max
    if EARLIEST <= day <= today + AHEAD:
        return day
    raise Refused(
        _("“{day}” is not a day that can be shown."),
        _("Write a day as 2018-05-31, not later than a year from today."),
        code="web.day",
        day=text,
    )
