"""Handed-in gatherings with everything that follows from their approval; the same facts preview, approve and undo."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from taizhang.domain.duties.actions.decisions import Decided
from taizhang.domain.duties.actions.fulfil import Claimed
from taizhang.domain.points.award import SOURCE_KIND, Award, Source, awards
from taizhang.domain.records.lines import GROUND_OF
from taizhang.domain.records.models import Activity, ActivityQuerySet, Attendance, Claim, Decision, Presence
from taizhang.domain.records.packs import Packs

WITHOUT_POINTS = ("suspended", "expelled")


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
    duties: list[UUID] = field(default_factory=list)
    present: dict[UUID, str] = field(default_factory=dict)
    decisions: list[Decided] = field(default_factory=list)

    @property
    def source(self) -> Source:
        """What points follow from."""
        return Source(self.id, self.organization_id, self.institutions, self.held_on, self.present, self.round)


_COLUMNS = ("id", "submission_id", "submission__round", "organization_id", "institutions", "title", "held_on")


def gathered(activities: ActivityQuerySet) -> list[Gathered]:
    """The gatherings of a set, in the order in which they were held; four queries for any number of them."""
    rows = activities.order_by("held_on", "id").values_list(*_COLUMNS)
    found = {
        key: Gathered(key, submission, round_, organization, tuple(institutions), title, held_on)
        for key, submission, round_, organization, institutions, title, held_on in rows
    }
    keys = list(found)
    for activity, duty in Claim.objects.filter(activity_id__in=keys).values_list("activity_id", "duty_id"):
        found[activity].duties.append(duty)
    came = Attendance.objects.filter(activity_id__in=keys, presence=Presence.PRESENT, guest=False)
    for activity, person, why_not in came.values_list("activity_id", "person_id", "why_not"):
        if why_not not in WITHOUT_POINTS:
            found[activity].present[person] = GROUND_OF.get(why_not, "")
    for decision in Decision.objects.filter(activity_id__in=keys, due_on__isnull=False):
        found[decision.activity_id].decisions.append(_decided(decision, found[decision.activity_id]))
    return list(found.values())


def of_submissions(submission_ids: Iterable[UUID]) -> list[Gathered]:
    """The gatherings of some submissions."""
    return gathered(Activity.objects.filter(submission_id__in=list(submission_ids)))


def awarded(gatherings: Iterable[Gathered], packs: Packs) -> Iterator[Award]:
    """The points of gatherings, each by the rules of its day."""
    for each in gatherings:
        yield from awards(packs.ruling(each.held_on), each.source)


def approved_claims(duty_ids: Iterable[UUID], without: Sequence[Gathered]) -> dict[UUID, int]:
    """How many other approved gatherings count for each duty."""
    mine = {each.id for each in without}
    claims = Claim.objects.filter(duty_id__in=list(duty_ids)).values_list("duty_id", "activity_id")
    others = [(duty, activity) for duty, activity in claims if activity not in mine]
    if not others:
        return {}
    approved = set(
        Activity.objects.approved().filter(pk__in={each for _duty, each in others}).values_list("pk", flat=True)
    )
    return Counter(duty for duty, activity in others if activity in approved)


def claimed(gatherings: Iterable[Gathered], before: Mapping[UUID, int], learnt_at: datetime) -> list[Claimed]:
    """The claims that approval makes good, counted on from those approved before."""
    counts = dict(before)
    claims = []
    for each in gatherings:
        for duty in each.duties:
            counts[duty] = counts.get(duty, 0) + 1
            claims.append(Claimed(duty, counts[duty], SOURCE_KIND, each.id, each.held_on, learnt_at))
    return claims


def _decided(decision: Decision, gathering: Gathered) -> Decided:
    return Decided(
        decision_id=decision.pk,
        organization_id=gathering.organization_id,
        title=decision.text,
        assignee_id=decision.owner_id,
        decided_on=gathering.held_on,
        due_on=decision.due_on or gathering.held_on,
    )
