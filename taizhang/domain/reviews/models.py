"""One life for everything that is submitted, returned and approved."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from taizhang.domain.audit.nouns import AppendOnly, Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.kernel.ids import uuid7
from taizhang.kernel.workflow import Move, State


class SubmissionQuerySet(PlacedQuerySet):
    """Sets of submissions."""

    def waiting(self) -> Self:
        """Those waiting for review."""
        return self.filter(state=State.SUBMITTED)

    def known_on(self, day: date) -> Self:
        """Those submitted by the end of a day."""
        return self.filter(submitted_at__date__lte=day)


class Submission(Noun):
    """Something an organisation has handed in, the organisation that reviews it, and where it stands."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    label = models.CharField(max_length=300, blank=True)  # what was handed in, in its own words
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="submissions")
    reviewer = models.ForeignKey(Organization, models.PROTECT, related_name="submissions_to_review")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State])
    round = models.PositiveSmallIntegerField(default=1)  # rises when an approval is undone
    submitted_by_id = models.UUIDField(null=True)
    submitted_by_name = models.CharField(max_length=120)
    submitted_at = models.DateTimeField()
    decided_by_id = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ("-submitted_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="a_subject_is_submitted_once"),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(submitted_by_id__isnull=True)
                | ~Q(submitted_by_id=models.F("decided_by_id")),
                name="the_recorder_is_never_the_approver",
            ),
        ]
        indexes = [
            models.Index(fields=["reviewer", "state", "submitted_at"], name="submission_to_review"),
            models.Index(fields=["organization", "state"], name="submission_of_organization"),
        ]

    def __str__(self) -> str:
        return self.label or f"{self.subject_kind} {self.subject_id}"


class Step(AppendOnly):
    """One move in the life of a submission: who, when, why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=10, choices=[(m.value, m.value) for m in Move])
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    by_person_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    because = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=["submission", "at"], name="step_of_submission")]

    def __str__(self) -> str:
        return f"{self.move} {self.at:%Y-%m-%d}"
