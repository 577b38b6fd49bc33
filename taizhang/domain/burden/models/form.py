"""A form of the register: who asks whom for what, on which ground, how often and until when."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.kernel.periods import Kind as PeriodKind
from taizhang.kernel.periods import Period


class Frequency(models.TextChoices):
    """How often a form is sent: never more often than once a month."""

    ONCE = "once", _("once")
    MONTH = "month", _("monthly")
    QUARTER = "quarter", _("quarterly")
    HALF = "half_year", _("half-yearly")
    YEAR = "year", _("yearly")

    def period(self, day: date) -> Period:
        """The period of a day: of a form that is sent once, the year."""
        kind = PeriodKind.YEAR if self == Frequency.ONCE else PeriodKind(self.value)
        return Period.containing(day, kind)


class Stage(models.TextChoices):
    """Where a form stands on a day."""

    DRAFT = "draft", pgettext_lazy("form", "draft")
    LIVE = "live", pgettext_lazy("form", "registered")
    EXPIRED = "expired", pgettext_lazy("form", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("form", "withdrawn")


class CollectionFormQuerySet(PlacedQuerySet):
    """Sets of forms."""

    def live(self, on: date) -> Self:
        """Those registered, not withdrawn and not expired on a day."""
        return self.filter(registered_at__isnull=False, withdrawn_at__isnull=True, expires_on__gte=on)

    def at_stage(self, stage: str, on: date) -> Self:
        """Those of a stage on a day."""
        if stage == Stage.DRAFT:
            return self.filter(registered_at__isnull=True, withdrawn_at__isnull=True)
        if stage == Stage.WITHDRAWN:
            return self.filter(withdrawn_at__isnull=False)
        if stage == Stage.LIVE:
            return self.live(on)
        return self.filter(registered_at__isnull=False, withdrawn_at__isnull=True, expires_on__lt=on)


class CollectionForm(Noun):
    """What an office asks the organisations below it to tell: its ground, its fields, how often and until when."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="forms_issued")
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)
    document = models.CharField(max_length=200)  # the ground: number and title
    clause = models.CharField(max_length=60)
    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    kinds = ArrayField(models.CharField(max_length=20))
    categories = ArrayField(models.CharField(max_length=1))
    expires_on = models.DateField()
    drafted_by_name = models.CharField(max_length=120)
    drafted_at = models.DateTimeField()
    registered_by_name = models.CharField(max_length=120, blank=True)
    registered_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    objects = CollectionFormQuerySet.as_manager()

    class Meta:
        ordering = ("title", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="a_form_is_withdrawn_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def stage(self, on: date) -> Stage:
        """Where it stands on a day."""
        if self.withdrawn_at is not None:
            return Stage.WITHDRAWN
        if self.registered_at is None:
            return Stage.DRAFT
        return Stage.LIVE if on <= self.expires_on else Stage.EXPIRED

    def period(self, day: date) -> Period:
        """The period of a day for which it is asked."""
        return Frequency(self.frequency).period(day)


class Question(Noun):
    """One field of a form: typed, or taken from what the system knows already."""

    class Type(models.TextChoices):
        """What can be typed in a field."""

        NUMBER = "number", _("number")
        TEXT = "text", _("text")
        DAY = "day", _("day")
        CHOICE = "choice", _("choice")
        YES_NO = "yes_no", _("yes or no")

    form = models.ForeignKey(CollectionForm, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    meaning = models.CharField(max_length=80, db_index=True)  # the label brought to its plain form: what is asked
    type = models.CharField(max_length=10, choices=Type.choices)
    unit = models.CharField(max_length=20, blank=True)
    help = models.CharField(max_length=200, blank=True)
    choices = ArrayField(models.CharField(max_length=60), default=list)
    source = models.CharField(max_length=40, blank=True)  # the known fact that fills it

    class Meta:
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(fields=["form", "meaning"], name="a_form_asks_for_a_thing_once"),
            models.UniqueConstraint(fields=["form", "order"], name="a_field_has_its_place"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def typed(self) -> bool:
        """Whether somebody has to type it."""
        return not self.source
