"""The ledger of points."""

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from taizhang.domain.audit.nouns import AppendOnly, AppendOnlyQuerySet
from taizhang.domain.duties.taking_back import end_of
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.kernel.ids import uuid7


class EntryQuerySet(PlacedQuerySet, AppendOnlyQuerySet):  # type: ignore[override]
    """Sets of entries."""

    own_day = "happened_on"

    def of_organizations(self) -> Self:
        """Entries that organisations hold."""
        return self.filter(person__isnull=True)

    def of_organization(self, organization_id: UUID) -> Self:
        """Entries that one organisation holds itself."""
        return self.of_organizations().filter(organization_id=organization_id)

    def of_person(self, person_id: UUID) -> Self:
        """Entries that one person holds."""
        return self.filter(person_id=person_id)

    def in_year(self, year: int) -> Self:
        """Entries of a year; balances begin anew each year."""
        return self.filter(year=year)

    def of_rule(self, rule: str) -> Self:
        """Entries under one rule: the rows behind one part of a balance."""
        return self.filter(rule=rule)

    def standing(self, on: date | None = None) -> Self:
        """Entries that are neither reversals nor reversed; as of a day, posted and not reversed by its end."""
        if on is None:
            return self.filter(reverses__isnull=True, reversed_by__isnull=True)
        stood = Q(reversed_by__isnull=True) | Q(reversed_by__posted_at__gte=end_of(on))
        return self.filter(stood, reverses__isnull=True, posted_at__lt=end_of(on))

    def told(self) -> Self:
        """With the person and the reversal of each, in the same query."""
        return self.select_related("person", "reversal")


class PointEntry(AppendOnly):
    """Points posted to an organisation, or to a person of it, by a rule of the pack from one approved source."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The indexes below begin with both; a ledger of millions of rows carries no index twice.
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="point_entries", db_index=False)
    person = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="point_entries", db_index=False)
    institution = models.CharField(max_length=8, blank=True)
    rule = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)  # base, award, bonus, deduction, veto: kernel.points
    amount = models.SmallIntegerField()  # points; the caps of a rule apply when entries are folded
    source_kind = models.CharField(max_length=30)
    source_id = models.UUIDField(db_index=True)
    round = models.PositiveSmallIntegerField(default=1)
    happened_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    posted_at = models.DateTimeField()
    posted_by_id = models.UUIDField(null=True)
    posted_by_name = models.CharField(max_length=120)
    because = models.CharField(max_length=400, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")

    objects = EntryQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ("-happened_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["source_id", "rule", "round", "organization"],
                condition=Q(person__isnull=True, reverses__isnull=True),
                name="a_source_awards_an_organization_once",
            ),
            models.UniqueConstraint(
                fields=["source_id", "rule", "round", "person"],
                condition=Q(person__isnull=False, reverses__isnull=True),
                name="a_source_awards_a_person_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "year"], name="entry_of_organization", condition=Q(person__isnull=True)
            ),
            models.Index(fields=["person", "year"], name="entry_of_person", condition=Q(person__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.amount:+d}"


class Reversal(AppendOnly):
    """The correction of one entry by an opposite one: by whom, when and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.OneToOneField(PointEntry, models.PROTECT, related_name="reversal")
    counter = models.OneToOneField(PointEntry, models.PROTECT, related_name="reversal_made")
    because = models.CharField(max_length=400)
    at = models.DateTimeField()
    by_person_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.because
