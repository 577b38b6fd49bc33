"""Signing in with a password, or in the demo with one tap."""

from typing import Any
from uuid import UUID

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from taizhang.domain.access.models import Account, Grant
from taizhang.domain.access.roles import ROLES, Role
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit import clock
from taizhang.web.kit.language import welcome
from taizhang.web.kit.page import PageRequest, page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOOPBACK = {"127.0.0.1", "::1"}
OFFERED = 12  # demo people on the sign-in page


class SignIn(LoginView):  # type: ignore[misc]  # allauth ships no types
    """allauth's sign-in; a system without any account leads to its first administrator instead."""

    def dispatch(self, request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        """Serve, unless nobody could sign in yet."""
        if not Account.objects.exists():
            return HttpResponseRedirect("/setup/")
        response: HttpResponseBase = super().dispatch(request, *args, **values)
        return response

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        """With the people that the demo offers."""
        context: dict[str, Any] = super().get_context_data(**values)
        return {**context, "demo_people": demo_people(self.request)}


@page(public=True, methods=("POST",))
def demo_sign_in(request: PageRequest) -> HttpResponse:
    """Sign in as one of the demo's people, without a password; in demo mode and from this machine only."""
    if not demo_allowed(request):
        raise Http404
    account = Account.objects.select_related("person").filter(
        username=request.POST.get("username", ""), demo=True, is_active=True
    ).first()  # fmt: skip
    if account is None:
        raise Refused(
            _("This person is not offered for one-tap sign-in."),
            _("Choose one of the people on the sign-in page."),
            code="access.not-demo",
        )
    request.sign_in_method = "demo"  # type: ignore[attr-defined]  # read by the door that notes the sign-in
    login(request, account, backend=BACKEND)
    response = HttpResponseRedirect(_next(request))
    welcome(response, account)
    return response


def demo_allowed(request: HttpRequest) -> bool:
    """Whether one-tap sign-in exists here: demo mode, and asked by this very machine without a proxy between."""
    local = request.META.get("REMOTE_ADDR") in LOOPBACK and "HTTP_X_FORWARDED_FOR" not in request.META
    return bool(settings.DEMO) and local


def demo_people(request: HttpRequest) -> list[dict[str, str]]:
    """Those offered for one-tap sign-in: name, post, username."""
    if not demo_allowed(request):
        return []
    accounts = Account.objects.filter(demo=True, is_active=True).select_related("person").order_by("id")[:OFFERED]
    posts = _posts([one.person_id for one in accounts])
    return [
        {"name": one.person.name, "post": posts.get(one.person_id, ""), "username": one.username} for one in accounts
    ]


def _posts(people: list[UUID]) -> dict[UUID, str]:
    """What each person is, by the first grant."""
    today = clock.today()
    held = Grant.objects.on(today).placed(today).filter(person__in=people).order_by("-starts_on", "-id")
    return {
        person: f"{ROLES[Role(role)].name} · {name}"
        for person, role, name in held.values_list("person_id", "role", "org_short")
    }


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"
