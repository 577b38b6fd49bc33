"""The home page: what a person should do now, by the post from which he looks."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect

from taizhang.web.help.touring import offered
from taizhang.web.home import below, desk, district, own
from taizhang.web.home.desk import Desk, View
from taizhang.web.home.links import links
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page

Shown = dict[str, object]
SHOWN: dict[View, tuple[str, Callable[[PageRequest, Desk], Shown]]] = {
    View.OWN: ("home/own.html", own.context),
    View.BELOW: ("home/below.html", below.context),
    View.DISTRICT: ("home/district.html", district.context),
    View.ADMINISTRATOR: ("home/administrator.html", links),
}


@page(signed_in=True)
def home(request: PageRequest) -> HttpResponse:
    """What should be done now; a member without a post is led to his own page."""
    found = desk.desks(request)
    here = desk.chosen(request, found)
    if here is None:
        return HttpResponseRedirect("/me/")
    template, context = SHOWN[here.view]
    choices = found if len(found) > 1 else []
    given = {"desk": here, "desks": choices, "tour": offered(request, here.roles[0].value), "lang": request.lang}
    return show(request, template, {**given, **context(request, here)})
