"""The answer when something failed that no rule foresaw: a sentence that needs neither database nor session."""

import errno
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext
from psycopg.errors import DiskFull

from taizhang.kernel.errors import _
from taizhang.web.kit.jinja import tag

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # no room, no quota, no larger files
STORAGE, FAILURE = 507, 500
SENTENCES = {
    FAILURE: (
        _("Something failed, and this step was not saved."),
        _(
            "What was saved before is safe, and what you were typing is kept on this device. Please try again shortly; "
            "if it still fails, tell the system administrator at what time it happened."
        ),
    ),
    STORAGE: (
        _("The disk of the server is full, so this step was not saved."),
        _(
            "What was saved before is safe, and nothing is half-written. Tell the system administrator to free space, "
            "then send it again."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What happened and what to do, in one language."""

    tag: str
    said: str
    remedy: str


def failed(request: HttpRequest) -> HttpResponse:
    """The page of a failure; of a full disk, before any page could take it for a refusal, with what to do about it."""
    status = STORAGE if any(_full(one) for one in _causes(sys.exc_info()[1])) else FAILURE
    reader = translation.get_language_from_request(request)
    other = "zh-hans" if reader == "en" else "en"
    spoken = [_spoken(status, each) for each in (reader, other)]
    with translation.override(reader):
        context = {"spoken": spoken, "title": gettext("Taizhang"), "home": gettext("To the first page")}
        return HttpResponse(get_template("failure.html").render(context), status=status)


def _spoken(status: int, language: str) -> Spoken:
    said, remedy = SENTENCES[status]
    with translation.override(language):
        return Spoken(tag(language), gettext(said), gettext(remedy))


def _full(failure: BaseException) -> bool:
    return isinstance(failure, DiskFull) or (isinstance(failure, OSError) and failure.errno in FULL)


def _causes(failure: BaseException | None) -> Iterator[BaseException]:
    """A failure and those from which it came."""
    while failure is not None:
        yield failure
        failure = failure.__cause__ or failure.__context__
