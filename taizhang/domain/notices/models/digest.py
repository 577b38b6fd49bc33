"""The digest of the week: at most one for a person and week."""

from django.db import models

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Person


class Round(models.Model):
    """The digests of one day's readers were made: no second worker makes them again."""

    week = models.CharField(max_length=8)  # 2018-W22
    weekday = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "weekday"], name="a_round_is_made_once")]

    def __str__(self) -> str:
        return f"{self.week} {self.weekday}"


class Digest(Noun):
    """What a person was told in one week: how many lines, never which."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="digests")
    week = models.CharField(max_length=8)
    lines = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "week"], name="a_person_has_one_digest_a_week")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.week}"
