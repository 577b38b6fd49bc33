"""Pages as of a day: what their templates are told about it, and addresses that keep it."""

from datetime import date
from typing import Any

from django.utils.http import urlencode

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.queries import seen_from_above
from taizhang.domain.orgs.models import Placement
from taizhang.web.kit.page import PageRequest


def as_of(request: PageRequest) -> dict[str, Any]:
    """`on`, `past` (another day than today is shown) and `keep`, what an address within the page ends in."""
    past = request.on != request.today
    return {"on": request.on, "past": past, "keep": f"?on={request.on.isoformat()}" if past else ""}


def address(path: str, request: PageRequest, **query: str) -> str:
    """An address that keeps the day of the page."""
    if request.on != request.today:
        query["on"] = request.on.isoformat()
    return f"{path}?{urlencode(query)}" if query else path


def organization_url(code: str, tail: str = "") -> str:
    """The address of an organisation, or of a part of its pages."""
    return f"/organizations/{code}/{tail}"


def holds_post_there(request: PageRequest, place: Placement) -> bool:
    """Whether the reader holds a grant over this very organisation: then its light is shown without delay."""
    return any(each.part.path == place.path for each in policy.held(request.account, request.today))


def light_day(request: PageRequest, place: Placement) -> date:
    """The day whose light the reader may see: an organisation sees its own a day before those above."""
    return request.on if holds_post_there(request, place) else seen_from_above(request.on)


def may_over(request: PageRequest, permission: Permission, place: Placement) -> bool:
    """Whether the reader holds a permission over a place; asks no database."""
    return policy.scope(request.account, permission, on=request.today).covers(place.path)
