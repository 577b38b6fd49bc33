"""Finding anything within one's reach: the page, and what the palette shows while one types."""

from django.http import HttpResponse

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.search import is_private
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.search.asked import Asked, groups
from taizhang.web.search.nouns import NOUNS

ON_THE_PAGE, AS_YOU_TYPE = 30, 5  # of each noun
LONGEST = 60


@page(Permission.ORGS_VIEW, methods=("GET", "POST"))
def search(request: PageRequest) -> HttpResponse:
    """Everything that contains the words; sent by POST they stand in no address and no log."""
    return _answer(request, "search/search.html", ON_THE_PAGE)


@page(Permission.ORGS_VIEW, methods=("GET", "POST"))
def suggestions(request: PageRequest) -> HttpResponse:
    """The first few of each noun, while one types."""
    return _answer(request, "search/suggestions.html", AS_YOU_TYPE)


def _answer(request: PageRequest, template: str, limit: int) -> HttpResponse:
    words = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:LONGEST]
    found = groups(Asked(request, words, limit), NOUNS)
    context = {"words": words, "groups": found, "limit": limit, "private": is_private(words)}
    response = show(request, template, context, block="hits")
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    return response
