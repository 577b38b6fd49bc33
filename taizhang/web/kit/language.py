"""Choosing the language of the pages."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.refusals import back

YEAR = 365 * 24 * 3600  # seconds


@page(public=True, methods=("POST",))
def choose(request: PageRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and return to the page."""
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
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response
