"""The tree of organisations, opened one level at a time."""

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission, Reach
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.models.placement import PlacementQuerySet
from taizhang.domain.orgs.names import ancestors
from taizhang.kernel import trees
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from taizhang.web.orgs.asof import as_of
from taizhang.web.orgs.rollup import RollUp


@page(Permission.ORGS_VIEW)
def tree(request: PageRequest) -> HttpResponse:
    """The tops of what is within reach, or what stands right under one organisation (?under=CODE)."""
    code = request.GET.get("under", "")
    under = find_organization(request, code) if code else None
    places = within(request, Placement.objects.all())
    reach = policy.scope(request.account, Permission.ORGS_VIEW, on=request.today)
    rows = _level(request, places.filter(parent=under.organization) if under else _tops(places, reach))
    inner = _level(request, places.filter(parent=rows[0].organization)) if len(rows) == 1 and not under else []
    figures = RollUp(tuple(part.path for part in reach.paths) if under is None else (under.path,), request.on)
    context = {**as_of(request), "under": under, "rows": rows, "inner": inner, "figures": figures}
    if under is not None:
        context["trail"] = [place for place in ancestors(under, request.on) if reach.covers(place.path)]
    return show(request, "orgs/tree.html", context, block="level")


def _level(request: PageRequest, rows: PlacementQuerySet) -> list[Placement]:
    """The places of one level by name, each knowing whether anything stands below it."""
    below = Placement.objects.on(request.on).filter(parent=OuterRef("organization"))
    return list(rows.select_related("organization").annotate(opens=Exists(below)).order_by("sort_key", "path"))


def _tops(places: PlacementQuerySet, reach: policy.Scope) -> PlacementQuerySet:
    """The highest places within reach."""
    whole = [part.path for part in reach.paths if part.reach is not Reach.BELOW]
    above = [trees.label(part.path) for part in reach.paths if part.reach is Reach.BELOW]
    return places.filter(Q(path__in=whole) | Q(parent__label__in=above))
