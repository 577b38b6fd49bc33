"""An objection to a preview, and its answer."""

from django.db import models
from django.db.models import F, Q

from taizhang.domain.assessments.models.assessment import Assessment
from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet


class ObjectionQuerySet(PlacedQuerySet):
    """Sets of objections."""

    def waiting(self) -> "ObjectionQuerySet":
        """Those that are neither answered nor withdrawn."""
        return self.filter(upheld__isnull=True, withdrawn_at__isnull=True)


class Objection(Noun):
    """What an organisation holds against its preview, and the answer of somebody who did not score it."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="objections")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="objections")
    node = models.CharField(max_length=60, blank=True)  # the code of the part of the score; empty: the whole
    text = models.CharField(max_length=2000)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    upheld = models.BooleanField(null=True)  # none until answered
    answer = models.CharField(max_length=2000, blank=True)
    answered_by_id = models.UUIDField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(upheld__isnull=True) | ~Q(answer=""), name="an_objection_is_answered_in_words"
            ),
            models.CheckConstraint(
                condition=Q(answered_by_id__isnull=True) | Q(by_id__isnull=True) | ~Q(answered_by_id=F("by_id")),
                name="nobody_answers_his_own_objection",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
