"""Pending points: what waits for approval would bring, by the same function that will post it."""

from uuid import UUID

from taizhang.domain.points.award import Award
from taizhang.domain.records.gathered import awarded, of_submissions
from taizhang.domain.records.models import Activity, ActivityQuerySet
from taizhang.domain.records.packs import Packs
from taizhang.kernel.periods import Period


def pending(organization_id: UUID, year: int) -> tuple[Award, ...]:
    """The points that the waiting records of an organisation would bring it, in a year."""
    waiting = _waiting(year).filter(organization_id=organization_id)
    return tuple(award for award in _awards(waiting) if award.person_id is None)


def pending_of_person(person_id: UUID, year: int) -> tuple[Award, ...]:
    """The points that the waiting records of gatherings where a person was would bring that person, in a year."""
    waiting = _waiting(year).filter(attendances__person_id=person_id)
    return tuple(award for award in _awards(waiting) if award.person_id == person_id)


def _waiting(year: int) -> ActivityQuerySet:
    return Activity.objects.waiting().in_period(Period.of_year(year))


def _awards(waiting: ActivityQuerySet) -> tuple[Award, ...]:
    return tuple(awarded(of_submissions(waiting.values_list("submission_id", flat=True)), Packs.load()))
