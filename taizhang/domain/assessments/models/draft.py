"""A scheme that somebody is working on."""

from django.db import models

from taizhang.domain.assessments.models.scheme import SchemeVersion
from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Person


class SchemeDraft(Noun):
    """One person's scheme that is not published yet, beside the version it came from; it judges nobody."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="scheme_drafts")
    base = models.ForeignKey(SchemeVersion, models.PROTECT, null=True, related_name="drafts")
    content = models.JSONField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ("-updated_at", "-id")

    def __str__(self) -> str:
        return str(self.content.get("scheme", ""))
