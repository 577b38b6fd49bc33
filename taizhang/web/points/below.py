"""The balances of the organisations below one, by name or in the order of the tree, never by points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Placement
from taizhang.domain.points.balances import balances
from taizhang.kernel.points import Balance
from taizhang.web.duties.finding import meant
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.table import Column, Table
from taizhang.web.points.account import as_of

VIEW = Permission.POINTS_VIEW
Order = tuple[str, ...]


def _shown(rows: Any, _value: Any) -> Any:
    """A condition that the view applies."""
    return rows


@dataclass(frozen=True)
class Below(Filter):
    """Below whom, in which year, named how."""

    q: str = condition(
        gettext_lazy("Name"), lambda rows, q: rows.filter(search__contains=q.lower()), default="", type="search"
    )
    organization: str = condition(gettext_lazy("Organisation"), _shown, default="", type="hidden")
    year: int = condition(gettext_lazy("Year"), _shown, default=0, type="hidden")
    on: str = condition(gettext_lazy("As of"), _shown, default="", type="hidden")


class Counted(dict[UUID, Balance]):
    """Balances of a year, reckoned for many organisations at once when they are first wanted."""

    def __init__(self, request: PageRequest, year: int) -> None:
        super().__init__()
        self.request, self.year = request, year

    def load(self, ids: Iterable[UUID]) -> None:
        """Reckon these, in one grouped query."""
        self.update(balances(ids, self.year, as_of(self.request)))


def table(counted: Counted) -> Table:
    """The columns; nothing sorts by points."""

    def part(row: Any, *kinds: str) -> int:
        return sum(each.counted for each in counted[row.organization_id].parts if each.kind.value in kinds)

    return Table(
        (
            Column("name", _("Organisation"), by=("sort_key",), width="wide"),
            Column("awards", _("Awards"), lambda row: part(row, "base", "award"), align="end"),
            Column("bonus", _("Bonuses"), lambda row: counted[row.organization_id].bonus, align="end"),
            Column("deductions", _("Deductions"), lambda row: part(row, "deduction"), align="end"),
            Column("total", _("Points"), lambda row: counted[row.organization_id].total, align="end"),
        ),
        order=("path", "id"),
        load=lambda rows: counted.load(row.organization_id for row in rows),
    )


@page(VIEW)
def below(request: PageRequest) -> HttpResponseBase:
    """The balances of those below, a page at a time, or all as a workbook."""
    chosen, place = Below.from_query(request.GET), meant(request, VIEW)
    year = chosen.year or request.on.year
    listing = Listing(_("Points"), table(Counted(request, year)), "points/below.html")
    rows = within(request, Placement.objects.all()).under(place.path).exclude(pk=place.pk)
    names: dict[str, Sequence[tuple[str, Any]]] = {"organization": [(place.organization.code, place.short_name)]}
    context = {"place": place, "year": year}
    return answer(request, listing, chosen, rows.select_related("organization"), options=names, context=context)
