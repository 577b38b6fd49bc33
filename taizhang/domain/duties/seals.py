"""Seals: what results were locked on is not taken back; months of a part of the tree, until two persons lift it."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from taizhang.domain.audit.nouns import Noun
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.kernel.errors import Refused, _


class SealQuerySet(models.QuerySet["Seal"]):
    """Sets of seals."""

    def standing(self) -> "SealQuerySet":
        """Those that were not lifted."""
        return self.filter(lifted_at__isnull=True)


class Seal(Noun):
    """What was due from a day to a day of some categories below an office: results that rest on it were locked."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="seals")  # whose office judged
    categories = models.CharField(max_length=10)  # "ABCD": of whom duties were judged
    first_on = models.DateField()
    last_on = models.DateField()
    label = models.CharField(max_length=120)  # of the results
    source_id = models.UUIDField()  # whose lock it is
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    lifted_at = models.DateTimeField(null=True)

    objects = SealQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="a_seal_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["source_id"], condition=Q(lifted_at__isnull=True), name="what_is_locked_is_sealed_once"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Due(Protocol):
    """What an organisation owes on a day."""

    organization_id: UUID
    due_on: date


def require_unsealed(duties: Iterable[Due]) -> None:
    """Refuse to change how duties were met on which locked results rest; one query while nothing is sealed."""
    owed = list(duties)
    if not owed:
        return
    days = [each.due_on for each in owed]
    for seal in Seal.objects.standing().filter(first_on__lte=max(days), last_on__gte=min(days)):
        mine = {each.organization_id: each.due_on for each in owed if seal.first_on <= each.due_on <= seal.last_on}
        place = _below(mine, seal) if mine else None
        if place is not None:
            raise _sealed(seal, place.short_name, mine[place.organization_id])


def _below(organizations: Iterable[UUID], seal: Seal) -> Placement | None:
    """The first of some organisations that stood below the office on the last day of the seal and were judged."""
    places = Placement.objects.on(seal.last_on)
    path = places.filter(organization_id=seal.organization_id).values_list("path", flat=True).first()
    if path is None:
        return None
    judged = places.under(path).filter(category__in=seal.categories).exclude(organization=seal.organization_id)
    found: Placement | None = judged.filter(organization__in=list(organizations)).order_by("path").first()
    return found


def _sealed(seal: Seal, name: str, due_on: date) -> Refused:
    return Refused(
        _("What {organization} owed until {day} counts in “{label}”, locked by {name}; what is locked stays."),
        _("Two persons may unlock them: one proposes it on the assessment's page with a reason, another confirms."),
        code="duties.sealed",
        organization=name,
        day=due_on,
        label=seal.label,
        name=seal.by_name,
    )
