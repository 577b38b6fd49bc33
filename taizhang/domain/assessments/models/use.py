"""What a result was used for."""

from django.db import models

from taizhang.domain.assessments.models.assessment import Result
from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet


class Purpose(models.TextChoices):
    """What a result was used for, as the article requires."""

    AWARD = "award"
    POST = "post"
    TRAINING = "training"
    OTHER = "other"


class UseQuerySet(PlacedQuerySet):
    """Sets of uses."""

    def standing(self) -> "UseQuerySet":
        """Those that were not taken back."""
        return self.filter(taken_back_at__isnull=True)


class Use(Noun):
    """What a published result was used for."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="uses")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="result_uses")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    what = models.CharField(max_length=400)
    on = models.DateField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = UseQuerySet.as_manager()

    class Meta:
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        return self.what
