"""Organisations, their offices and groups."""

from django.db import models

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models.dated import Dated, DatedQuerySet, ends_after_start


class UnitSituation(models.TextChoices):
    """所在单位情况: how the organisation relates to the unit it is in (rules.md 1.11)."""

    AS_SUPERIOR = "as_superior", "与上级相同"
    LEGAL_PERSON = "legal_person", "法人单位"
    JOINT = "joint", "联合支部"


class Organization(Noun):
    """An organisation: what stays the same while its name and place change."""

    code = models.CharField(max_length=32, unique=True)
    label = models.CharField(max_length=8, unique=True, db_collation="C")  # its step in tree paths
    founded_on = models.DateField()
    elected_on = models.DateField(null=True, blank=True)  # the last election: the term runs from here
    credit_code = models.CharField(max_length=18, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    unit_kind = models.CharField(max_length=60, blank=True)
    unit_situation = models.CharField(max_length=20, choices=UnitSituation.choices, blank=True)
    unit_founding = models.CharField(max_length=60, blank=True)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)  # the office's own number, not a person's
    meeting_place = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Office(Dated):
    """The Party-building office that a district unit or street has set up."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="offices")
    name = models.CharField(max_length=120)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_start("an_office_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.name


class Group(Dated):
    """A Party group (党小组) of a branch."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="groups")
    name = models.CharField(max_length=60)
    leader = models.ForeignKey("orgs.Person", models.PROTECT, null=True, blank=True, related_name="groups_led")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_start("a_group_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.name
