"""Finding organisations and people within one's reach."""

from dataclasses import dataclass

from django.http import HttpResponse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.search import Hit, find
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page

ON_THE_PAGE, AS_YOU_TYPE = 50, 8  # organisations and people each


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the address of its page."""

    hit: Hit
    url: str


@page(Permission.ORGS_VIEW)
def search(request: PageRequest) -> HttpResponse:
    """Everything that contains the words, organisations first."""
    return _answer(request, "search/search.html", ON_THE_PAGE)


@page(Permission.ORGS_VIEW)
def suggestions(request: PageRequest) -> HttpResponse:
    """The first few, while one types."""
    return _answer(request, "search/suggestions.html", AS_YOU_TYPE)


def _answer(request: PageRequest, template: str, limit: int) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    parts = policy.scope(request.account, Permission.ORGS_VIEW, on=request.today).paths
    found = [Found(hit, _address(hit)) for hit in find(words, paths=parts, on=request.on, limit=limit)]
    organizations = [one for one in found if one.hit.kind == "organization"]
    people = [one for one in found if one.hit.kind == "person"]
    if not policy.may(request.account, Permission.PEOPLE_VIEW, on=request.today):
        people = []
    context = {"words": words, "organizations": organizations, "people": people, "limit": limit}
    return show(request, template, context, block="hits")


def _address(hit: Hit) -> str:
    return f"/organizations/{hit.code}/" if hit.kind == "organization" else f"/people/{hit.id}/"
