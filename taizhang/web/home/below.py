"""The home of an office or committee: what to review, whom to help, how the month stands below."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties import measures, queries
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.duties.queries import LightLine, Lights
from taizhang.domain.orgs import names
from taizhang.domain.orgs.models import Placement
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.measures import Light, Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.web.duties.words import told
from taizhang.web.home import charts
from taizhang.web.home.desk import Desk
from taizhang.web.kit.page import PageRequest

MOST_HELPED = 6
LATE = timedelta(days=7)  # a record handed in on an earlier day waits too long


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for review: how many, since when the oldest, how many too long."""

    count: int
    oldest: datetime | None
    late: int


@dataclass(frozen=True, slots=True)
class Helped:
    """An organisation that has most before it."""

    place: Placement
    line: LightLine


def context(request: PageRequest, desk: Desk) -> dict[str, object]:
    """Everything the page shows, in a fixed number of queries."""
    place, on, rules = desk.place, request.on, find_pack(request.on)
    if rules is None:
        return {"rules": None, "queue": queue(request, desk)}
    lines = queries.lights([place.path], queries.seen_from_above(on))
    own = [told(duty, rules, on, request.lang) for duty in queries.owed_now(place.organization_id, on)]
    month = Period.containing(on, Kind.MONTH)
    by_child = measures.completion(place.path, month, on=on, by="child", due_so_far=True)
    helped, children = _parts(place, lines, by_child, month, on)
    return {
        "rules": rules,
        "queue": queue(request, desk),
        "helped": helped,
        "lights": spread(place, queries.seen_from_above(on)),
        "month": month,
        "total": sum(by_child.values(), Measure(0, 0)),
        "children": children,
        "trend": charts.trend(measures.trend(place.path, on.year, on=on), request.lang),
        "own": own,
    }


def queue(request: PageRequest, desk: Desk) -> Queue | None:
    """What waits for this office, as known on the day; None when its post does not review."""
    if not desk.may(Permission.RECORDS_REVIEW):
        return None
    mine = Submission.objects.waiting().known_on(request.on).filter(reviewer_id=desk.place.organization_id)
    late = Count("pk", filter=Q(submitted_at__date__lt=request.today - LATE))
    found: dict[str, Any] = mine.aggregate(count=Count("pk"), oldest=Min("submitted_at"), late=late)
    return Queue(**found)


def spread(place: Placement, seen: date) -> list[tuple[str, int, str]]:
    """Each colour, how many organisations at and below a place have it, and where they are listed."""
    whole: Counter[Light] = sum(queries.spread(place.path, seen).values(), Counter())
    listed = f"/organizations/?street={place.organization.code}&light="
    return [(light.value, whole[light], listed + light.value) for light in Light]


def _parts(
    place: Placement, lines: Lights, completed: dict[str, Measure], month: Period, on: date
) -> tuple[list[Helped], list[charts.Line]]:
    """Who has most unfinished, and the completion of each organisation right below, by name; one query."""
    most = _most_unfinished(lines, place.organization_id)
    found = Placement.objects.on(on).filter(Q(parent_id=place.organization_id) | Q(organization_id__in=most))
    rows = list(found.select_related("organization").order_by(*names.BY_NAME))
    helped = [Helped(each, lines[each.organization_id]) for each in rows if each.organization_id in most]
    children = [_line(each, completed, month) for each in rows if each.parent_id == place.organization_id][
        : charts.MOST
    ]
    return sorted(helped, key=lambda each: (-each.line.unfinished, each.place.sort_key)), children


def _most_unfinished(lines: Lights, office: UUID) -> set[UUID]:
    """The few that have most unfinished, the office itself left out; those who are green need no help."""
    wanting = [(key, line) for key, line in lines.items() if key != office and line.light is not Light.GREEN]
    return {key for key, _line in sorted(wanting, key=lambda pair: (-pair[1].unfinished, str(pair[0])))[:MOST_HELPED]}


def _line(child: Placement, completed: dict[str, Measure], month: Period) -> charts.Line:
    met = completed.get(child.path, Measure(0, 0))
    return charts.Line(child.short_name, met, f"/duties/?organization={child.organization.code}&period={month}")
