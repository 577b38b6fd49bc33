"""What an office comes for in a year, and the days on which it comes."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.kernel.periods import Period, Span


class PlanQuerySet(PlacedQuerySet):
    """Sets of plans of visits, each placed where its office stands."""


class Plan(Noun):
    """The one item of inspection of an office in a year: what it comes for, and on which ground (burden rule 12)."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="visit_plans")  # the office that comes
    year = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200)
    basis = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=120)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "id")
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="an_office_inspects_one_item_a_year")
        ]

    def __str__(self) -> str:
        return self.subject


class Widening(Noun):
    """A further subject was merged into a plan: what it said before, why, and who did it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="widenings")
    subject = models.CharField(max_length=200)  # before
    basis = models.CharField(max_length=300)  # before
    because = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.because


def standing() -> Q:
    """The condition that a visit is not cancelled."""
    return ~Q(Exists(Cancellation.objects.filter(visit=OuterRef("pk"), lifted_at__isnull=True)))


class VisitQuerySet(PlacedQuerySet):
    """Sets of visits, each placed where the organisation that is visited stood that day."""

    own_day = "visits_on"

    def in_period(self, period: Period | Span) -> Self:
        """Those within a period."""
        return self.filter(visits_on__gte=period.first, visits_on__lte=period.last)

    def standing(self) -> Self:
        """Those not cancelled."""
        return self.filter(standing())

    def cancelled(self) -> Self:
        """Those cancelled."""
        return self.filter(~standing())

    def coming(self, on: date) -> Self:
        """Those of a day and later that are not cancelled."""
        return self.standing().filter(visits_on__gte=on)

    def known(self) -> Self:
        """With their plan, and with `cancelled` and the number of `cancellations` told, in the same query."""
        counted = self.annotate(cancelled=~standing(), times=Count("cancellations", distinct=True))
        return counted.select_related("plan", "plan__organization", "organization")


class Visit(Noun):
    """An office comes to an organisation on a day, within its plan of the year; announced beforehand."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="visits")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="visits", db_index=False)
    visits_on = models.DateField()
    visitors = models.CharField(max_length=200)  # who comes, as announced
    purpose = models.CharField(max_length=300)
    planned_at = models.DateTimeField()
    planned_by_id = models.UUIDField(null=True)
    planned_by_name = models.CharField(max_length=120)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ("visits_on", "id")
        indexes = [
            models.Index(fields=["organization", "visits_on"], name="visit_of_organization"),
            models.Index(fields=["visits_on", "id"], name="visit_by_day"),
        ]

    def __str__(self) -> str:
        return self.purpose


class Cancellation(Noun):
    """A visit does not take place: who said so, when and why; `lifted_at` when it takes place after all."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="cancellations")
    because = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_person_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(lifted_at__isnull=True), name="a_visit_is_cancelled_once"
            )
        ]

    def __str__(self) -> str:
        return self.because
