"""Accounts and grants."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.orgs.models import Organization, Person, PlacedQuerySet
from taizhang.domain.orgs.models.dated import Dated, DatedQuerySet, ends_after_start
from taizhang.kernel.ids import uuid7


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their username, each with its person: no page shows the one without the other."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        """Accounts with their people, in one query."""
        return super().get_queryset().select_related("person")

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of a username, whatever its case."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """A sign-in of one person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)  # offered for one-tap sign-in, in demo mode only

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("username",)
        constraints = [models.UniqueConstraint(Lower("username"), name="a_username_is_taken_once_whatever_its_case")]

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """The person's name."""
        return self.person.name

    def has_perm(self, *args: Any) -> bool:
        """Never: permissions come from grants, through taizhang.domain.access."""
        return False


class GrantQuerySet(DatedQuerySet, PlacedQuerySet):  # type: ignore[override]  # the stubs give every queryset a manager of its own
    """Sets of grants."""


class Grant(Dated):
    """A person holds a role over an organisation, and as far as the reach says, from a day to a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Role])
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="grants")
    reach = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Reach])
    granted_by_id = models.UUIDField(null=True)
    granted_by_name = models.CharField(max_length=120)
    granted_at = models.DateTimeField()

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("a_grant_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["person", "role", "organization", "reach"],
                condition=Q(ends_on__isnull=True),
                name="a_grant_is_given_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
