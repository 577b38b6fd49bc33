"""The filters that somebody keeps for the list he looks at, and the one it opens with."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from taizhang.domain.access import policy
from taizhang.domain.access.models import Account
from taizhang.domain.preferences.models import SavedFilter
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest

PASSING = ("after", "before", "format", "all", "id")  # of an address, what is no condition
EVERYTHING = "?show=all"  # the list without conditions, whatever it opens with


@dataclass(frozen=True, slots=True)
class Kept:
    """One's own filters of a list, those that colleagues share, and what the address says now."""

    address: str
    query: str
    own: Sequence[SavedFilter] = ()
    shared: Sequence[SavedFilter] = ()
    first: str | None = None  # where a list opened without conditions goes

    @property
    def current(self) -> SavedFilter | None:
        """The filter now in force, if it is a kept one."""
        return next((one for one in (*self.own, *self.shared) if one.query == self.query and self.query), None)


def kept(request: PageRequest) -> Kept:
    """The filters offered on the page of a list; one query."""
    address, query = request.path, conditions(request.GET)
    if not hasattr(request, "account"):
        return Kept(address, query)
    account = request.account
    rows = SavedFilter.objects.offered(account, organizations(account, request)).filter(address=address)
    found = list(rows.select_related("account__person"))
    own = [one for one in found if one.account_id == account.pk]
    default = next((one for one in own if one.is_default and one.query), None)
    opened = default is not None and not request.META.get("QUERY_STRING")
    return Kept(
        address,
        query,
        own,
        [one for one in found if one.account_id != account.pk],
        f"{address}?{default.query}" if default and opened else None,
    )


def organizations(account: Account, request: PageRequest) -> set[UUID]:
    """The organisations in which the person holds a post of the system today: with their people he shares."""
    return {each.organization_id for each in policy.held(account, request.today)}


def conditions(query: QueryDict) -> str:
    """What an address says about a list, in the order of the names and without what belongs to one visit."""
    said = QueryDict(mutable=True)
    for name in sorted(query):
        values = [value for value in query.getlist(name) if value]
        if values and name not in (*PASSING, "show"):
            said.setlist(name, values)
    return changed(said, {})[1:]
