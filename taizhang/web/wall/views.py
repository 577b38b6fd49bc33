"""The wall screen: one page for a meeting room, and the same stacked on a phone."""

from typing import Any

from django.db.models.functions import Length
from django.http import HttpResponse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.wall import screen

VIEW = Permission.DUTIES_VIEW


@page(VIEW)
def wall(request: PageRequest) -> HttpResponse:
    """Counts of an organisation and of what is below it; without one asked for, of the highest one within reach."""
    place = _place(request)
    return show(request, "wall/wall.html", screen.context(request, place), block="screen")


def _place(request: PageRequest) -> Placement:
    code = request.GET.get("organization", "")
    if code:
        return find_organization(request, code)
    reach: Any = policy.reachable(request.account, VIEW, on=request.today).order_by(Length("path"), "path")
    codes = reach.values_list("organization__code", flat=True)
    tops = [part.path for part in policy.scope(request.account, VIEW, on=request.today).paths]
    highest = codes.filter(path__in=tops).first() or codes.first()  # where none of them stands any more, what is left
    if highest is None:
        raise Refused(
            _("None of your posts reaches an organisation here."),
            _("Open the organisation first, then its page."),
            code="wall.unknown",
        )
    return find_organization(request, highest)
