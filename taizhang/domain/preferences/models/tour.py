"""The first look around: offered on the home page until it is put away."""

from django.db import models

from taizhang.domain.access.models import Account


class Tour(models.Model):
    """The tour of one post that an account has put away; while there is no row, it is offered.

    Kept is only that it was put away: not when, nor how far somebody read.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="tours")
    post = models.CharField(max_length=20)  # a role of domain/access/roles.py, or "member"

    class Meta:
        ordering = ("account", "post")
        constraints = [models.UniqueConstraint(fields=["account", "post"], name="a_tour_is_put_away_once")]

    def __str__(self) -> str:
        return self.post
