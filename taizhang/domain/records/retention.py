"""Drafts that were not handed in go after their time."""

from datetime import datetime

from taizhang.domain.audit.retention import clock, sweep
from taizhang.domain.records.models import Draft


@sweep("drafts")
def drafts(at: datetime) -> int:
    """Delete the drafts that nobody has touched for so long."""
    return Draft.objects.filter(updated_at__lt=clock("drafts").before(at)).delete()[0]
