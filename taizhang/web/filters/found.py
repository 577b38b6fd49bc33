"""Which saved filter is meant, and whether an address is that of a list."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import Resolver404, resolve, reverse

from taizhang.domain.preferences.actions import unknown
from taizhang.domain.preferences.models import SavedFilter
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.page import PAGES, PageRequest
from taizhang.web.kit.saved import conditions

LONGEST = 200


def find_own(request: PageRequest, key: UUID) -> SavedFilter:
    """One of one's own, removed ones too; else 404, whether somebody else has it or nobody."""
    found = SavedFilter.objects.of(request.account).select_related("account__person").filter(pk=key).first()
    if found is None:
        raise unknown()
    return found


def list_meant(address: str) -> str:
    """The address of a page that can be read; refused when a forged form names anything else."""
    try:
        view = resolve(address).func if len(address) <= LONGEST and address.startswith("/") else None
    except Resolver404:
        view = None
    gate = PAGES.get(f"{view.__module__}.{view.__qualname__}") if view else None
    if gate is None or gate.public or "GET" not in gate.methods:
        raise Refused(
            _("“{address}” is not the address of a list."),
            _("Open the list and save its conditions there."),
            code="preferences.address",
            address=address[:60],
        )
    return address


def conditions_meant(text: str) -> str:
    """The conditions of a query string, in the one order in which they are kept and compared."""
    return conditions(QueryDict(text.removeprefix("?")))


def back(address: str = "") -> HttpResponse:
    """303 to the list, or to one's saved filters."""
    return see_other(address or reverse("filters:filters"))
