"""A page that has not changed is not sent again: a weak tag over what the reader would see, answered by 304."""

import re
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

OK, SAFE = 200, ("GET", "HEAD")
# Each rendering masks the token of the forms anew; what it protects, the secret, is part of the tag instead.
_TOKEN = re.compile(rb"""(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]{32,64}""")


def conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The page with its tag, or 304 when the browser holds the very same page, language and reader.

    Only whole HTML pages that may be kept; one that shows a sentence once is sent and not tagged, so that nobody
    misses it and nobody is told it twice.
    """
    if not isinstance(response, HttpResponse) or not _tagged(request, response):
        return response
    tag = f'W/"{_digest(request, response)}"'
    response.headers["ETag"] = tag
    answered = get_conditional_response(request, etag=tag, response=response)
    return answered if answered is not None else response


def _tagged(request: HttpRequest, response: HttpResponse) -> bool:
    if request.method not in SAFE or response.status_code != OK or response.streaming:
        return False
    kept = "no-store" not in response.headers.get("Cache-Control", "") and "ETag" not in response.headers
    return kept and response.headers.get("Content-Type", "").startswith("text/html") and not _spoken(request)


def _spoken(request: HttpRequest) -> bool:
    """Whether the page shows sentences that are shown once."""
    messages = getattr(request, "_messages", None)
    return messages is not None and messages.used and len(messages) > 0


def _digest(request: HttpRequest, response: HttpResponse) -> str:
    secret = request.META.get("CSRF_COOKIE", "")
    reader = getattr(getattr(request, "user", None), "pk", None)
    said = f"{get_language()}|{reader}|{secret}|{request.headers.get('HX-Request', '')}|".encode()
    return sha256(said + _TOKEN.sub(rb"\1", response.content)).hexdigest()[:32]
