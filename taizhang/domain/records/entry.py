"""What is typed of a gathering, in the shape in which a page, an import or a seed hands it over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from taizhang.domain.records.models import Presence
from taizhang.kernel.ids import uuid7


class Absence(NamedTuple):
    """Who was not there: on leave or simply absent, and why."""

    presence: str = Presence.LEAVE
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionEntry:
    """What was decided; with a day it becomes a duty when the record is approved."""

    text: str
    owner_id: UUID | None = None
    due_on: date | None = None
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotEntry:
    """A vote as counted; who was entitled and present comes from the roll, never from the keyboard."""

    question: str
    yes: int
    no: int = 0
    abstain: int = 0
    secret: bool = False
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordEntry:
    """One gathering as typed. Everyone expected is present unless named in `absences`.

    `came` names those who need not have come (exempt, floating …) and came all the same; `guests` those who came
    without being on the roll, `guest_names` the same in words, for whom the register need not know;
    `decision_duty_ids` the duties that this gathering carries out by the recorder's own word: decisions, or what is
    overdue. `id` is made by the client: sending it twice is harmless.
    """

    organization_id: UUID
    institutions: tuple[str, ...]
    title: str
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    chair_id: UUID | None = None
    lecturer: str = ""
    topics: tuple[str, ...] = ()
    minutes: str = ""
    guest_names: tuple[str, ...] = ()
    absences: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)
    came: frozenset[UUID] = frozenset()
    guests: frozenset[UUID] = frozenset()
    decisions: tuple[DecisionEntry, ...] = ()
    ballots: tuple[BallotEntry, ...] = ()
    evidence_ids: tuple[UUID, ...] = ()
    decision_duty_ids: tuple[UUID, ...] = ()
    draft_id: UUID | None = None
    id: UUID = field(default_factory=uuid7)

    @property
    def people(self) -> set[UUID]:
        """Everybody named who need not be on the roll."""
        owners = {decision.owner_id for decision in self.decisions if decision.owner_id}
        return owners | self.guests | ({self.chair_id} if self.chair_id else set())
