"""Addresses of calendars that were revoked."""

from datetime import datetime

from taizhang.domain.audit.retention import clock, sweep
from taizhang.domain.feeds.models import Feed


@sweep("feeds-revoked")
def revoked(at: datetime) -> int:
    """Delete addresses that were revoked so long ago; they had answered nobody since."""
    return Feed.objects.filter(revoked_at__lt=clock("feeds-revoked").before(at)).delete()[0]
