"""Accounts, grants, and the keys by which programs act for accounts."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.audit.nouns import Noun
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

    key: "Key | None" = None  # through which it acts, when a program acts for it: then its rights are those of both

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


LONGEST_LIFE = timedelta(days=366)  # of a key


class Key(Noun):
    """A secret by which a program acts for an account, with a part of its permissions, until a day.

    Only the digest of the secret is kept; of its use only the day of the last one.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="keys")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of a secret of 256 bits drawn by lot
    hint = models.CharField(max_length=4)  # its last signs, to tell keys apart
    permissions = ArrayField(models.CharField(max_length=30))  # of roles.Permission
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="keys")
    made_at = models.DateTimeField()
    expires_on = models.DateField()  # the last day on which it opens anything
    revoked_at = models.DateTimeField(null=True)
    revoked_by_id = models.UUIDField(null=True)
    revoked_by_name = models.CharField(max_length=120, blank=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__gte=F("expires_on") - LONGEST_LIFE - timedelta(days=1)),
                name="a_key_ends_within_a_year",
            ),
            models.CheckConstraint(condition=~Q(permissions=[]), name="a_key_opens_something"),
        ]

    def __str__(self) -> str:
        return self.name

    def opens(self, on: date) -> bool:
        """Whether it opens anything on a day."""
        return self.revoked_at is None and on <= self.expires_on


class Instruction(Noun):
    """A change that a program sent under an identifier of its own: sent again it is known, and not done twice."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="instructions")
    digest = models.CharField(max_length=64)  # SHA-256 of where it was sent and what it said
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)
