"""What was sent down, and what came back."""

from datetime import date
from typing import Self

from django.db import models

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.burden.models.form import CollectionForm
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.kernel.periods import Period


class Sending(Noun):
    """A form was sent for a period: until when, to how many, and what it was reckoned to cost them."""

    form = models.ForeignKey(CollectionForm, models.PROTECT, related_name="sendings")
    period = models.CharField(max_length=10)
    due_on = models.DateField()
    organizations = models.PositiveIntegerField()
    seconds_each = models.PositiveIntegerField()  # as it was reckoned before sending
    over_cap = models.PositiveIntegerField(default=0)  # organisations that it brought over the cap
    basis = models.CharField(max_length=300, blank=True)  # on which it was sent all the same
    sent_by_name = models.CharField(max_length=120)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("-sent_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["form", "period"], name="a_form_is_sent_once_a_period"),
            models.CheckConstraint(
                condition=models.Q(over_cap=0) | ~models.Q(basis=""), name="nothing_goes_over_the_cap_without_a_basis"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.period}"

    @property
    def when(self) -> Period:
        """The period it asks about."""
        return Period.parse(self.period)

    @property
    def last_day(self) -> date:
        """Until when it is answered and corrected: until it is due, and no longer than the form lasts."""
        return min(self.due_on, self.form.expires_on)

    def is_open(self, on: date) -> bool:
        """Whether it can still be answered on a day."""
        return self.form.withdrawn_at is None and on <= self.last_day


class AnswerQuerySet(PlacedQuerySet):
    """Sets of answers."""

    def open(self, on: date) -> Self:
        """Those that can still be given or corrected on a day."""
        return self.filter(
            sending__due_on__gte=on, sending__form__withdrawn_at__isnull=True, sending__form__expires_on__gte=on
        )

    def waiting(self, on: date) -> Self:
        """Those that can be given and were not."""
        return self.open(on).filter(submitted_at__isnull=True)

    def submitted(self) -> Self:
        """Those handed in."""
        return self.filter(submitted_at__isnull=False)


class Answer(Noun):
    """What one organisation was asked by a sending, and what it answered."""

    sending = models.ForeignKey(Sending, models.CASCADE, related_name="answers")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="answers")
    values = models.JSONField(default=dict)  # by the identifier of the question; what the system filled too
    draft = models.JSONField(default=dict)  # typed, not handed in
    submitted_by_id = models.UUIDField(null=True)
    submitted_by_name = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField(null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["sending", "organization"], name="an_organization_answers_a_sending_once")
        ]
        indexes = [models.Index(fields=["organization", "submitted_at"], name="answer_of_organization")]

    def __str__(self) -> str:
        return f"{self.sending_id} {self.organization_id}"
