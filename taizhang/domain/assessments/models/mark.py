"""A mark given by a person, with its reason: of a visit, a survey, a key task; a bonus, a deduction, a veto."""

from django.db import models
from django.db.models import Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet


class MarkQuerySet(PlacedQuerySet):
    """Sets of marks."""

    def standing(self) -> "MarkQuerySet":
        """Those that were not taken back."""
        return self.filter(taken_back_at__isnull=True)


class Mark(Noun):
    """So many of so many that a person saw and says why: the only numbers of a score that are typed."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="marks")
    period = models.CharField(max_length=10)  # "2018-Q1"
    measure = models.CharField(max_length=60)  # "mark:visit"
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    because = models.CharField(max_length=400)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by_name = models.CharField(max_length=120, blank=True)
    taken_back_because = models.CharField(max_length=400, blank=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "period", "measure"],
                condition=Q(taken_back_at__isnull=True),
                name="a_measure_is_marked_once_a_period",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_mark_says_why"),
        ]
        indexes = [models.Index(fields=["period", "measure"], name="mark_of_period")]

    def __str__(self) -> str:
        return f"{self.measure} {self.period}"
