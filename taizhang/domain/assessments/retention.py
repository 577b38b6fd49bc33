"""Drafts of schemes go when nobody worked on them for a year; whatever judged anybody stays."""

from datetime import datetime

from taizhang.domain.assessments.models import SchemeDraft
from taizhang.domain.audit.retention import clock, sweep


@sweep("scheme-drafts")
def drafts(at: datetime) -> int:
    """Delete the drafts of schemes that nobody has touched for so long."""
    return SchemeDraft.objects.filter(updated_at__lt=clock("scheme-drafts").before(at)).delete()[0]
