"""Who enters, and with what: the key or the session, how often, how much, in which form."""

import time

from django.conf import settings
from django.http import HttpRequest
from ninja.utils import check_csrf

from taizhang.domain.access import policy
from taizhang.domain.access.actions.keys import PREFIX, key_of
from taizhang.domain.access.models import Account
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.kernel.errors import Refused, _
from taizhang.web.api.calls import MEGABYTE, Call
from taizhang.web.api.parameters import check
from taizhang.web.api.problems import MEDIA, Trouble, trouble
from taizhang.web.kit import clock
from taizhang.web.kit.often import counted
from taizhang.web.kit.page import PageRequest
from taizhang.web.kit.request import account_of, prepared

MINUTE = 60  # seconds
PER_MINUTE = 600  # calls of one key, or of one person on pages; settings.API_PER_MINUTE overrides it
MISSES = 20  # wrong keys from one place within a minute; settings.API_MISSES overrides it
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="taizhang"'}


def enter(request: HttpRequest, call: Call) -> PageRequest:
    """The request with what every view may ask of it; refused when it may not come in, or is not in form."""
    _refuse_size(request, call)
    account = account_of_call(request)
    _count(account)
    if call.permission is not None and not policy.may(account, call.permission, on=clock.today()):
        raise _forbidden(account)
    _refuse_form(request, call)
    if not call.reads and account.key is None and check_csrf(request) is not None:
        raise trouble(
            403,
            "api.csrf",
            _("A change through a session needs the token of the page."),
            _("Send it as X-CSRFToken, or use a key."),
        )
    check(request, call)  # before signs that nobody sees fall away
    ready = prepared(request, call.gate)
    ready.by = Actor(account.person.name, ready.by.at, account.person_id, Channel.API, _key_name(account))
    return ready


def account_of_call(request: HttpRequest) -> Account:
    """The account of a key, or of a session on the same site."""
    header = request.headers.get("Authorization", "")
    if header:
        return _of_key(request, header)
    account = account_of(request)
    if account is None:
        raise Trouble(401, _nobody(), CHALLENGE)
    return account


def _of_key(request: HttpRequest, header: str) -> Account:
    scheme, _gap, secret = header.partition(" ")
    fits = scheme.lower() == "bearer" and secret.startswith(PREFIX)
    key = key_of(secret.strip(), on=clock.today()) if fits else None
    if key is None or not key.account.is_active:
        _refuse_guessing(request)
        raise Trouble(401, _nobody(), CHALLENGE)
    if key.revoked_at is not None:
        raise Trouble(401, _ended(_("The key “{name}” was revoked."), "api.key-revoked", key.name), CHALLENGE)
    if not key.opens(clock.today()):
        raise Trouble(401, _ended(_("The key “{name}” has expired."), "api.key-expired", key.name), CHALLENGE)
    request.user = key.account  # as the middleware does for a session
    return key.account


def _refuse_guessing(request: HttpRequest) -> None:
    """Refuse more wrong keys from one place in a minute than a mistake explains; right ones go on working."""
    most: int = getattr(settings, "API_MISSES", MISSES)
    if counted(f"api-miss-{request.META.get('REMOTE_ADDR', '')}", MINUTE) > most:
        raise _too_often(
            trouble(
                429,
                "api.guessing",
                _("More than {most} wrong keys came from one place within a minute."),
                _("Wait {seconds} seconds, and see which key the program sends."),
                most=most,
                seconds=MINUTE,
            ),
            MINUTE,
        )


def _too_often(found: Trouble, seconds: int) -> Trouble:
    found.headers["Retry-After"] = str(seconds)
    return found


def _nobody() -> Refused:
    return Refused(
        _("A key is needed here: Authorization: Bearer tz_…"),
        _("Make one on the page of your keys, or sign in."),
        code="api.key",
    )


def _ended(rule: str, code: str, name: str) -> Refused:
    return Refused(rule, _("Make a new one on the page of your keys."), code=code, name=name)


def _count(account: Account) -> None:
    """Refuse more calls in a minute than anyone needs; all processes count together."""
    most: int = getattr(settings, "API_PER_MINUTE", PER_MINUTE)
    minute, second = divmod(int(time.time()), MINUTE)
    who = f"key-{account.key.pk}" if account.key is not None else f"account-{account.pk}"
    if counted(f"api-{who}-{minute}", MINUTE) > most:
        found = trouble(
            429,
            "api.often",
            _("More than {most} calls came in one minute."),
            _("Wait {seconds} seconds, and ask for longer parts of lists."),
            most=most,
            seconds=MINUTE - second,
        )
        raise _too_often(found, MINUTE - second)


def _forbidden(account: Account) -> Trouble:
    if account.key is not None:
        return trouble(
            403,
            "api.scope",
            _("This key does not open this, or the post of its person does not include it."),
            _("Make a key that opens it, or ask the security administrator for the post."),
        )
    return trouble(403, "access.post", _("Your post does not include this."), _("Ask the security administrator."))


def _refuse_size(request: HttpRequest, call: Call) -> None:
    """Refuse what is too large before any of it is read, and what does not say how large it is."""
    if "Transfer-Encoding" in request.headers:
        raise trouble(
            411,
            "api.length",
            _("What is sent says at its beginning how long it is."),
            _("Send Content-Length, not parts of unknown length."),
        )
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        size = 0
    if size > call.largest:
        raise trouble(
            413,
            "api.too-large",
            _("What was sent is larger than {limit} MB."),
            _("Send less at a time; long texts belong in a file kept as evidence."),
            limit=call.largest // MEGABYTE,
        )


def _refuse_form(request: HttpRequest, call: Call) -> None:
    if not (request.accepts("application/json") or request.accepts(MEDIA)):
        raise trouble(406, "api.accept", _("Answers come as JSON only."), _("Accept application/json."))
    if not call.reads and (request.content_type or "").lower() != call.media:
        raise trouble(
            415,
            "api.content-type",
            _("What is sent here is {media}."),
            _("Say so in Content-Type."),
            media=call.media,
        )
    if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise trouble(415, "api.content-type", _("Texts are sent in UTF-8."), _("Say so in Content-Type."))


def _key_name(account: Account) -> str:
    return account.key.name if account.key is not None else ""
