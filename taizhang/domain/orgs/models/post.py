"""Who holds which post."""

from django.db import models

from taizhang.domain.orgs.kinds import PostKind
from taizhang.domain.orgs.models.dated import Dated, DatedQuerySet, ends_after_start, no_overlap
from taizhang.domain.orgs.models.organization import Organization
from taizhang.domain.orgs.models.person import Person
from taizhang.domain.orgs.models.placement import PlacedQuerySet


class PostQuerySet(DatedQuerySet, PlacedQuerySet):  # type: ignore[override]  # the stubs give every queryset a manager of its own
    """Sets of posts."""


class Post(Dated):
    """A person holds a post in an organisation from a day to a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=20, choices=PostKind.choices)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("a_person_holds_a_post_once", "person", "organization", "kind"),
            ends_after_start("a_post_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["organization", "kind"], name="post_by_organization")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"
