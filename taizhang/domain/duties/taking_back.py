"""Rows about one duty that may be taken back: they stay, say since when they count no more, and let go of the duty."""

from datetime import date, datetime, time, timedelta
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.nouns import Noun


def end_of(on: date) -> datetime:
    """The first moment after a local day."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))


class RevocableQuerySet(models.QuerySet[Any]):
    """Sets of such rows."""

    def standing(self) -> Self:
        """Those that count now."""
        return self.filter(duty__isnull=False)

    def take_back(self, by: Actor) -> int:
        """Let those that stand count no more from this moment on; answers how many there were."""
        return self.standing().update(
            was_of=F("duty_id"), duty=None, undone_at=by.at, undone_by_person_id=by.person_id, undone_by_name=by.name
        )

    def still_on(self, on: date) -> Self:
        """Those taken back only after the end of a day; what was made and taken back on one day never stood."""
        return self.filter(was_of__isnull=False, undone_at__gte=end_of(on))


class Revocable(Noun):
    """A row about one duty: `duty` while it stands, `was_of` once it is taken back.

    As of a day means by its end: what was done and taken back on the same day leaves no trace in the numbers of that
    day, only in the history; what was taken back later still counts when one looks at that day.
    """

    undone_at = models.DateTimeField(null=True)
    undone_by_person_id = models.UUIDField(null=True)
    undone_by_name = models.CharField(max_length=120, blank=True, default="", db_default="")

    objects = RevocableQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def about_id(self) -> UUID:
        """The duty it is or was about."""
        key: UUID = getattr(self, "duty_id", None) or getattr(self, "was_of_id")  # noqa: B009
        return key


def stands_or_undone(name: str) -> models.CheckConstraint:
    """The constraint that a row stands for its duty, or was taken back from it at some time."""
    stands = Q(duty__isnull=False, was_of__isnull=True, undone_at__isnull=True)
    undone = Q(duty__isnull=True, was_of__isnull=False, undone_at__isnull=False)
    return models.CheckConstraint(condition=stands | undone, name=name)


def once_of(name: str) -> models.Index:
    """The index of the few rows that were taken back."""
    return models.Index(fields=["was_of", "undone_at"], name=name, condition=Q(was_of__isnull=False))
