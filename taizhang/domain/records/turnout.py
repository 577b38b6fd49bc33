"""Who was there: the roll with the absences of an entry, and the numbers that follow."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.lines import Line, Roll
from taizhang.domain.records.models import Presence


class Mark(NamedTuple):
    """One line of the frozen roll as it will be stored."""

    person_id: UUID
    presence: str
    reason: str
    counts: bool
    votes: bool
    why_not: str
    guest: bool

    @property
    def came(self) -> bool:
        """Whether the person was there."""
        return self.presence == Presence.PRESENT


@dataclass(frozen=True)
class Turnout:
    """The frozen roll of a gathering."""

    marks: tuple[Mark, ...]

    @cached_property
    def expected(self) -> int:
        """How many count."""
        return sum(mark.counts for mark in self.marks)

    @cached_property
    def present(self) -> int:
        """How many of those who count came."""
        return sum(mark.counts and mark.came for mark in self.marks)

    @cached_property
    def attended(self) -> int:
        """Everybody who came, counted or not."""
        return sum(mark.came for mark in self.marks)

    @property
    def voters(self) -> tuple[int, int]:
        """Voters entitled and voters present.

        Who need not have come is not among those entitled (应到会), unless he came: then he votes with the others.
        """
        entitled = sum(mark.votes and (mark.counts or mark.came) for mark in self.marks)
        return entitled, sum(mark.votes and mark.came for mark in self.marks)


def turnout(roll: Roll, entry: RecordEntry) -> Turnout:
    """Everyone who counts is present unless the entry says otherwise; everyone else only where it says so."""
    strangers = (person for person in sorted(entry.guests | entry.came) if person not in roll)
    guests = (Mark(person, Presence.PRESENT.value, "", False, False, "", True) for person in strangers)
    return Turnout((*(_mark(line, entry) for line in roll.lines), *guests))


def _mark(line: Line, entry: RecordEntry) -> Mark:
    presence, reason = Presence.PRESENT.value, ""
    if line.person_id in entry.absences:
        said, reason = entry.absences[line.person_id]
        presence = Presence(said).value if said in Presence.values else Presence.LEAVE.value
    elif not line.counts and line.person_id not in entry.came and line.person_id not in entry.guests:
        presence = Presence.LEAVE.value
    return Mark(line.person_id, presence, reason, line.counts, line.votes, line.why_not, False)
