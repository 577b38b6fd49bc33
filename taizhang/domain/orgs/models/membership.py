"""To which organisation a person belongs, and who is exempt."""

from django.db import models

from taizhang.domain.orgs.models.dated import Dated, DatedQuerySet, ends_after_start, no_overlap
from taizhang.domain.orgs.models.organization import Organization
from taizhang.domain.orgs.models.person import Person
from taizhang.domain.orgs.models.placement import PlacedQuerySet


class Standing(models.TextChoices):
    """人员类别: a formal member votes, a probationary one does not."""

    FORMAL = "formal", "正式党员"
    PROBATIONARY = "probationary", "预备党员"


class MembershipQuerySet(DatedQuerySet, PlacedQuerySet):  # type: ignore[override]  # the stubs give every queryset a manager of its own
    """Sets of memberships."""


class Membership(Dated):
    """A person belongs to one organisation from a day to a day, as formal or probationary member."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    standing = models.CharField(max_length=12, choices=Standing.choices)
    group = models.ForeignKey("orgs.Group", models.PROTECT, null=True, blank=True, related_name="memberships")
    because = models.CharField(max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("a_person_belongs_to_one_branch_a_day", "person"),
            ends_after_start("a_membership_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["organization", "starts_on"], name="membership_by_organization")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.organization_id}"


class Ground(models.TextChoices):
    """Why a person is exempt from attending: the rule's own classes, never a diagnosis."""

    ARTICLE_23 = "article_23", "年老体弱等（教育管理条例第二十三条）"
    FLOATING = "floating", "流动党员"
    ABROAD = "abroad", "出国（境）"


class Exemption(Dated):
    """A person need not attend, by whose approval: a flag and an approver, nothing about health."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="exemptions")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    approved_by_id = models.UUIDField(null=True)
    approved_by_name = models.CharField(max_length=120)
    approved_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("a_person_has_one_exemption_a_day", "person"),
            ends_after_start("an_exemption_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.ground}"
