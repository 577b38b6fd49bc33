"""Choosing the language of the pages: kept in the browser, and for whoever is signed in with the account too."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from taizhang.domain.access.models import Account
from taizhang.domain.preferences.languages import choose_language, language_of
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.refusals import back
from taizhang.web.kit.request import account_of

YEAR = 365 * 24 * 3600  # seconds


@page(public=True, methods=("POST",))
def choose(request: PageRequest) -> HttpResponse:
    """Keep the chosen language and return to the page."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Refused(
            _("There are no pages in the language “{language}”."),
            _("Choose one of the languages offered."),
            code="web.language",
            language=language,
        )
    response = back(request)
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        response.headers["Location"] = wanted
    account = account_of(request)
    if account is not None:
        choose_language(account=account, code=language)
    _keep(response, language)
    return response


def welcome(response: HttpResponse, account: Account) -> None:
    """Give a browser in which somebody has just signed in the language that he chose elsewhere."""
    language = language_of(account)
    if language in dict(settings.LANGUAGES):
        _keep(response, language)


def _keep(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
