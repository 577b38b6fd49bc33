"""For which organisation a gathering is written down, when the person may do so for several."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from taizhang.domain.orgs.models import Placement
from taizhang.web.kit.context import show
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest, within

MOST = 50


def choose(request: PageRequest, template: str, context: Mapping[str, Any] | None = None) -> HttpResponse:
    """The organisations within reach, sought by name; straight on when there is but one."""
    places = within(request, Placement.objects.all()).select_related("organization").order_by("path")
    words = request.GET.get("q", "").strip().lower()
    found = list((places.filter(search__contains=words) if words else places)[: MOST + 1])
    if len(found) == 1 and not words:
        query = changed(request.GET.copy(), {"organization": found[0].organization.code})
        return HttpResponseRedirect(request.path + query)
    seen = {"places": found[:MOST], "more": len(found) > MOST, "words": words}
    return show(request, template, {**seen, **(context or {})})
