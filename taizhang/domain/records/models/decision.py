"""What a gathering decided and how it voted."""

from django.db import models
from django.db.models import F, Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.records.models.activity import Activity


class Decision(Noun):
    """A decision with an owner and a day; approval makes it a duty."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="decisions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    owner = models.ForeignKey("orgs.Person", models.PROTECT, null=True, related_name="decisions")
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("activity", "order")

    def __str__(self) -> str:
        return self.text


class Ballot(Noun):
    """A vote: the entitled and present are frozen, the fractions are those of the pack, the arithmetic is kept."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="ballots")
    order = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    secret = models.BooleanField(default=False)
    quorum = models.JSONField()  # {num, den, op}
    passing = models.JSONField()  # {num, den, op}
    valid = models.BooleanField()
    passed = models.BooleanField()

    class Meta:
        ordering = ("activity", "order")
        constraints = [
            models.CheckConstraint(condition=Q(present__lte=F("entitled")), name="no_more_voters_than_entitled"),
            models.CheckConstraint(
                condition=Q(present=F("yes") + F("no") + F("abstain")), name="every_voter_present_votes_once"
            ),
        ]

    def __str__(self) -> str:
        return self.question
