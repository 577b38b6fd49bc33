"""A filter that somebody keeps: the conditions of one list under a name."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from taizhang.domain.access.models import Account
from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization

IN_USE = Q(removed_at__isnull=True)


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Sets of saved filters."""

    def kept(self) -> Self:
        """Those that nobody has removed."""
        return self.filter(IN_USE)

    def of(self, account: Account) -> Self:
        """One's own."""
        return self.filter(account=account)

    def offered(self, account: Account, organizations: set[UUID]) -> Self:
        """One's own, and those shared with the people of these organisations."""
        return self.kept().filter(Q(account=account) | Q(shared_with__in=organizations))


class SavedFilter(Noun):
    """The conditions of a list under a name: words of an address, never rows, so that it widens nobody's reach."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="saved_filters")
    address = models.CharField(max_length=200)  # of the list: /duties/
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True)  # without "?"
    is_default = models.BooleanField(default=False)  # in force when the list is opened without any condition
    shared_with = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    token = models.CharField(max_length=40, null=True, unique=True)  # of the link that shares it
    saved_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "address", "name"], condition=IN_USE, name="a_name_of_a_filter_is_used_once_a_list"
            ),
            models.UniqueConstraint(
                fields=["account", "address"],
                condition=IN_USE & Q(is_default=True),
                name="a_list_opens_with_one_filter",
            ),
        ]
        indexes = [models.Index(fields=["address", "shared_with"], name="filter_shared_on_list")]

    def __str__(self) -> str:
        return self.name
