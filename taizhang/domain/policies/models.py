"""The recorded bases on which switches are on."""

from typing import Self

from django.db import models

from taizhang.domain.orgs.models.dated import Dated, DatedQuerySet, ends_after_start, no_overlap
from taizhang.domain.policies.switches import SWITCHES, Switch, SwitchForm


class WarrantQuerySet(DatedQuerySet):
    """Sets of bases."""

    def for_switch(self, switch: Switch) -> Self:
        """Those of one switch."""
        return self.filter(switch=switch.value)


class Warrant(Dated):
    """A switch is on from a day to a day: by which document, of whom, and why."""

    switch = models.CharField(max_length=30, choices=[(s.value, s.value) for s in Switch])
    number = models.CharField(max_length=80)  # of the document: 二七办〔2018〕12号
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=120)
    because = models.CharField(max_length=200)
    set_by_id = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    ended_by_name = models.CharField(max_length=120, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = WarrantQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "-id")
        constraints = [
            ends_after_start("a_warrant_ends_after_it_starts"),
            no_overlap("a_switch_rests_on_one_warrant_a_day", "switch"),
            models.CheckConstraint(condition=models.Q(ends_on__isnull=False), name="no_switch_is_on_for_good"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def form(self) -> SwitchForm:
        """What the switch is called and what it changes."""
        return SWITCHES[Switch(self.switch)]
