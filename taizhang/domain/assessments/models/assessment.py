"""The assessment of a period: from the preview over objections to what is published and locked."""

from django.db import models

from taizhang.domain.assessments.models.scheme import SchemeVersion
from taizhang.domain.audit.nouns import AppendOnly, AppendOnlyQuerySet, Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.kernel.ids import uuid7


class Stage(models.TextChoices):
    """How far an assessment has come."""

    PREVIEW = "preview"  # shown to the organisations; they may object
    SECOND = "second"  # after the answers, with what changed
    PUBLISHED = "published"
    LOCKED = "locked"


class Assessment(Noun):
    """One period of everything below an office, judged by one version of a scheme."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="assessments")  # whose office judges
    scheme = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="assessments")
    period = models.CharField(max_length=10)
    stage = models.CharField(max_length=10, choices=Stage.choices)
    revision = models.PositiveSmallIntegerField(default=1)  # of the results that stand
    objections_until = models.DateField()
    closed_at = models.DateTimeField()
    closed_by_id = models.UUIDField(null=True)
    closed_by_name = models.CharField(max_length=120)
    published_at = models.DateTimeField(null=True)
    published_by_name = models.CharField(max_length=120, blank=True)
    locked_at = models.DateTimeField(null=True)
    locked_by_name = models.CharField(max_length=120, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        ordering = ("-period", "-closed_at")
        constraints = [
            models.UniqueConstraint(fields=["organization", "scheme", "period"], name="a_period_is_assessed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.stage}"


class FrozenFacts(AppendOnly):
    """What an assessment was computed from at a revision: planes, tree and marks of that day, to compute it again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="frozen")
    revision = models.PositiveSmallIntegerField()
    content = models.BinaryField()  # Parquet
    sha256 = models.CharField(max_length=64)
    on = models.DateField()  # as known on this day

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "revision"], name="facts_are_frozen_once_a_revision")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class ResultQuerySet(PlacedQuerySet, AppendOnlyQuerySet):  # type: ignore[override]
    """Sets of results."""


class Result(AppendOnly):
    """What one organisation came to at a revision of an assessment."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="results")
    revision = models.PositiveSmallIntegerField()
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="results")
    path = models.TextField()  # where it stood
    category = models.CharField(max_length=1)
    kind = models.CharField(max_length=20)
    units = models.BigIntegerField(null=True)  # millionths of a point; none where nothing applies or is known
    complete = models.BooleanField()
    grade = models.CharField(max_length=20, blank=True)
    rank = models.PositiveIntegerField(null=True)  # within its group; none in small groups
    group_size = models.PositiveIntegerField()

    objects = ResultQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ("assessment", "path")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "revision", "organization"], name="one_result_a_revision"),
        ]
        indexes = [models.Index(fields=["organization", "assessment"], name="result_of_organization")]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.units}"
