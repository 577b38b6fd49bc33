"""The tree of organisations, opened one level at a time."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission, Reach
from taizhang.domain.duties.queries import Lights, lights_of, seen_from_above
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.models.placement import PlacementQuerySet
from taizhang.domain.orgs.names import BY_NAME, ancestors
from taizhang.kernel import trees
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from taizhang.web.kit.paging import Slice, slice_of
from taizhang.web.orgs.asof import as_of
from taizhang.web.orgs.rollup import RollUp


@page(Permission.ORGS_VIEW)
def tree(request: PageRequest) -> HttpResponse:
    """The tops of what is within reach, or what stands right under one organisation (?under=CODE)."""
    code = request.GET.get("under", "")
    under = find_organization(request, code) if code else None
    places = within(request, Placement.objects.all())
    reach = policy.scope(request.account, Permission.ORGS_VIEW, on=request.today)
    rows = _level(request, places.filter(parent=under.organization) if under else _tops(places, reach), request.GET)
    above = rows.rows[0] if len(rows) == 1 and not under else None
    inner = _level(request, places.filter(parent=above.organization), {}) if above else None
    figures = RollUp(tuple(part.path for part in reach.paths) if under is None else (under.path,), request.on)
    context = {**as_of(request), "under": under, "rows": rows, "inner": inner, "figures": figures}
    context["lights"] = _lights(request, [*rows.rows, *(inner.rows if inner else ())])
    if under is not None:
        context["trail"] = [place for place in ancestors(under, request.on) if reach.covers(place.path)]
    return show(request, "orgs/tree.html", context, block="level")


def _level(request: PageRequest, rows: PlacementQuerySet, query: Mapping[str, str]) -> Slice[Placement]:
    """A part of the places of one level by name, each knowing whether anything stands below it."""
    below = Placement.objects.on(request.on).filter(parent=OuterRef("organization"))
    return slice_of(rows.select_related("organization").annotate(opens=Exists(below)), BY_NAME, query)


def _lights(request: PageRequest, places: list[Placement]) -> Lights:
    """Their own lights as seen from above; none while no pack rules."""
    return lights_of([place.organization_id for place in places], seen_from_above(request.on))


def _tops(places: PlacementQuerySet, reach: policy.Scope) -> PlacementQuerySet:
    """The highest places within reach."""
    whole = [part.path for part in reach.paths if part.reach is not Reach.BELOW]
    above = [trees.label(part.path) for part in reach.paths if part.reach is Reach.BELOW]
    return places.filter(Q(path__in=whole) | Q(parent__label__in=above))
