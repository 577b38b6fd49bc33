"""Lines of the calendar beside duties: gatherings that were recorded, and visits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext, ngettext

from taizhang.domain.access.roles import Permission
from taizhang.domain.audit import kept
from taizhang.domain.inspections.models import Visit
from taizhang.domain.inspections.offices import office_names
from taizhang.domain.records.models import Activity
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.workflow import State
from taizhang.web.calendar.asked import Asked
from taizhang.web.kit.capped import Capped, capped
from taizhang.web.kit.page import within

MOST = 100  # told one by one on the page of a day


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: what, where it opens, how it is drawn, and a word more where there is room."""

    kind: str
    name: str
    url: str
    state: str
    sign: str  # an icon
    note: str = ""


Lines = list[tuple[date, Line]]


def meetings(asked: Asked) -> Lines:
    """The gatherings of one organisation that were handed in; one query."""
    rows = Activity.objects.standing().in_period(asked.span).filter(organization=asked.place.organization_id)
    rows = rows.select_related("submission").order_by("held_on", "starts_at", "id")
    return [(each.held_on, _meeting(each)) for each in rows]


def meetings_below(asked: Asked) -> Lines:
    """How many gatherings below were handed in, by day; on the page of a day each of them. One query."""
    rows: Any = Activity.objects.standing().in_period(asked.span)
    rows = within(asked.request, rows, Permission.RECORDS_VIEW).under(asked.place.path)
    if asked.each:
        found = capped(rows.select_related("submission").order_by("org_path", "id"), MOST)
        return [*((each.held_on, _meeting(each, each.org_name)) for each in found), *_rest(asked, "meetings", found)]
    counted = rows.order_by("held_on").values_list("held_on").annotate(count=Count("pk"))
    return [(day, _many(asked, "meetings", day, count)) for day, count in kept.listed(counted)]


def visits(asked: Asked) -> Lines:
    """The visits to one organisation and those by its own office; three queries."""
    key = asked.place.organization_id
    rows = Visit.objects.in_period(asked.span).filter(Q(organization=key) | Q(plan__organization=key))
    found = list(rows.known().order_by("visits_on", "id"))
    return _each(found, asked, key)


def visits_below(asked: Asked) -> Lines:
    """How many visits take place below, by day; on the page of a day each of them."""
    rows: Any = within(asked.request, Visit.objects.in_period(asked.span).standing(), Permission.VISITS_VIEW)
    rows = rows.under(asked.place.path)
    if asked.each:
        found = capped(rows.known().order_by("org_path", "id"), MOST)
        return [*_each(found, asked, None), *_rest(asked, "visits", found)]
    counted = rows.order_by("visits_on").values_list("visits_on").annotate(count=Count("pk"))
    return [(day, _many(asked, "visits", day, count)) for day, count in counted]


def _rest(asked: Asked, kind: str, found: Capped) -> Iterator[tuple[date, Line]]:
    """How many more there are than a day tells one by one, and the list that has them all."""
    if found.more:
        day, code = asked.span.first, asked.place.organization.code
        month = Period.containing(day, Kind.MONTH)
        lists = {
            "meetings": f"/records/?organization={code}&period={month}&state=standing",
            "visits": f"/visits/?organization={code}&day={day}",
        }
        words = ngettext("and %(num)s more", "and %(num)s more", found.more) % {"num": found.more}
        yield day, Line(kind, words, lists[kind], "ahead", "more")


def _each(visits: Sequence[Any], asked: Asked, reader: Any) -> Lines:
    """Each visit as its reader says it, with the names of the day; one query."""
    keys = {one for each in visits for one in (each.organization_id, each.plan.organization_id)}
    names = office_names(keys, asked.request.on)
    return [(each.visits_on, _visit(each, names, reader)) for each in visits]


def _meeting(activity: Any, at: str = "") -> Line:
    """A gathering by its title, and its organisation when there are several."""
    approved = activity.submission.state == State.APPROVED
    hour = activity.starts_at.strftime("%H:%M") if activity.starts_at else ""
    note = " · ".join(part for part in (at, hour, gettext("approved") if approved else gettext("waits")) if part)
    return Line("meetings", activity.title, f"/records/{activity.pk}/", "done" if approved else "open", "record", note)


def _visit(visit: Any, names: dict[Any, str], reader: Any) -> Line:
    """Whoever is visited reads who comes; whoever comes, and those above, read to whom."""
    office, visited = names[visit.plan.organization_id], names[visit.organization_id]
    coming = visit.organization_id == reader
    words = (_coming(visit.cancelled) if coming else _going(visit.cancelled)) % {"office": office, "name": visited}
    note = visit.purpose if coming else f"{office} · {visit.purpose}"
    return Line("visits", words, f"/visits/{visit.pk}/", "waived" if visit.cancelled else "ahead", "inspect", note)


def _coming(cancelled: bool) -> str:
    return gettext("Cancelled: visit of %(office)s") if cancelled else gettext("Visit of %(office)s")


def _going(cancelled: bool) -> str:
    return gettext("Cancelled: visit to %(name)s") if cancelled else gettext("Visit to %(name)s")


def _many(asked: Asked, kind: str, day: date, count: int) -> Line:
    """How many of a kind on a day; opens the day with each of them."""
    said: dict[str, Callable[[int], str]] = {
        "meetings": lambda n: ngettext("%(n)s meeting", "%(n)s meetings", n),
        "visits": lambda n: ngettext("%(n)s visit", "%(n)s visits", n),
    }
    code = asked.place.organization.code
    sign = {"meetings": "record", "visits": "inspect"}[kind]
    url = f"?organization={code}&view=day&kind={kind}&day={day}"
    return Line(kind, said[kind](count) % {"n": count}, url, "ahead", sign)
