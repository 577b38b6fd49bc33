"""The first look around: a page of the same steps for whoever runs no script, and putting it away."""

from django.http import HttpResponse
from django.utils.translation import gettext

from taizhang.domain.preferences.tours import is_offered, put_away, take_out
from taizhang.web.help.pages import unknown
from taizhang.web.help.posts import Post
from taizhang.web.help.posts import post as find_post
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page

ASKED = "tours"  # the key of the session


def offered(request: PageRequest, code: str) -> Post | None:
    """The tour of a post, unless its account has put it away; a session asks the database once."""
    found, known = find_post(code), request.session.get(ASKED, {})
    if found is None:
        return None
    if code not in known:
        known = _noted(request, code, is_offered(account=request.account, posts=[code]))
    return found if known[code] else None


@page(public=True)
def tour(request: PageRequest, code: str) -> HttpResponse:
    """The steps of a tour as a page."""
    return show(request, "help/tour.html", {"post": _found(code), "lang": request.lang})


@page(signed_in=True, methods=("POST",))
def ending(request: PageRequest, code: str) -> HttpResponse:
    """Offer it no more; undo offers it again."""
    found = _found(code)
    put_away(account=request.account, post=found.code)
    _noted(request, found.code, False)
    if "X-Tour" in request.headers:
        return HttpResponse(status=204)
    say(request, gettext("The tour is put away; it waits in the help."), undo=f"/help/tours/{found.code}/beginning/")
    return see_other(found.start)


@page(signed_in=True, methods=("POST",))
def beginning(request: PageRequest, code: str) -> HttpResponse:
    """Offer it again, and go where it begins."""
    found = _found(code)
    take_out(account=request.account, post=found.code)
    _noted(request, found.code, True)
    return see_other(found.start)


def _noted(request: PageRequest, code: str, offer: bool) -> dict[str, bool]:
    """Remember in the session whether a tour is offered."""
    known: dict[str, bool] = {**request.session.get(ASKED, {}), code: offer}
    request.session[ASKED] = known
    return known


def _found(code: str) -> Post:
    found = find_post(code)
    if found is None:
        raise unknown(code)
    return found
