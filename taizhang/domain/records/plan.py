"""A plan: all that follows from an entry, decided before anything is written; preview and submission share it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.domain.audit.actor import Actor
from taizhang.domain.records.checking import problems
from taizhang.domain.records.claims import Candidate
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.known import Known, Recorded
from taizhang.domain.records.lines import Roll
from taizhang.domain.records.turnout import Turnout, turnout
from taizhang.domain.records.votes import Outcome, outcome, shares
from taizhang.kernel.errors import Refused

LATE_DAYS = 7  # recorded later than this many days after it was held: stamped, never punished


@dataclass(frozen=True)
class Plan:
    """An entry with its frozen roll, the duties it counts for, the verdicts of its votes, and what is wrong with it."""

    entry: RecordEntry
    by: Actor
    roll: Roll
    turnout: Turnout
    claims: tuple[Candidate, ...]
    outcomes: tuple[Outcome, ...]
    problems: tuple[Refused, ...]

    @property
    def late(self) -> bool:
        """Whether it is recorded late."""
        return recorded_late(self.by.on, self.entry.held_on)


def recorded_late(learnt_on: date, held_on: date) -> bool:
    """Whether we learnt so late of a gathering that it bears the stamp."""
    return (learnt_on - held_on).days > LATE_DAYS


def plan(entry: RecordEntry, by: Actor, known: Known) -> Plan:
    """What follows from one entry."""
    roll = known.roll(entry)
    came = turnout(roll, entry)
    found = tuple(problems(entry, known, roll, came, by))
    claims = tuple(known.duties.chosen(entry)) if roll.lines else ()
    return Plan(entry, by, roll, came, claims, _outcomes(entry, came, known), found)


def plan_all(recorded: Sequence[Recorded]) -> list[Plan]:
    """The plans of many entries, in the order of their days, each counting for what the earlier ones left open.

    The first entry with a problem is refused, and with it all of them.
    """
    known = Known.load(recorded)
    plans = []
    for entry, by in sorted(recorded, key=lambda each: each[0].held_on):
        made = plan(entry, by, known)
        for problem in made.problems:
            raise problem
        known.duties.take(made.claims)
        plans.append(made)
    return plans


def _outcomes(entry: RecordEntry, came: Turnout, known: Known) -> tuple[Outcome, ...]:
    """The verdicts of the votes that add up."""
    pack = known.pack(entry.held_on)
    if pack is None or not came.marks:
        return ()
    by, found = shares(pack, entry.institutions), []
    for ballot in entry.ballots:
        try:
            found.append(outcome(ballot, came.voters, by))
        except Refused:
            continue  # said among the problems
    return tuple(found)
