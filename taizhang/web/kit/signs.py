"""What was typed or pasted, without the signs that nobody sees; those that mislead the reader are refused."""

from collections.abc import Callable

from django.http import HttpRequest, QueryDict

from taizhang.kernel.characters import refuse_unseen, without_invisible, without_unseen
from taizhang.kernel.errors import Refused, _


def clean(request: HttpRequest) -> None:
    """Take signs of no width out of the address and the form; refuse a form that controls or turns the reading.

    In an address, where words are only looked for, such signs fall away too.
    """
    _refuse_zero(request)
    if not _plain(request.GET):
        request.GET = _mended(request.GET, without_unseen)  # type: ignore[assignment]  # the stubs know no other one
    if request.method == "POST" and not _plain(request.POST):
        for _name, texts in request.POST.lists():
            for text in texts:
                refuse_unseen(text)
        request.POST = _mended(request.POST, without_invisible)  # type: ignore[assignment]


def _plain(given: QueryDict) -> bool:
    return all(text.isascii() and text.isprintable() for _name, texts in given.lists() for text in texts)


def _mended(given: QueryDict, mend: Callable[[str], str]) -> QueryDict:
    found = given.copy()
    for name, texts in given.lists():
        found.setlist(name, [mend(text) for text in texts])
    return found


def _refuse_zero(request: HttpRequest) -> None:
    """Refuse the one sign that no text of a database holds; no keyboard types it."""
    given = (text for each in (request.GET, request.POST) for name, texts in each.lists() for text in (name, *texts))
    if "\0" in request.path or any("\0" in text for text in given):
        raise Refused(
            _("What was sent holds a control sign that is no text."),
            _("Type it by hand instead of pasting it."),
            code="web.control-sign",
        )
