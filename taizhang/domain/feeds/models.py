"""The secret addresses at which calendar programs read."""

from datetime import date

from django.db import models

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, Person


class FeedQuerySet(models.QuerySet["Feed"]):
    """Sets of feeds."""

    def standing(self) -> "FeedQuerySet":
        """Those not revoked, expired ones too: they can be renewed."""
        return self.filter(revoked_at__isnull=True)


class Feed(Noun):
    """One secret address: of whom, of everything of his own or of one organisation, until when.

    Of the address only a digest is kept. What it shows is judged whenever it is read, by what its person may see then.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="feeds")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="feeds")
    name = models.CharField(max_length=40, blank=True)  # for which device, in the person's own words
    language = models.CharField(max_length=10)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField()  # the last day on which it is answered
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)  # a day, never an hour; only its person sees it

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        indexes = [models.Index(fields=["person", "made_at"], name="feed_of_person")]

    def __str__(self) -> str:
        return self.name

    def expired(self, on: date) -> bool:
        """Whether its last day is over."""
        return self.expires_on < on
