"""The yearly report-and-review (述职评议): a meeting, its reports, the seats of its panel, and the counts of votes."""

from typing import Self

from django.db import models
from django.db.models import Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet


class ReviewStage(models.TextChoices):
    """How far a review meeting has come."""

    PREPARING = "preparing"  # reports are written, seats are given
    VOTING = "voting"
    CLOSED = "closed"  # counted and shown; nothing opens it again
    CALLED_OFF = "called_off"


class ReviewGrade(models.TextChoices):
    """What a member of the panel says of a report: 好, 较好, 一般, 差, or nothing at all."""

    GOOD = "good"
    FAIRLY = "fairly"
    FAIR = "fair"
    POOR = "poor"
    ABSTAINED = "abstained"


class ReviewMeetingQuerySet(PlacedQuerySet):
    """Sets of review meetings, each placed where its office stands."""

    def standing(self) -> Self:
        """Those that were not called off."""
        return self.exclude(stage=ReviewStage.CALLED_OFF)


class ReviewMeeting(Noun):
    """The meeting of an office at which those below it report on a year and are voted on."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="review_meetings")  # the office
    year = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    stage = models.CharField(max_length=10, choices=ReviewStage.choices, default=ReviewStage.PREPARING)
    called_at = models.DateTimeField()
    called_by_id = models.UUIDField(null=True)
    called_by_name = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=120, blank=True)
    because = models.CharField(max_length=200, blank=True)  # why it was called off
    ballots = models.PositiveIntegerField(null=True)  # cast in all; counted at the close

    objects = ReviewMeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-held_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                condition=~Q(stage="called_off"),
                name="an_office_holds_one_review_a_year",
            ),
            models.CheckConstraint(
                condition=~Q(stage="closed") | Q(closed_at__isnull=False, ballots__isnull=False),
                name="a_closed_review_is_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.stage}"


class ReviewReport(Noun):
    """What one organisation reports on the year, and the one comment on it (一述一评)."""

    meeting = models.ForeignKey(ReviewMeeting, models.PROTECT, related_name="reports")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="review_reports")
    text = models.TextField(blank=True)  # a draft until it is handed in, then as it was handed in
    drawn = models.JSONField(default=list)  # what the ledger said on the day it was handed in
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by_id = models.UUIDField(null=True)
    handed_in_by_name = models.CharField(max_length=120, blank=True)
    comment = models.CharField(max_length=1000, blank=True)
    commented_at = models.DateTimeField(null=True)
    commented_by_name = models.CharField(max_length=120, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        ordering = ("meeting", "organization__code")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "organization"], name="an_organization_reports_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True) | ~Q(text=""), name="a_report_is_not_handed_in_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}"


class PanelSeat(Noun):
    """A place on the panel, for which a one-time code is handed out; it says for whom, never who sat there."""

    meeting = models.ForeignKey(ReviewMeeting, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=80)  # "两代表一委员", "汇金社区书记"
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="panel_seats")
    code = models.CharField(max_length=64, null=True, unique=True)  # the blind index of its code, until the close
    spent = models.BooleanField(default=False)  # until the close; at which moment is kept nowhere

    class Meta:
        ordering = ("meeting", "number")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="a_seat_has_a_number_of_its_own"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.who}"


class VoteCount(Noun):
    """How many votes of which kind a report got: one row that every ballot rewrites, so that no ballot stands alone.

    No row says who voted, when, in which order, or what else was on the same ballot.
    """

    report = models.OneToOneField(ReviewReport, models.PROTECT, related_name="votes")
    good = models.PositiveIntegerField(default=0)
    fairly = models.PositiveIntegerField(default=0)
    fair = models.PositiveIntegerField(default=0)
    poor = models.PositiveIntegerField(default=0)
    abstained = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.report_id)
