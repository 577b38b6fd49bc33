"""The list of organisations within one's reach: filtered, sorted, taken along as a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.kinds import Category, Kind, PostKind
from taizhang.domain.orgs.models import Office, Placement, Post
from taizhang.domain.orgs.models.dated import holds_on
from taizhang.domain.orgs.search import MOST_WORDS
from taizhang.domain.orgs.spelling import plain
from taizhang.kernel.measures import Light
from taizhang.kernel.periods import Kind as Every
from taizhang.kernel.periods import Period
from taizhang.web.kit.filter import Filter, condition, elsewhere
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from taizhang.web.kit.table import ASKED, FILE, Column, Table
from taizhang.web.orgs.asof import as_of
from taizhang.web.orgs.rollup import RollUp
from taizhang.web.orgs.sorting import ranking, with_counts

STREETS = (Kind.STREET, Kind.UNIT)


def _worded(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those whose name, pinyin, initials or code contain every word."""
    return rows.filter(Q(*(Q(search__contains=word) for word in plain(words).split()[:MOST_WORDS])))


LIGHTS = [
    (Light.GREEN.value, pgettext_lazy("light", "Green")),
    (Light.YELLOW.value, pgettext_lazy("light", "Yellow")),
    (Light.RED.value, pgettext_lazy("light", "Red")),
]


@dataclass(frozen=True)
class OrganizationFilter(Filter):
    """Organisations by words, kind, category, part of the tree, light, and whether they still exist."""

    q: str = condition(_("Name or pinyin"), _worded, default="", type="search")
    kind: Kind | None = condition(_("Kind"), "kind", default=None, options=Kind.choices)
    category: Category | None = condition(_("Category"), "category", default=None, options=Category.choices)
    street: str = condition(_("Street or unit"), elsewhere, default="")
    light: Light | None = condition(_("Light"), elsewhere, default=None, options=LIGHTS)
    closed: bool = condition(_("Closed ones"), elsewhere, default=False, type="checkbox")


@page(Permission.ORGS_VIEW)
def organizations(request: PageRequest) -> HttpResponseBase:
    """The organisations within one's reach."""
    asked = OrganizationFilter.from_query(request.GET)
    reach = policy.scope(request.account, Permission.ORGS_VIEW, on=request.today)
    figures = RollUp(tuple(part.path for part in reach.paths), request.on)
    streets = _streets(request)
    rows = meant_rows(request, asked, figures, {code: path for code, _name, path in streets})
    ranked = not asked.closed and ranking(request)
    listing = Listing(_("Organisations"), table(figures, asked.closed, ranked), "orgs/list.html")
    founding = policy.may(request.account, Permission.ORGS_EDIT, on=request.today)
    month = Period.containing(request.on, Every.MONTH)
    context = {**as_of(request), "founding": founding, "closed": asked.closed, "month": month, "figures": figures}
    return answer(
        request,
        listing,
        asked,
        rows,
        options={"street": [(code, name) for code, name, _path in streets]},
        context=context,
    )


def table(figures: RollUp, closed: bool = False, ranked: bool = False) -> Table:
    """The columns; figures are read only when a row is shown."""
    shown = [
        Column("name", _("Name"), by=("sort_key", "path"), width="wide"),
        Column("code", _("Code"), "organization.code", by=("organization__code",), kind="text", shown=FILE),
        Column("above", _("Under"), "above", shown=FILE),
        Column("kind", _("Kind"), "get_kind_display", by=("kind",)),
        Column("category", _("Category"), "get_category_display", by=("category",)),
    ]
    if closed:
        shown.append(Column("ends_on", _("Last day"), by=("ends_on",)))
        return Table(tuple(shown), order=("path", "id"))
    return Table((*shown, *_figures(figures, ranked)), order=("path", "id"))


def _figures(figures: RollUp, ranked: bool) -> tuple[Column, ...]:
    """What is counted for those that exist; compared by completion only where that is switched on."""
    by, rank = ("share",) if ranked else (), Column("rank", _("Rank"), lambda row: figures.ranks.get(row.path))
    return (
        Column("members", _("Members"), lambda row: figures.members(row.path), by=("member_count",), align="end"),
        Column("secretary", _("Secretary"), "secretary"),
        Column("light", _("Light"), lambda row: _light(figures, row), align="center"),
        Column("completion", _("This month"), lambda row: _share(figures, row.path), by, "end", "percent"),
        *((replace(rank, align="end", shown=ASKED),) if ranked else ()),
        Column("office", _("Office"), "office"),
    )


def _light(figures: RollUp, row: Placement) -> str:
    """The light in words; none while nothing was owed."""
    shown = figures.light(row.organization_id).light
    return str(dict(LIGHTS).get(str(shown), "")) if shown else ""


def _share(figures: RollUp, path: str) -> float | None:
    rate = figures.completion(path).rate
    return None if rate is None else float(rate)


def meant_rows(
    request: PageRequest, asked: OrganizationFilter, figures: RollUp, streets: Mapping[str, str] | None = None
) -> QuerySet[Any]:
    """The placements of the day within reach, or the last ones of what was closed before it."""
    on = request.on
    if asked.closed:
        later = Placement.objects.filter(organization=OuterRef("organization"), starts_on__gt=OuterRef("ends_on"))
        ended = Placement.objects.filter(~Exists(later), ends_on__lt=on)
        rows: QuerySet[Any] = policy.within(ended, request.account, Permission.ORGS_VIEW, on=request.today)
    else:
        rows = within(request, Placement.objects.all())
    if asked.street:
        path = (streets or {}).get(asked.street) or find_organization(request, asked.street).path
        rows = rows.filter(path__startswith=path)
    if asked.light:
        rows = rows.filter(organization_id__in=figures.shining(asked.light))
    rows = with_counts(rows, figures, asked.sort)
    above = Placement.objects.filter(holds_on(on), organization=OuterRef("parent"))
    secretary = Post.objects.on(on).filter(organization=OuterRef("organization"), kind=PostKind.SECRETARY)
    office = Office.objects.on(on).filter(organization=OuterRef("organization"))
    named: QuerySet[Any] = rows.select_related("organization").annotate(
        above=Subquery(above.values("short_name")[:1]),
        secretary=Subquery(secretary.values("person__name")[:1]),
        office=Subquery(office.values("name")[:1]),
    )
    return named


def _streets(request: PageRequest) -> list[tuple[str, str, str]]:
    """The streets and units within reach, by name: code, name, path."""
    places = within(request, Placement.objects.filter(kind__in=STREETS)).order_by("sort_key")
    return list(places.values_list("organization__code", "short_name", "path"))
