"""Packs of rules, their standards, and the duties that follow from them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.duties.seals import Seal as Seal
from taizhang.domain.duties.taking_back import Revocable, RevocableQuerySet, end_of, once_of, stands_or_undone
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.kernel.periods import Kind, Period, Span


class PackQuerySet(models.QuerySet["Pack"]):
    """Sets of packs."""

    def in_force(self, day: date) -> "Pack | None":
        """The version that rules on a day: the latest to have started, unless it has ended."""
        pack = self.filter(valid_from__lte=day).order_by("-valid_from").first()
        return None if pack is None or (pack.valid_to is not None and pack.valid_to < day) else pack


class Pack(Noun):
    """A published version of a rule pack; never edited, only followed by another."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=120)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ("-valid_from", "-version")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="a_pack_version_is_published_once"),
            models.UniqueConstraint(fields=["valid_from"], name="one_pack_starts_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class ProgrammeItem(Noun):
    """A theme, mechanism, project or category that a pack names."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="programme")
    kind = models.CharField(max_length=12)  # theme, mechanism, project, category
    code = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ("pack", "kind", "order")
        constraints = [models.UniqueConstraint(fields=["pack", "kind", "code"], name="a_pack_names_an_item_once")]

    def __str__(self) -> str:
        return self.name_zh


class Standard(Noun):
    """What one institution of a pack asks: by whom, how often, with what evidence, on which basis."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="standards")
    code = models.CharField(max_length=8)  # L01 … L19
    order = models.PositiveSmallIntegerField()
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    weight = models.PositiveSmallIntegerField()
    categories = models.CharField(max_length=8)  # "ABCD"
    rule = models.JSONField()  # the institution's part of the pack file
    checked = models.BooleanField(default=False)

    class Meta:
        ordering = ("pack", "order")
        constraints = [models.UniqueConstraint(fields=["pack", "code"], name="a_pack_has_an_institution_once")]

    def __str__(self) -> str:
        return self.name_zh


def met(on: date | None = None) -> Q:
    """The condition that a duty is fulfilled: held, and known to us, by the end of a day when one is given.

    What was taken back only after that day still stood then.
    """
    if on is None:
        return Q(fulfilment__isnull=False)
    return _fulfilled(on) | Q(pk__in=met_once(on).values("was_of"))


def met_in_time(on: date) -> Q:
    """The condition that a duty is fulfilled by the end of a day, by what was held within its days of grace."""
    once = met_once(on).filter(held_on__lte=F("was_of__grace_until"))
    return _fulfilled(on) & Q(fulfilment__held_on__lte=F("grace_until")) | Q(pk__in=once.values("was_of"))


def met_once(on: date) -> RevocableQuerySet:
    """What met a duty by the end of a day and was taken back later."""
    return Fulfilment.objects.still_on(on).filter(held_on__lte=on, learnt_at__lt=end_of(on))


def _fulfilled(on: date) -> Q:
    return Q(fulfilment__isnull=False, fulfilment__held_on__lte=on, fulfilment__learnt_at__lt=end_of(on))


def waived(on: date | None = None) -> Q:
    """The condition that a duty is waived, by the end of a day when one is given."""
    if on is None:
        return Q(waiver__isnull=False)
    return Q(waiver__isnull=False, waiver__at__lt=end_of(on)) | Q(pk__in=waived_once(on).values("was_of"))


def waived_once(on: date) -> RevocableQuerySet:
    """What waived a duty by the end of a day and was taken back later."""
    return Waiver.objects.still_on(on).filter(at__lt=end_of(on))


class DutyQuerySet(PlacedQuerySet):
    """Sets of duties; whether one is met, waived or overdue is always a question to its rows.

    Where a day is given, rows that came later than that day do not count: the answer is the one it had then.
    """

    own_day = "due_on"

    def in_period(self, period: Period | Span) -> Self:
        """Those due within a period."""
        return self.filter(due_on__gte=period.first, due_on__lte=period.last)

    def owed(self, on: date | None = None) -> Self:
        """Those that count: not waived (by the end of a day)."""
        return self.filter(~waived(on))

    def met(self, on: date | None = None) -> Self:
        """Those fulfilled (held, and known to us, by the end of a day)."""
        return self.filter(met(on))

    def unfinished(self, on: date | None = None) -> Self:
        """Those owed and not fulfilled (by the end of a day)."""
        return self.owed(on).filter(~met(on))

    def begun(self, on: date) -> Self:
        """Those whose time has come."""
        return self.filter(starts_on__lte=on)

    def overdue(self, on: date) -> Self:
        """Those unfinished after their day of grace."""
        return self.unfinished(on).filter(grace_until__lt=on)

    def open(self, on: date) -> Self:
        """Those that a gathering on a day may fulfil."""
        return self.filter(starts_on__lte=on, closes_on__gte=on)

    def owed_now(self, on: date) -> Self:
        """What lies before an organisation on a day, with `done` for each: light, list and number come from this.

        Begun, not waived, not closed, due by the end of the month; what is done leaves with the month it was due in.
        """
        month = Period.containing(on, Kind.MONTH)
        current = self.owed(on).begun(on).filter(closes_on__gte=on, due_on__lte=month.last)
        return current.annotate(done=met(on)).filter(Q(done=False) | Q(due_on__gte=month.first))

    def known(self, on: date | None = None) -> Self:
        """With the rows that say how they stand, in the same query; `stood` tells waived, done or "" as of a day."""
        rows = self.select_related("standard", "fulfilment", "waiver", "assignee")
        if on is None:
            return rows
        how = Case(When(waived(on), then=Value("waived")), When(met(on), then=Value("done")), default=Value(""))
        return rows.annotate(stood=how)


class Duty(Noun):
    """What one organisation owes once, under one standard or one decision."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="duties")
    standard = models.ForeignKey(Standard, models.PROTECT, null=True, related_name="duties")
    institution = models.CharField(max_length=8, blank=True)  # the standard's code, whatever the pack
    occurrence = models.CharField(max_length=40)  # "2018-M05"; for a decision its id
    title = models.CharField(max_length=300, blank=True)  # a decision's own words
    assignee = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="duties")
    source_id = models.UUIDField(null=True)  # the decision it follows from
    first_on = models.DateField()
    last_on = models.DateField()
    starts_on = models.DateField()
    warn_on = models.DateField()
    due_on = models.DateField()
    grace_until = models.DateField()
    closes_on = models.DateField()
    needed = models.PositiveSmallIntegerField(default=1)  # approved gatherings that make it met
    issued_at = models.DateTimeField()

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "institution", "id")
        verbose_name_plural = "duties"
        constraints = [
            models.UniqueConstraint(fields=["organization", "institution", "occurrence"], name="a_duty_is_issued_once"),
            models.CheckConstraint(
                condition=Q(standard__isnull=False, source_id__isnull=True)
                | Q(standard__isnull=True, source_id__isnull=False),
                name="a_duty_follows_from_a_standard_or_a_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "due_on"], name="duty_of_organization"),
            models.Index(fields=["due_on", "institution", "id"], name="duty_in_order_of_due_day"),
            models.Index(fields=["source_id"], name="duty_of_decision"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.institution} {self.occurrence}"

    @property
    def span(self) -> Span:
        """The days of the occurrence it is owed for."""
        return Span(self.first_on, self.last_on)


class Fulfilment(Revocable):
    """A duty is met: by what, when it happened and when we learnt of it; kept when that is undone."""

    duty = models.OneToOneField(Duty, models.PROTECT, null=True, related_name="fulfilment")
    was_of = models.ForeignKey(Duty, models.PROTECT, null=True, related_name="former_fulfilments", db_index=False)
    source_kind = models.CharField(max_length=30)
    source_id = models.UUIDField(db_index=True)
    held_on = models.DateField()
    learnt_at = models.DateTimeField()
    by_person_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [stands_or_undone("a_fulfilment_stands_or_was_taken_back")]
        indexes = [once_of("fulfilment_once_of_duty")]

    def __str__(self) -> str:
        return f"{self.about_id} {self.held_on}"


class Waiver(Revocable):
    """A duty need not be met: by whose word and why; it leaves the denominator, until it is taken back."""

    duty = models.OneToOneField(Duty, models.PROTECT, null=True, related_name="waiver")
    was_of = models.ForeignKey(Duty, models.PROTECT, null=True, related_name="former_waivers", db_index=False)
    because = models.CharField(max_length=400)
    at = models.DateTimeField()
    by_person_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [stands_or_undone("a_waiver_stands_or_was_taken_back")]
        indexes = [once_of("waiver_once_of_duty")]

    def __str__(self) -> str:
        return self.because
