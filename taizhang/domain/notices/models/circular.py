"""What an office issues to the organisations below it."""

from datetime import datetime
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.kernel.ids import uuid7


class Weight(models.TextChoices):
    """What a circular is, which decides how long it may be."""

    SINGLE = "single", _("One piece of work")
    OVERALL = "overall", _("The whole of the work")


class CircularQuerySet(PlacedQuerySet):
    """Sets of circulars."""

    def standing(self) -> Self:
        """Those not recalled."""
        return self.filter(recall__isnull=True)

    def in_year(self, year: int, until: datetime | None = None) -> Self:
        """Those of a year, as far as a moment."""
        rows = self.filter(year=year)
        return rows.filter(sent_at__lte=until) if until else rows


class Circular(Noun):
    """A text an office sent down: to whom, at what cost of reading, and its number of the year."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="circulars")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    weight = models.CharField(max_length=10, choices=Weight.choices, default=Weight.SINGLE)
    title = models.CharField(max_length=120)
    text = models.TextField(validators=[MaxLengthValidator(5000)])
    link = models.CharField(max_length=300, blank=True)
    audience = models.JSONField(default=dict)  # kinds, categories and posts, as they were chosen
    people = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()  # of reading, all recipients together
    sent_by_id = models.UUIDField(null=True)
    sent_by_name = models.CharField(max_length=120)
    sent_at = models.DateTimeField()

    objects = CircularQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="a_circular_has_its_own_number")
        ]
        indexes = [models.Index(fields=["sent_at"], name="circular_by_day")]

    def __str__(self) -> str:
        return f"{self.year}-{self.number} {self.title}"


class Recall(models.Model):
    """A circular holds no longer: who said so, when, and why. Its text stays to be read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    circular = models.OneToOneField(Circular, models.CASCADE, related_name="recall")
    because = models.CharField(max_length=400)
    at = models.DateTimeField()
    by_person_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.circular_id} {self.because}"


class AddresseeQuerySet(PlacedQuerySet):
    """Sets of addressees."""


class Addressee(models.Model):
    """An organisation that a circular reached, and how many of its people; no person is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    circular = models.ForeignKey(Circular, models.CASCADE, related_name="addressees")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="circulars_received")
    people = models.PositiveIntegerField()

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circular", "organization"], name="a_circular_reaches_an_organization_once")
        ]

    def __str__(self) -> str:
        return f"{self.circular_id} {self.organization_id}"
