"""Whoever does nothing for a while is signed out (GB/T 22239-2019, 8.1.4.1 b)."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from taizhang.web.kit.refusals import is_htmx, sign_in_first
from taizhang.web.kit.request import account_of

SEEN = "seen"
MACHINES = "/api/"  # programs are told in their own words that nobody is signed in
BY_ITSELF = ("/wall/",)  # renews itself and shows counts only: no sign of life, and no reason to sign anybody out
GRAIN = 60  # seconds: how exactly the last sign of life is kept, so that not every page writes


def idle(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that ends a session which slept longer than settings.IDLE_SECONDS."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.session.session_key is None or account_of(request) is None or _by_itself(request):
            return get_response(request)
        now = int(time.time())
        slept = now - request.session.get(SEEN, now)
        if slept > settings.IDLE_SECONDS:
            logout(request)
            if request.path.startswith(MACHINES):
                return get_response(request)
            messages.info(request, _sentence(settings.IDLE_SECONDS // 60))
            return sign_in_first(request)
        if slept >= GRAIN or SEEN not in request.session:
            request.session[SEEN] = now
        return get_response(request)

    return answer


def _by_itself(request: HttpRequest) -> bool:
    """Whether a page asks for its own numbers anew, without anybody: a screen on a wall goes on for the working day."""
    return request.path in BY_ITSELF and is_htmx(request)


def _sentence(minutes: int) -> str:
    return ngettext(
        "You were signed out after %(minutes)s minute without activity. What you typed was kept as a draft.",
        "You were signed out after %(minutes)s minutes without activity. What you typed was kept as a draft.",
        minutes,
    ) % {"minutes": minutes}
