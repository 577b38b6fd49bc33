"""Records drawn for peers to read, and what they found."""

from typing import Self

from django.db import models
from django.db.models import Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.domain.records.models import Activity


class SampleDraw(Noun):
    """The draw of a month: its seed and all records it drew from, so that anyone can do it again."""

    month = models.CharField(max_length=8, unique=True)  # 2018-M05
    seed = models.CharField(max_length=64)
    percent = models.PositiveSmallIntegerField()
    population = models.JSONField()  # {code of the street or unit: [identifiers of records]}
    drawn_at = models.DateTimeField()
    drawn_by_id = models.UUIDField(null=True)
    drawn_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("-month",)

    def __str__(self) -> str:
        return self.month


class SampleQuerySet(PlacedQuerySet):
    """Sets of samples."""


class Sample(Noun):
    """A record that was drawn."""

    draw = models.ForeignKey(SampleDraw, models.PROTECT, related_name="samples")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="samples")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="samples")
    street = models.CharField(max_length=32)  # the code of the street or unit it was drawn in
    ticket = models.CharField(max_length=64)

    objects = SampleQuerySet.as_manager()

    class Meta:
        ordering = ("street", "ticket")
        constraints = [models.UniqueConstraint(fields=["draw", "activity"], name="a_record_is_drawn_once_a_month")]

    def __str__(self) -> str:
        return f"{self.draw_id} {self.ticket[:8]}"


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Sets of readings."""

    def standing(self) -> Self:
        """Those that were not declined."""
        return self.filter(declined_at__isnull=True)

    def waiting(self) -> Self:
        """Those that a peer has before him."""
        return self.standing().filter(read_at__isnull=True)

    def done(self) -> Self:
        """Those that were given."""
        return self.filter(read_at__isnull=False)


class Reading(Noun):
    """A secretary of another street reads one drawn record: three answers of yes or no, and a remark; never a mark."""

    draw = models.ForeignKey(SampleDraw, models.PROTECT, related_name="readings")
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="readings")
    person = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="readings")  # null once cleared
    ticket = models.CharField(max_length=64)
    assigned_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True)
    clear = models.BooleanField(null=True)
    concrete = models.BooleanField(null=True)
    genuine = models.BooleanField(null=True)
    remark = models.CharField(max_length=200, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ("assigned_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["draw", "person"], name="a_peer_is_asked_once_a_draw"),
            models.UniqueConstraint(
                fields=["sample"], condition=Q(declined_at__isnull=True), name="a_sample_has_one_reader_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(read_at__isnull=True), name="a_declined_sample_is_not_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id} {self.assigned_at:%Y-%m-%d}"
