"""The dated place of an organisation in the tree."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.expressions import Combinable

from taizhang.domain.orgs.kinds import FORMS, Category, Kind, Level
from taizhang.domain.orgs.models.dated import Dated, DatedQuerySet, ends_after_start, holds_on, no_overlap
from taizhang.domain.orgs.models.organization import Organization


class PlacementQuerySet(DatedQuerySet):
    """Sets of placements."""

    def under(self, path: str) -> Self:
        """Those at or below a path of the tree."""
        return self.filter(path__startswith=path)

    def branches(self) -> Self:
        """Those to which people belong directly."""
        return self.filter(kind__in=[kind for kind, form in FORMS.items() if form.members])


class Placement(Dated):
    """What an organisation was called, what kind it was and where it stood, from a day to a day."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="child_placements")
    path = models.CharField(max_length=200, db_collation="C")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    category = models.CharField(max_length=1, choices=Category.choices)
    sort_key = models.CharField(max_length=400, db_collation="C")
    search = models.TextField()  # name, pinyin and initials, lower case
    because = models.CharField(max_length=200, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ("path",)
        constraints = [
            no_overlap("an_organization_stands_in_one_place_a_day", "organization"),
            ends_after_start("a_placement_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("organization")),
                name="an_organization_is_not_its_own_parent",
            ),
        ]
        indexes = [
            models.Index(fields=["path", "starts_on"], name="placement_by_path"),
            GinIndex(OpClass("search", "gin_trgm_ops"), name="placement_search"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def level(self) -> Level:
        """The level at which rules address it."""
        return FORMS[Kind(self.kind)].level


class PlacedQuerySet(models.QuerySet[Any]):
    """Rows of an organisation, seen with its place in the tree on a day.

    Subclasses name in `organization_field` the relation that leads to the organisation, and in `own_day` the column
    of the day on which the row happened, if it has one: there its organisation stood when it did.
    """

    organization_field = "organization"
    own_day = ""

    def placed(self, on: date | Combinable) -> Self:
        """With org_name, org_short, org_path, org_kind and org_category as of a day, in the same query.

        The day may be an expression over each row's own columns, such as the day on which a duty is due.
        Filter by these names: a filter through `org_place` would join the placements a second time.
        """
        relation = f"{self.organization_field}__placements"
        org_place = FilteredRelation(relation, condition=holds_on(on, f"{relation}__"))
        return self.annotate(org_place=org_place).annotate(
            org_name=F("org_place__name"),
            org_short=F("org_place__short_name"),
            org_path=F("org_place__path"),
            org_kind=F("org_place__kind"),
            org_category=F("org_place__category"),
        )

    def under(self, path: str) -> Self:
        """Those of organisations at or below a path; after placed()."""
        return self.filter(org_path__startswith=path)
