"""What a calendar program reads: no sign-in, only the secret address; wrong ones are answered in a plain sentence."""

from hashlib import sha256
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from taizhang.domain.feeds.actions.feeds import used
from taizhang.domain.feeds.entries import entries_of
from taizhang.domain.feeds.entries.words import calendar_name
from taizhang.domain.feeds.models import Feed
from taizhang.domain.feeds.opening import GONE, opened
from taizhang.domain.feeds.writing import written
from taizhang.domain.inspections.offices import office_names
from taizhang.kernel.errors import Refused
from taizhang.web.feeds.limits import HOUR, MINUTE, missed_too_often, read_too_often
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.refusals import sentence

MEDIA = "text/calendar; charset=utf-8"
NOT_FOUND, OVER, TOO_OFTEN = 404, 410, 429


@page(public=True)
def feed(request: PageRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address, judged by what its person may see today."""
    try:
        found = opened(token, on=request.today)
        if read_too_often(found.pk):
            return _later(HOUR)
        body = _body(found, request)
    except Refused as refusal:
        return _turned_away(refusal, request)
    used(found, request.today)
    return _answer(request, body)


def _body(found: Feed, request: PageRequest) -> bytes:
    on, organization = request.today, found.organization_id
    name = office_names([organization], on)[organization] if organization else ""
    site = request.build_absolute_uri("/").rstrip("/")
    return written(entries_of(found, on=on), name=calendar_name(name, found.language), site=site)


def _answer(request: HttpRequest, body: bytes) -> HttpResponse:
    """The calendar, or 304 when the program has it already."""
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=MEDIA)
    response.headers["Content-Disposition"] = 'inline; filename="taizhang.ics"'
    found = cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
    return _private(found, etag)


def _turned_away(refusal: Refused, request: HttpRequest) -> HttpResponse:
    if refusal.code not in GONE and missed_too_often(request.META.get("REMOTE_ADDR", "")):
        return _later(MINUTE)
    status = OVER if refusal.code in GONE else NOT_FOUND
    return _private(HttpResponse(sentence(refusal), status=status, content_type="text/plain; charset=utf-8"))


def _later(seconds: int) -> HttpResponse:
    said = _("This was asked for too often. Try again later.")
    response = HttpResponse(said, status=TOO_OFTEN, content_type="text/plain; charset=utf-8")
    response.headers["Retry-After"] = str(seconds)
    return _private(response)


def _private(response: HttpResponse, etag: str = "") -> HttpResponse:
    """Kept by nobody on the way, found by no search engine."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    if etag:
        response.headers["ETag"] = etag
    return response
