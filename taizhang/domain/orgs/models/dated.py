"""Rows that hold from a day to a day: the open end is null, both days are included."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import Combinable

from taizhang.domain.audit.nouns import Noun


def holds_on(day: date | Combinable, prefix: str = "") -> Q:
    """The condition that a dated row holds on a day (or on that of an expression), seen through a relation prefix."""
    begun = Q(**{f"{prefix}starts_on__lte": day})
    return begun & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day}))


class DatedQuerySet(models.QuerySet[Any]):
    """Sets of dated rows."""

    def on(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(holds_on(day))

    def between(self, first: date, last: date) -> Self:
        """Those that hold on at least one day from first to last."""
        return self.filter(Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first)))


class Dated(Noun):
    """A noun that holds from one day to another."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds(self, day: date) -> bool:
        """Whether the row holds on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def ends_after_start(name: str) -> models.CheckConstraint:
    """The constraint that nothing ends before it starts."""
    return models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name=name)


def no_overlap(name: str, *fields: str) -> ExclusionConstraint:
    """The constraint that rows alike in the fields never hold on the same day."""
    days = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField())
    alike: list[tuple[Any, str]] = [(field, str(RangeOperators.EQUAL)) for field in fields]
    return ExclusionConstraint(name=name, expressions=[*alike, (days, RangeOperators.OVERLAPS)])
