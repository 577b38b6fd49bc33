"""Filters that their owner removed."""

from datetime import datetime

from taizhang.domain.audit.retention import clock, sweep
from taizhang.domain.preferences.models import SavedFilter


@sweep("filters-removed")
def removed(at: datetime) -> int:
    """Delete filters that were removed so long ago that nobody takes it back."""
    return SavedFilter.objects.filter(removed_at__lt=clock("filters-removed").before(at)).delete()[0]
