"""How a person wants to be reached: on which day, and at which addresses."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Person
from taizhang.domain.orgs.secrets import SecretField

MONDAY, FRIDAY = 1, 5


class Contact(Noun):
    """A person's wishes about the digest; who has none gets it on Monday, in the inbox only."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="contact")
    weekday = models.PositiveSmallIntegerField(default=MONDAY)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__gte=MONDAY, weekday__lte=FRIDAY), name="a_digest_comes_on_a_weekday"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.weekday}"


class AddressQuerySet(models.QuerySet[Any]):
    """Sets of addresses."""

    def usable(self) -> Self:
        """Those that people want to be reached at, by a connector that is on."""
        return self.filter(wanted=True, connector__off_at__isnull=True)


class Address(Noun):
    """Where one connector reaches a person; sealed, and shown masked to anyone but him."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    connector = models.ForeignKey("notices.Connector", models.CASCADE, related_name="addresses")
    sealed = SecretField()
    wanted = models.BooleanField(default=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "connector"], name="a_connector_has_one_address_of_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.connector_id}"
