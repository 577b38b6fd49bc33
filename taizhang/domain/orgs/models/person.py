"""People."""

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.secrets import SecretField, blind_index


class Sex(models.IntegerChoices):
    """GB/T 2261.1."""

    UNKNOWN = 0, "未知"
    MALE = 1, "男"
    FEMALE = 2, "女"
    UNSTATED = 9, "未说明"


class Registration(models.TextChoices):
    """党籍状态: the state of a person's membership in the register (rules.md 1.11)."""

    NORMAL = "normal", "正常"
    KEPT = "kept", "保留"
    RESTORED = "restored", "恢复"
    SUSPENDED = "suspended", "停止"
    EXPELLED = "expelled", "开除"


class PersonQuerySet(models.QuerySet[Any]):
    """Sets of people."""

    def matching(self, words: str) -> Self:
        """Those whose name, pinyin or initials contain the words."""
        return self.filter(search__contains=words.strip().lower())

    def numbered(self, id_number: str) -> Self:
        """The one with an identity number, found without any number being opened."""
        return self.filter(id_index=blind_index(id_number.strip().upper()))


class Person(Noun):
    """A person of the register: the 16 personal items of the national exchange record, once."""

    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=120, db_collation="C")
    search = models.CharField(max_length=240)  # name, pinyin and initials, lower case
    id_number = SecretField(blank=True)
    id_index = models.CharField(max_length=64, null=True, unique=True)  # HMAC-SM3: equal numbers, equal index
    id_masked = models.CharField(max_length=18, blank=True)
    phone = SecretField(blank=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    phone_masked = models.CharField(max_length=20, blank=True)
    sex = models.SmallIntegerField(choices=Sex.choices, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=2, blank=True)  # GB/T 3304
    born_on = models.DateField(null=True, blank=True)
    education = models.CharField(max_length=40, blank=True)
    job = models.CharField(max_length=80, blank=True)
    address = SecretField(blank=True)
    joined_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    registration = models.CharField(max_length=10, choices=Registration.choices, default=Registration.NORMAL)
    lost_contact_on = models.DateField(null=True, blank=True)
    floating_since = models.DateField(null=True, blank=True)
    floating_to = models.CharField(max_length=120, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key", "id")
        indexes = [
            GinIndex(OpClass("search", "gin_trgm_ops"), name="person_search"),
            models.Index(fields=["sort_key", "id"], name="person_by_name"),
        ]

    def __str__(self) -> str:
        return self.name
