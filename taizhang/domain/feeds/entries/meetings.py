"""Gatherings that were recorded: their title, day and hours; who was there stays in the record.

What was sent back or withdrawn leaves the calendar until it is handed in again; each act on it raises its number.
"""

from taizhang.domain.feeds.entries.acts import NONE, Acts, acts_on
from taizhang.domain.feeds.entries.entry import Asked, Entry
from taizhang.domain.feeds.entries.words import located
from taizhang.domain.records.models import Activity


def meetings(asked: Asked) -> list[Entry]:
    """The gatherings of the organisations that were handed in and not sent back; three queries."""
    if not asked.gatherings:
        return []
    rows = Activity.objects.standing().in_period(asked.span).filter(organization__in=asked.gatherings)
    found = list(rows.order_by("held_on", "id"))
    acts = acts_on([each.pk for each in found])
    return [_entry(each, asked, acts.get(each.pk, NONE)) for each in found]


def _entry(activity: Activity, asked: Asked, acts: Acts) -> Entry:
    return Entry(
        uid=f"activity-{activity.pk}",
        summary=located(activity.title, asked.at(activity.organization_id)),
        day=activity.held_on,
        stamp=acts.since(activity.recorded_at),
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        path=f"/records/{activity.pk}/",
        sequence=max(acts.number - 1, 0),
    )
