"""What is too large to be read as a form: said in a sentence, before any of it is kept; all else unread as it was."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.refusals import spoken_at_once

TOO_LARGE = 413
REMEDY = _(
    "Go back: what you typed still stands there. Shorten it, or attach a long text as a file; nothing was changed."
)


def unread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to a request that was not read."""
    if isinstance(exception, RequestDataTooBig):
        most = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 1024**2
        said = _("What was typed is longer than the {most} MB that a form takes.")
        return spoken_at_once(request, Refused(said, REMEDY, code="web.too-large", most=f"{most:g}"), TOO_LARGE)
    if isinstance(exception, (TooManyFieldsSent, TooManyFilesSent)):
        said = _("More fields or files were sent than a form takes.")
        remedy = _("Go back and send less at a time; nothing was changed.")
        return spoken_at_once(request, Refused(said, remedy, code="web.too-many"), TOO_LARGE)
    return bad_request(request, exception)
