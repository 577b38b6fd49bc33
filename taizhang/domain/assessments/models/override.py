"""What is decided against the rule: by two persons, with a reason."""

from django.db import models
from django.db.models import F, Q

from taizhang.domain.assessments.models.assessment import Assessment
from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization


class Deviation(models.TextChoices):
    """What needs two persons and a reason."""

    OVERRIDE = "override"  # another mark or grade than computed
    UNLOCK = "unlock"  # a locked assessment opens again
    CORRECTION = "correction"  # facts that came after the close


class OverrideQuerySet(models.QuerySet["Override"]):
    """Sets of decisions against the rule."""

    def waiting(self) -> "OverrideQuerySet":
        """Those for which a second person is wanted."""
        return self.filter(confirmed_at__isnull=True, rejected_at__isnull=True)


class Override(Noun):
    """A decision against the rule, proposed by one person and confirmed by another."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="overrides")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="overrides", null=True)
    kind = models.CharField(max_length=10, choices=Deviation.choices)
    units = models.BigIntegerField(null=True)
    grade = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=2000)
    proposed_by_id = models.UUIDField()
    proposed_by_name = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    confirmed_by_id = models.UUIDField(null=True)
    confirmed_by_name = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    rejected_at = models.DateTimeField(null=True)
    revision = models.PositiveSmallIntegerField(null=True)  # of the results that it made

    objects = OverrideQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by_id__isnull=True) | ~Q(confirmed_by_id=F("proposed_by_id")),
                name="two_persons_decide_against_the_rule",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="an_override_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.assessment_id}"
