"""The seats: the roll of a gathering with what was tapped on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from taizhang.domain.records.lines import Roll
from taizhang.domain.records.models import Activity, Presence
from taizhang.web.records import words
from taizhang.web.records.typed import Typed


class Seat(NamedTuple):
    """One person of the roll as the page shows it."""

    id: UUID
    name: str
    counts: bool
    votes: bool
    why: str
    away: bool  # tapped: not there though expected
    came: bool  # there though not expected
    presence: str
    reason: str
    said: bool = False  # by himself, where that is switched on


@dataclass(frozen=True)
class Seats:
    """Everybody on the roll, and how each was marked."""

    roll: Roll
    typed: Typed
    known_guests: Sequence[tuple[UUID, str]] = ()  # of the register, from a record that is written anew
    said: frozenset[UUID] = frozenset()  # who said so himself

    def __iter__(self) -> Iterator[Seat]:
        absences, came = self.typed.absences, set(self.typed.many("came"))
        seen = set(self.typed.many("seen"))  # shown before, and perhaps unticked since
        for line in self.roll:
            away = absences.get(line.person_id)
            how, reason = away or (Presence.LEAVE.value, "")
            why = words.why(line.why_not) if line.why_not else ""
            said = line.person_id in self.said
            present = str(line.person_id) in came or (said and str(line.person_id) not in seen)
            who = (line.person_id, line.name, line.counts, line.votes, why)
            yield Seat(*who, away is not None, present, how, reason, said)

    @property
    def key(self) -> str:
        """Changes when another roll must be shown."""
        return str(hash(tuple(line.person_id for line in self.roll)) & 0xFFFFFFFF)

    @property
    def people(self) -> list[tuple[str, str]]:
        """Who may be named as chair or as owner of a decision."""
        guests = ((key, name) for key, name in self.known_guests if key not in self.roll)
        own = ((line.person_id, line.name) for line in self.roll)
        return [("", "—"), *((str(key), name) for key, name in (*own, *guests))]

    @property
    def guests(self) -> list[tuple[UUID, str, bool]]:
        """Guests of the register, and whether they are still said to have come."""
        came = set(self.typed.many("came"))
        return [(key, name, str(key) in came) for key, name in self.known_guests if key not in self.roll]

    @property
    def voters(self) -> tuple[int, int]:
        """Voters entitled and voters present by what was tapped so far."""
        expecting = [seat for seat in self if seat.votes and (seat.counts or seat.came)]
        return len(expecting), sum(seat.came or (seat.counts and not seat.away) for seat in expecting)


def guests_of(activity: Activity | None) -> list[tuple[UUID, str]]:
    """Guests of the register in a record that is written anew: they stay until they are untapped."""
    if activity is None:
        return []
    known: list[tuple[UUID, str]] | None = getattr(activity, "known_guests", None)
    if known is not None:
        return known
    rows = activity.attendances.filter(guest=True).order_by("person__sort_key", "person_id")
    return list(rows.values_list("person_id", "person__name"))
