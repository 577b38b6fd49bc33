"""A gathering, typed once."""

from datetime import date
from typing import Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.periods import Period, Span
from taizhang.kernel.workflow import State

STANDING = (State.SUBMITTED, State.APPROVED)  # handed in, and neither returned nor withdrawn


class ActivityQuerySet(PlacedQuerySet):
    """Sets of activities."""

    own_day = "held_on"

    def of_institution(self, code: str) -> Self:
        """Those recorded as one institution, perhaps among others."""
        return self.filter(institutions__contains=[code])

    def in_period(self, period: Period | Span) -> Self:
        """Those held within a period."""
        return self.filter(held_on__gte=period.first, held_on__lte=period.last)

    def standing(self) -> Self:
        """Those handed in and not returned or withdrawn."""
        return self.filter(submission__state__in=STANDING)

    def waiting(self) -> Self:
        """Those waiting for review."""
        return self.filter(submission__state=State.SUBMITTED)

    def approved(self) -> Self:
        """Those approved."""
        return self.filter(submission__state=State.APPROVED)

    def with_parts(self) -> Self:
        """With `has_ballots`, `has_decisions` and `has_files`, so that a page asks for no part that is not there."""
        parts = {"has_ballots": "Ballot", "has_decisions": "Decision", "has_files": "Evidence"}
        models_of = {name: apps.get_model("records", model) for name, model in parts.items()}
        return self.annotate(
            **{name: Exists(model._base_manager.filter(activity=OuterRef("pk"))) for name, model in models_of.items()}
        )

    def known_on(self, day: date) -> Self:
        """Those held, and known to us, by the end of a day."""
        return self.filter(held_on__lte=day, recorded_at__date__lte=day)


class Activity(Noun):
    """One gathering of an organisation: what it was (several at once), when, where, who, and what came of it."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="activities", db_index=False)
    institutions = ArrayField(models.CharField(max_length=8))
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    chair = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="activities_chaired")
    lecturer = models.CharField(max_length=60, blank=True)
    topics = ArrayField(models.CharField(max_length=300), default=list)
    minutes = models.TextField(blank=True)
    # Who sat in without being on the roll (列席), as the minutes call them; they count nowhere and hold no points.
    guest_names = ArrayField(models.CharField(max_length=80), default=list)
    expected = models.PositiveIntegerField(default=0)  # people who count, from the frozen roll
    present = models.PositiveIntegerField(default=0)  # of those
    attended = models.PositiveIntegerField(default=0)  # everybody who came, counted or not
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="activity")
    recorded_at = models.DateTimeField()  # when we learnt of it
    recorded_by_id = models.UUIDField(null=True)
    recorded_by_name = models.CharField(max_length=120)
    late = models.BooleanField(default=False)  # recorded more than the pack's days after it was held
    duties = models.ManyToManyField(Duty, through="records.Claim", related_name="activities")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "-id")
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(condition=Q(present__lte=F("expected")), name="nobody_counts_twice_at_a_gathering"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="a_gathering_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "held_on"], name="activity_of_organization"),
            models.Index(fields=["held_on", "id"], name="activity_by_day"),
            GinIndex(fields=["institutions"], name="activity_by_institution"),
        ]

    def __str__(self) -> str:
        return self.title


class Claim(Noun):
    """An activity is meant to fulfil a duty; approval makes the fulfilment."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="claims", db_index=False)  # see below
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="claims")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "duty"], name="a_duty_is_claimed_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.duty_id}"


class Draft(Noun):
    """What has been typed of a record that is not handed in yet, saved as it is typed."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="drafts")
    person = models.ForeignKey("orgs.Person", models.CASCADE, related_name="drafts")
    body = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ("-updated_at",)

    def __str__(self) -> str:
        return str(self.body.get("title", ""))
