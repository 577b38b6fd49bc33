"""Which duties a gathering fulfils."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from taizhang.domain.duties.models import Duty, DutyQuerySet


@dataclass(frozen=True, slots=True)
class Gathering:
    """What decides which duties a gathering counts for: whose it was, as what, and on which day."""

    key: UUID
    organization_id: UUID
    institutions: tuple[str, ...]
    held_on: date


def claimable(organization_id: UUID, institutions: Iterable[str], held_on: date) -> DutyQuerySet:
    """The unmet open duties a gathering may be claimed for; `own` are those within whose days it was held.

    By itself a gathering counts for its own ones. That it makes up for an older one is the recorder's word.
    """
    duties = Duty.objects.filter(organization_id=organization_id, institution__in=list(institutions))
    own = Q(first_on__lte=held_on, last_on__gte=held_on)
    return duties.unfinished().open(held_on).annotate(own=own).known().order_by("institution", "-own", "due_on", "id")


def own_duties(gatherings: Sequence[Gathering]) -> dict[UUID, list[Duty]]:
    """The unwaived duties, met or not, within whose days each gathering was held; one query for any number of them."""
    if not gatherings:
        return {}
    days = [gathering.held_on for gathering in gatherings]
    duties = Duty.objects.owed().filter(
        organization_id__in={gathering.organization_id for gathering in gatherings},
        institution__in={code for gathering in gatherings for code in gathering.institutions},
        first_on__lte=max(days),
        last_on__gte=min(days),
    )
    found: dict[tuple[UUID, str], list[Duty]] = {}
    for duty in duties.order_by("due_on", "id"):
        found.setdefault((duty.organization_id, duty.institution), []).append(duty)
    return {gathering.key: _within(gathering, found) for gathering in gatherings}


def _within(gathering: Gathering, found: dict[tuple[UUID, str], list[Duty]]) -> list[Duty]:
    return [
        duty
        for code in dict.fromkeys(gathering.institutions)
        for duty in found.get((gathering.organization_id, code), [])
        if gathering.held_on in duty.span
    ]
