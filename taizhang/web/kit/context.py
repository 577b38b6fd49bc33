"""What the frame of every page is given, and how a page or one part of it is rendered."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import ROLES, Permission
from taizhang.domain.notices.reading import unread
from taizhang.web.kit import clock, nav
from taizhang.web.kit.refusals import is_htmx
from taizhang.web.kit.request import account_of

SEARCH_URL = "/search/"
HELP_URL = "/help/"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame: nav, who, record_url, help_url, demo (a context processor)."""
    account = account_of(request)
    today = clock.today()
    given: dict[str, Any] = {"demo": _ribbon() if settings.DEMO else "", "today": today}
    given["help_url"] = _help(request.path)
    if account is None:
        return given
    return given | {
        "account": account,
        "nav": nav.menu(account, request.path, on=today),
        "unread": unread(account.person_id),
        "who": {"name": account.person.name, "post": " · ".join(posts(account)[:2]), "url": "/me/"},
        "search_url": SEARCH_URL if policy.may(account, Permission.ORGS_VIEW, on=today) else "",
        "record_url": nav.RECORD_URL if nav.may_record(account, on=today) else "",
    }


def posts(account: Account) -> list[str]:
    """What an account's person is today, e.g. "Branch secretary, Huijin community"; no query beyond the grants."""
    held = policy.held(account, clock.today())
    return [f"{ROLES[each.role].name}{_(', ')}{each.organization_name}" for each in held]


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, block: str = "", status: int = 200
) -> HttpResponse:
    """The page; when htmx asks and `block` names a part of the template, only that part."""
    if not (block and is_htmx(request)):
        response = render(request, template, dict(context or {}), status=status)
    else:
        response = HttpResponse(_part(request, template, block, dict(context or {})), status=status)
    if block:
        patch_vary_headers(response, ["HX-Request"])
    return response


def _part(request: HttpRequest, template: str, block: str, context: dict[str, Any]) -> str:
    """One block, with the same context that the whole page would have."""
    from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy

    backend: Any = get_template(template)
    given = {"request": request, "csrf_input": csrf_input_lazy(request), "csrf_token": csrf_token_lazy(request)}
    for processor in backend.backend.template_context_processors:
        given |= processor(request)
    whole = backend.template.new_context({**given, **context})
    next(backend.template.root_render_func(whole), None)  # as far as the imports and assignments at its top
    return "".join(whole.blocks[block][0](whole))


def _help(path: str) -> str:
    """Where the question mark of a page leads."""
    from taizhang.web.help.topics import topic_of  # its texts are read when the first page is shown

    found = topic_of(path)
    return found.url if found else HELP_URL


def _ribbon() -> str:
    day = date_format(clock.today(), "DATE_FORMAT")
    return _("Demo district on %(day)s: every person here is fictional.") % {"day": day}
