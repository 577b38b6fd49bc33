"""Visits to the organisations and by them; a cancelled one stays in the calendar as cancelled."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from taizhang.domain.feeds.entries.entry import Asked, Entry
from taizhang.domain.feeds.entries.words import visited, visiting
from taizhang.domain.inspections.models import Visit
from taizhang.domain.inspections.offices import office_names


def visits(asked: Asked) -> list[Entry]:
    """The visits of the span; three queries."""
    if not asked.visits:
        return []
    whose = Q(organization__in=asked.visits) | Q(plan__organization__in=asked.visits)
    rows: list[Any] = list(
        Visit.objects.in_period(asked.span)
        .filter(whose)
        .known()
        .annotate(cancelled_at=Max("cancellations__at"), lifted_at=Max("cancellations__lifted_at"))
        .order_by("visits_on", "id")
    )
    names = office_names(_named(rows), asked.span.last) if rows else {}
    return [_entry(each, asked, names) for each in rows]


def _named(rows: Iterable[Visit]) -> set[Any]:
    return {key for each in rows for key in (each.plan.organization_id, each.organization_id)}


def _entry(visit: Any, asked: Asked, names: dict[Any, str]) -> Entry:
    """Whoever is visited reads who comes; whoever comes reads to whom."""
    cancelled = bool(visit.cancelled)
    if visit.organization_id in asked.visits:
        summary = visited(names[visit.plan.organization_id], asked.lang, cancelled=cancelled)
    else:
        summary = visiting(names[visit.organization_id], asked.lang, cancelled=cancelled)
    return Entry(
        uid=f"visit-{visit.pk}",
        summary=summary,
        day=visit.visits_on,
        stamp=_stamp(visit),
        note=visit.purpose,
        path=f"/visits/{visit.pk}/",
        sequence=2 * visit.times - cancelled,
        cancelled=cancelled,
    )


def _stamp(visit: Any) -> datetime:
    known: list[datetime] = [at for at in (visit.planned_at, visit.cancelled_at, visit.lifted_at) if at is not None]
    return max(known)
