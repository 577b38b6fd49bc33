"""Handed-in gatherings with everything that follows from their approval; the same facts preview, approve and undo."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from taizhang.domain.audit.bulk import uuids
from taizhang.domain.duties.actions.decisions import Decided
from taizhang.domain.duties.actions.fulfil import Claimed
from taizhang.domain.points.award import SOURCE_KIND, Award, Source, awards
from taizhang.domain.records.lines import GROUND_OF
from taizhang.domain.records.models import Decision
from taizhang.domain.records.packs import Packs

WITHOUT_POINTS = ("suspended", "expelled")

# One statement instead of one for each part: approvals come by the hundred a second.
_GATHERED = """
SELECT a.id, a.submission_id, s.round, a.organization_id, a.institutions, a.title, a.held_on,
       ARRAY(SELECT c.duty_id FROM records_claim c WHERE c.activity_id = a.id),
       ARRAY(SELECT t.person_id FROM records_attendance t
             WHERE t.activity_id = a.id AND t.presence = 'present' AND NOT t.guest ORDER BY t.id),
       ARRAY(SELECT t.why_not FROM records_attendance t
             WHERE t.activity_id = a.id AND t.presence = 'present' AND NOT t.guest ORDER BY t.id),
       EXISTS (SELECT FROM records_decision d WHERE d.activity_id = a.id AND d.due_on IS NOT NULL)
FROM records_activity a JOIN reviews_submission s ON s.id = a.submission_id
WHERE a.submission_id = ANY(%s::uuid[])
ORDER BY a.held_on, a.id
"""
_CLAIMS = "SELECT duty_id, activity_id FROM records_claim WHERE duty_id = ANY(%s::uuid[])"
_APPROVED = """
SELECT a.id, a.held_on FROM records_activity a JOIN reviews_submission s ON s.id = a.submission_id
WHERE a.id = ANY(%s::uuid[]) AND s.state = 'approved'
"""


@dataclass(frozen=True)
class Gathered:
    """One handed-in gathering: what it was, which duties it claims, who came, and what was decided."""

    id: UUID
    submission_id: UUID
    round: int
    organization_id: UUID
    institutions: tuple[str, ...]
    title: str
    held_on: date
    duties: list[UUID]
    present: dict[UUID, str]  # who holds points, with the ground on which the person need not have come
    decisions: list[Decided] = field(default_factory=list)

    @property
    def source(self) -> Source:
        """What points follow from."""
        return Source(self.id, self.organization_id, self.institutions, self.held_on, self.present, self.round)


def of_submissions(submission_ids: Iterable[UUID]) -> list[Gathered]:
    """The gatherings of some submissions, in the order in which they were held; one query, one more for decisions."""
    found: list[Gathered] = []
    deciding: dict[UUID, Gathered] = {}
    with connection.cursor() as cursor:
        cursor.execute(_GATHERED, [uuids(submission_ids)])
        for *head, duties, people, why_not, decides in cursor.fetchall():
            key, submission_id, round_, organization_id, institutions, title, held_on = head
            origin = (key, submission_id, round_, organization_id, tuple(institutions), title, held_on)
            found.append(Gathered(*origin, duties, _present(people, why_not)))
            if decides:
                deciding[key] = found[-1]
    if deciding:
        for decision in Decision.objects.filter(activity_id__in=list(deciding), due_on__isnull=False):
            each = deciding[decision.activity_id]
            each.decisions.append(_decided(decision, each))
    return found


def awarded(gatherings: Iterable[Gathered], packs: Packs) -> Iterator[Award]:
    """The points of gatherings, each by the rules of its day."""
    for each in gatherings:
        yield from awards(packs.ruling(each.held_on), each.source)


def approved_claims(duty_ids: Iterable[UUID], without: Sequence[Gathered]) -> Mapping[UUID, list[date]]:
    """On which days the other approved gatherings were held that count for each duty."""
    mine = {each.id for each in without}
    with connection.cursor() as cursor:
        cursor.execute(_CLAIMS, [uuids(duty_ids)])
        others = [(duty, activity) for duty, activity in cursor.fetchall() if activity not in mine]
        if not others:
            return {}
        cursor.execute(_APPROVED, [uuids({activity for _duty, activity in others})])
        approved: dict[UUID, date] = dict(cursor.fetchall())
    days: dict[UUID, list[date]] = {}
    for duty, activity in others:
        if activity in approved:
            days.setdefault(duty, []).append(approved[activity])
    return days


def claimed(gatherings: Iterable[Gathered], before: Mapping[UUID, list[date]], learnt_at: datetime) -> list[Claimed]:
    """The claims that approval makes good, counted on from those approved before.

    A duty that needs several is met on the last of their days, in whatever order they are approved.
    """
    days = {duty: list(known) for duty, known in before.items()}
    claims = []
    for each in gatherings:
        for duty in each.duties:
            held = days.setdefault(duty, [])
            held.append(each.held_on)
            claims.append(Claimed(duty, len(held), SOURCE_KIND, each.id, max(held), learnt_at))
    return claims


def _present(people: Iterable[UUID], why_not: Iterable[str]) -> dict[UUID, str]:
    pairs = zip(people, why_not, strict=True)
    return {person: GROUND_OF.get(why, "") for person, why in pairs if why not in WITHOUT_POINTS}


def _decided(decision: Decision, gathering: Gathered) -> Decided:
    return Decided(
        decision_id=decision.pk,
        organization_id=gathering.organization_id,
        title=decision.text,
        assignee_id=decision.owner_id,
        decided_on=gathering.held_on,
        due_on=decision.due_on or gathering.held_on,
    )
