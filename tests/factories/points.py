"""Entries of the ledger of points, made by approving gatherings."""

from taizhang.domain.points.actions import reverse
from taizhang.domain.points.models import PointEntry, Reversal
from tests.factories import duties, records


def point_entry() -> PointEntry:
    """Points of an organisation for a theme day."""
    activity = records.branch().approved("L05")
    return PointEntry.objects.of_organizations().get(source_id=activity.pk)


def reversal() -> Reversal:
    """The correction of an entry."""
    return reverse(entry=point_entry(), because="重复登记", by=duties.actor())
