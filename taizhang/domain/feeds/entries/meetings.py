"""Gatherings that were recorded: their title, day and hours; who was there stays in the record."""

from taizhang.domain.feeds.entries.entry import Asked, Entry
from taizhang.domain.feeds.entries.words import located
from taizhang.domain.records.models import Activity


def meetings(asked: Asked) -> list[Entry]:
    """The gatherings of the organisations that were handed in and not sent back; one query."""
    if not asked.gatherings:
        return []
    rows = Activity.objects.standing().in_period(asked.span).filter(organization__in=asked.gatherings)
    return [_entry(each, asked) for each in rows.order_by("held_on", "id")]


def _entry(activity: Activity, asked: Asked) -> Entry:
    return Entry(
        uid=f"activity-{activity.pk}",
        summary=located(activity.title, asked.at(activity.organization_id)),
        day=activity.held_on,
        stamp=activity.recorded_at,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        path=f"/records/{activity.pk}/",
    )
