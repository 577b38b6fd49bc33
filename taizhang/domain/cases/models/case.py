"""A case and its steps."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.cases.moves import ENDING, LEADS_TO, TURNING, CaseMove, CaseState
from taizhang.domain.cases.terms import TERMS, CaseKind
from taizhang.domain.orgs.models import Organization, PlacedQuerySet
from taizhang.domain.orgs.secrets import SecretField


class CaseQuerySet(PlacedQuerySet):
    """Sets of cases; their place in the tree is that of the office that answers them."""

    organization_field = "office"

    def standing(self) -> Self:
        """With `last`, the step that made the state, and `last_at`, its moment; in the same query."""
        steps = CaseStep.objects.filter(case=OuterRef("pk"), move__in=TURNING).order_by("-at", "-id")
        return self.annotate(last=Subquery(steps.values("move")[:1]), last_at=Subquery(steps.values("at")[:1]))

    def in_state(self, state: CaseState) -> Self:
        """Those in a state; after standing()."""
        return self.filter(last__in=[move for move, to in LEADS_TO.items() if to is state])

    def unanswered(self) -> Self:
        """Those that wait for an answer; after standing()."""
        return self.in_state(CaseState.OPEN)

    def overdue(self, on: date) -> Self:
        """Those that still wait after their last day; after standing()."""
        return self.unanswered().filter(due_on__lt=on)

    def shared(self, on: date) -> Self:
        """Those that an office sees: an offer of support is the branch's alone on its first day (burden rule 6)."""
        return self.filter(shared_on__lte=on)

    def handed_on_by(self, offices: Any) -> Self:
        """Those that some offices handed to another, with `handed_at`, the last time they did."""
        steps = CaseStep.objects.filter(case=OuterRef("pk"), move=CaseMove.FORWARDED, came_from__in=offices)
        found = self.annotate(handed_at=Subquery(steps.order_by("-at").values("at")[:1]))
        return found.filter(handed_at__isnull=False)

    def filed_by(self, person_id: object) -> Self:
        """A person's own."""
        return self.filter(person_id=person_id)


class Case(Noun):
    """Something that somebody, named or not, wants of an office: its number, its words, its last day."""

    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in CaseKind])
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    subject = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)  # the page or form it is about
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="cases_about")
    organization_words = models.CharField(max_length=120, blank=True)  # as typed, when no organisation is called so
    office = models.ForeignKey(Organization, models.PROTECT, related_name="cases")
    contact = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="cases_in_hand")
    person = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="cases")  # who filed it
    receipt = models.CharField(max_length=64, null=True, unique=True)  # the blind index of an anonymous filer's code
    filed_at = models.DateTimeField()  # the hour only when nobody's name stands behind it
    due_on = models.DateField()
    shared_on = models.DateField()
    month = models.CharField(max_length=8, blank=True)  # 2018-M05 of the red light that opened it
    item = models.CharField(max_length=20, blank=True)  # of a person, to be corrected
    value = SecretField(blank=True)  # what is right
    satisfied = models.BooleanField(null=True)
    cleared_on = models.DateField(null=True)  # its words were deleted at the end of their time

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-serial")
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="a_case_has_a_number_of_its_own"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(receipt__isnull=True), name="an_anonymous_case_names_nobody"
            ),
            models.UniqueConstraint(
                fields=["organization", "month"], condition=~Q(month=""), name="a_red_light_opens_one_case_a_month"
            ),
        ]
        indexes = [models.Index(fields=["office", "due_on"], name="case_of_office")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Such as 2018-0007: gapless within its year."""
        return f"{self.year}-{self.serial:04d}"

    @property
    def anonymous(self) -> bool:
        """Whether nobody knows who filed it."""
        return self.receipt is not None

    @property
    def state(self) -> CaseState:
        """Where it stands; of a row got through standing()."""
        return LEADS_TO[CaseMove(getattr(self, "last", None) or CaseMove.FILED)]

    @property
    def term(self) -> str:
        """The name of its kind."""
        return str(TERMS[CaseKind(self.kind)].name)

    def is_overdue(self, on: date) -> bool:
        """Whether it still waits after its last day."""
        return self.state is CaseState.OPEN and self.due_on < on

    def in_time(self) -> bool:
        """Whether it was answered or closed by its last day."""
        if self.state is CaseState.OPEN:
            return False
        return timezone.localtime(self.last_at).date() <= self.due_on  # type: ignore[attr-defined]  # by standing()


class CaseStep(Noun):
    """One step in the life of a case: what, who, when, and the words that went with it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    move = models.CharField(max_length=10, choices=[(move.value, move.value) for move in CaseMove])
    words = models.TextField(blank=True)
    office = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="case_steps")  # forwarded to
    came_from = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="cases_handed_on")  # by whom
    by_person_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120, blank=True)  # empty: the one who filed it, unnamed
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=["case", "at"], name="step_of_case")]

    def __str__(self) -> str:
        return f"{self.move} {self.at:%Y-%m-%d}"

    @property
    def ends(self) -> bool:
        """Whether it answers or closes the case."""
        return self.move in ENDING
