"""How much work it was, per organisation and month; and how much it may be, per level."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Q, Sum

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.kinds import Level
from taizhang.domain.orgs.models import Organization, PlacedQuerySet


class EffortQuerySet(PlacedQuerySet):
    """Sets of efforts."""

    def in_month(self, day: date) -> Self:
        """Those of the month of a day."""
        return self.filter(month=day.replace(day=1))

    def state(self) -> tuple[int, int]:
        """What names the present state of efforts, which are only ever added up and leave no act."""
        found = self.aggregate(rows=Count("pk"), times=Sum("times", default=0))
        return found["rows"], found["times"]


class Effort(Noun):
    """The work that one cause gave an organisation in a month, summed up; nobody is named in it."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="efforts")
    month = models.DateField()  # its first day
    source = models.CharField(max_length=60)  # "records", or "form:" and its identifier
    times = models.PositiveIntegerField(default=0)
    inputs = models.PositiveIntegerField(default=0)  # made by hand
    filled = models.PositiveIntegerField(default=0)  # made by the system, and saved
    seconds = models.PositiveIntegerField(default=0)

    objects = EffortQuerySet.as_manager()

    class Meta:
        ordering = ("month", "source")
        constraints = [
            models.UniqueConstraint(fields=["organization", "month", "source"], name="effort_is_one_row_a_cause"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_month_is_its_first_day"),
        ]
        indexes = [models.Index(fields=["month", "source"], name="effort_of_month")]

    def __str__(self) -> str:
        return f"{self.source} {self.month:%Y-%m}"


class Cap(Noun):
    """How many minutes a month the system may cost an organisation of a level, from a day on, by which document."""

    starts_on = models.DateField()
    level = models.CharField(max_length=1, choices=Level.choices)
    minutes = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=200)
    set_by_name = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("-starts_on", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="a_cap_is_some_minutes"),
            models.UniqueConstraint(fields=["level", "starts_on"], name="a_level_gets_one_cap_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.minutes}"
