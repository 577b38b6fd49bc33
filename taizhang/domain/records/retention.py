"""Drafts that were not handed in and filled sheets that were not entered go after their time."""

from datetime import datetime

from taizhang.domain.audit.retention import clock, sweep
from taizhang.domain.records.models import Draft, PaperUpload, UploadState


@sweep("drafts")
def drafts(at: datetime) -> int:
    """Delete the drafts that nobody has touched for so long."""
    return Draft.objects.filter(updated_at__lt=clock("drafts").before(at)).delete()[0]


@sweep("paper")
def paper(at: datetime) -> int:
    """Delete what was sent in and never entered, and what was given up."""
    open_ = PaperUpload.objects.exclude(state=UploadState.ENTERED)
    return open_.filter(offered_at__lt=clock("paper").before(at)).delete()[0]
