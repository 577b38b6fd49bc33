"""The answer when something failed that no rule foresaw: a sentence that needs neither database nor session."""

import errno
import sys
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from psycopg.errors import DiskFull

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # no room, no quota, no larger files
STORAGE, FAILURE = 507, 500


def failed(request: HttpRequest) -> HttpResponse:
    """The page of a failure; of a full disk, before any page could take it for a refusal, with what to do about it."""
    status = STORAGE if any(_full(one) for one in _causes(sys.exc_info()[1])) else FAILURE
    return HttpResponse(get_template(f"{status}.html").render(), status=status)


def _full(failure: BaseException) -> bool:
    return isinstance(failure, DiskFull) or (isinstance(failure, OSError) and failure.errno in FULL)


def _causes(failure: BaseException | None) -> Iterator[BaseException]:
    """A failure and those from which it came."""
    while failure is not None:
        yield failure
        failure = failure.__cause__ or failure.__context__
