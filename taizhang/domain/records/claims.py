"""Which duties a gathering is meant to fulfil.

For each institution it counts for one occurrence: of the unfinished ones whose days of grace it falls into, the one
that is due first, for that leaves most of them done in time. When none is unfinished it stands by for the one whose
days it falls into. That it makes up for anything else is the recorder's own word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from taizhang.domain.duties.models import Duty
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.models import Claim
from taizhang.kernel.workflow import State

STANDING = (State.SUBMITTED, State.APPROVED)


class Candidate(NamedTuple):
    """A duty that a gathering may count for."""

    id: UUID
    organization_id: UUID
    institution: str
    first_on: date
    last_on: date
    starts_on: date
    due_on: date
    grace_until: date
    closes_on: date
    needed: int
    fulfilment: UUID | None


@dataclass
class Claimable:
    """The candidates of some entries, and how many gatherings already stand for each."""

    candidates: dict[tuple[UUID, str], list[Candidate]] = field(default_factory=dict)
    by_id: dict[UUID, Candidate] = field(default_factory=dict)
    taken: dict[UUID, int] = field(default_factory=dict)

    @classmethod
    def load(cls, entries: Sequence[RecordEntry]) -> "Claimable":
        """The unwaived duties that these entries may count for, in two queries; their own claims are not counted."""
        duties = Duty.objects.owed().filter(_may_count(entries)).order_by("due_on", "id")
        found = cls()
        for row in duties.values_list(*Candidate._fields):
            candidate = Candidate(*row)
            found.by_id[candidate.id] = candidate
            found.candidates.setdefault((candidate.organization_id, candidate.institution), []).append(candidate)
        standing = Claim.objects.filter(duty__in=duties.order_by(), activity__submission__state__in=STANDING)
        others = standing.exclude(activity_id__in=[entry.id for entry in entries]).order_by()
        found.taken = dict(others.values_list("duty_id").annotate(Count("id"))) if found.by_id else {}
        return found

    def chosen(self, entry: RecordEntry) -> list[Candidate]:
        """The duties an entry counts for: the recorder's own word first, then by the rule."""
        named = [self.by_id[key] for key in dict.fromkeys(entry.decision_duty_ids) if key in self.by_id]
        spoken_for = {candidate.institution for candidate in named}
        rest = (code for code in dict.fromkeys(entry.institutions) if code not in spoken_for)
        ruled = (self._by_rule(entry.organization_id, code, entry.held_on) for code in rest)
        return [*named, *(candidate for candidate in ruled if candidate is not None)]

    def take(self, candidates: Iterable[Candidate]) -> None:
        """Remember that another gathering stands for these duties."""
        for candidate in candidates:
            self.taken[candidate.id] = self.taken.get(candidate.id, 0) + 1

    def wanting(self, candidate: Candidate) -> bool:
        """Whether a duty is unfinished and not yet spoken for by as many gatherings as it needs."""
        return candidate.fulfilment is None and self.taken.get(candidate.id, 0) < candidate.needed

    def left(self, entry: RecordEntry) -> list[Candidate]:
        """What an entry could make up for by the recorder's word: unfinished, open, and not chosen by the rule."""
        chosen = {candidate.id for candidate in self.chosen(entry)}
        of_institutions = (
            candidate
            for code in dict.fromkeys(entry.institutions)
            for candidate in self.candidates.get((entry.organization_id, code), ())
        )
        return [
            each
            for each in of_institutions
            if each.id not in chosen and self.wanting(each) and open_on(each, entry.held_on)
        ]

    def _by_rule(self, organization_id: UUID, code: str, held_on: date) -> Candidate | None:
        near = [
            candidate
            for candidate in self.candidates.get((organization_id, code), ())
            if candidate.first_on <= held_on <= max(candidate.last_on, candidate.grace_until)
        ]
        wanting = [candidate for candidate in near if self.wanting(candidate)]
        own = [candidate for candidate in near if candidate.first_on <= held_on <= candidate.last_on]
        return next(iter(wanting or own), None)


def open_on(candidate: Candidate, held_on: date) -> bool:
    """Whether a gathering on a day may still count for a duty."""
    return candidate.starts_on <= held_on <= candidate.closes_on


def _may_count(entries: Sequence[RecordEntry]) -> Q:
    """The condition of being of the organisations, institutions and days of some entries, or named by them."""
    days = [entry.held_on for entry in entries]
    of_institutions = Q(
        organization_id__in={entry.organization_id for entry in entries},
        institution__in={code for entry in entries for code in entry.institutions},
        first_on__lte=max(days),
        closes_on__gte=min(days),
    )
    named = {key for entry in entries for key in entry.decision_duty_ids}
    return of_institutions | Q(pk__in=named) if named else of_institutions
