"""How long everything is kept, why, and what happens at the end."""

from django.http import HttpResponse

from taizhang.domain.audit.retention import AUDIT_FLOOR, CLOCKS
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page


@page(signed_in=True)
def retention(request: PageRequest) -> HttpResponse:
    """The table, for everyone signed in."""
    return show(request, "me/retention.html", {"clocks": CLOCKS, "floor": AUDIT_FLOOR})
