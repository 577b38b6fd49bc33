"""What a record being typed would bring, computed as it would be on submission; nothing is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.models import Duty
from taizhang.domain.points.award import Award, Source, awards
from taizhang.domain.records.claims import Candidate
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.gathered import WITHOUT_POINTS
from taizhang.domain.records.known import Known
from taizhang.domain.records.lines import GROUND_OF, Roll
from taizhang.domain.records.models import Activity
from taizhang.domain.records.plan import Plan, plan
from taizhang.domain.records.turnout import Turnout
from taizhang.domain.records.votes import Outcome, meeting_verdicts
from taizhang.domain.records.warnings import warnings
from taizhang.kernel.errors import Refused
from taizhang.kernel.quorum import Verdict
from taizhang.kernel.workflow import State


@dataclass(frozen=True)
class Preview:
    """What follows from an entry as it stands.

    `fulfils` are the duties it counts for; `unowed` the institutions for which nothing is owed (it is recorded as
    them all the same); `could` what it could make up for by the recorder's word; `problems` what would be refused;
    `warnings` what is odd but allowed.
    """

    roll: Roll
    turnout: Turnout
    fulfils: tuple[Duty, ...]
    could: tuple[Duty, ...]
    unowed: tuple[str, ...]
    points: tuple[Award, ...]
    outcomes: tuple[Outcome, ...]
    verdicts: tuple[Verdict, ...]
    warnings: tuple[Refused, ...]
    problems: tuple[Refused, ...]
    late: bool

    @property
    def organization_points(self) -> int:
        """The points of the organisation, before caps."""
        return sum(award.amount for award in self.points if award.person_id is None)

    @property
    def points_each(self) -> int:
        """The points of each person present who holds points, before caps."""
        rules = {award.rule: award.amount for award in self.points if award.person_id is not None}
        return sum(rules.values())

    @property
    def people_with_points(self) -> int:
        """How many people would get points."""
        return len({award.person_id for award in self.points if award.person_id is not None})


def preview(entry: RecordEntry, by: Actor) -> Preview:
    """What an entry would bring if this person handed it in now."""
    return previews([entry], by)[0]


def previews(entries: Sequence[RecordEntry], by: Actor) -> list[Preview]:
    """What each of many entries would bring, those held earlier counting first; a fixed number of queries.

    They are answered in the order in which they were given.
    """
    known = Known.load([(entry, by) for entry in entries])
    found: dict[UUID, _Reckoned] = {}
    for entry in sorted(entries, key=lambda each: each.held_on):
        made = plan(entry, by, known)
        left = known.duties.left(entry) if made.roll.lines else []
        known.duties.take(made.claims)
        found[entry.id] = _Reckoned(made, left)
    duties = _duties(candidate for each in found.values() for candidate in (*each.made.claims, *each.left))
    twins = _twins(entries)
    return [_told(found[entry.id], known, duties, _alike(entry, twins)) for entry in entries]


class _Reckoned(NamedTuple):
    """A plan, and what it could make up for besides."""

    made: Plan
    left: list[Candidate]


def _told(reckoned: _Reckoned, known: Known, duties: dict[UUID, Duty], twins: list[Activity]) -> Preview:
    made, left = reckoned
    entry, verdicts = made.entry, _verdicts(made, known)
    chosen = {candidate.institution for candidate in made.claims}
    return Preview(
        roll=made.roll,
        turnout=made.turnout,
        fulfils=tuple(duties[each.id] for each in made.claims),
        could=tuple(duties[each.id] for each in left),
        unowed=tuple(code for code in dict.fromkeys(entry.institutions) if code not in chosen) if made.roll else (),
        points=_points(made, known),
        outcomes=made.outcomes,
        verdicts=verdicts,
        warnings=tuple(warnings(made, known, twins, verdicts)),
        problems=made.problems,
        late=made.late,
    )


def _twins(entries: Sequence[RecordEntry]) -> list[Activity]:
    """What is recorded already for the days of some entries, by their organisations."""
    rows = Activity.objects.filter(
        organization_id__in={entry.organization_id for entry in entries},
        held_on__in={entry.held_on for entry in entries},
        submission__state__in=[State.SUBMITTED, State.APPROVED, State.RETURNED],
    )
    return list(rows)


def _alike(entry: RecordEntry, recorded: Iterable[Activity]) -> list[Activity]:
    """Those of the same organisation, day and kind as an entry, but not itself."""
    codes = set(entry.institutions)
    return [
        each
        for each in recorded
        if each.pk != entry.id
        and (each.organization_id, each.held_on) == (entry.organization_id, entry.held_on)
        and codes & set(each.institutions)
    ]


def _duties(candidates: Iterable[Candidate]) -> dict[UUID, Duty]:
    """The duties themselves, with how they stand."""
    keys = [candidate.id for candidate in candidates]
    return {duty.pk: duty for duty in Duty.objects.filter(pk__in=keys).known()} if keys else {}


def _points(made: Plan, known: Known) -> tuple[Award, ...]:
    pack = known.pack(made.entry.held_on)
    if pack is None or not made.turnout.marks:
        return ()
    present = {
        mark.person_id: GROUND_OF.get(mark.why_not, "")
        for mark in made.turnout.marks
        if mark.came and not mark.guest and mark.why_not not in WITHOUT_POINTS
    }
    institutions = tuple(dict.fromkeys(made.entry.institutions))
    source = Source(made.entry.id, made.entry.organization_id, institutions, made.entry.held_on, present)
    return awards(pack, source)


def _verdicts(made: Plan, known: Known) -> tuple[Verdict, ...]:
    """Whether enough came, where every meeting needs it."""
    pack = known.pack(made.entry.held_on)
    if pack is None or not made.turnout.marks:
        return ()
    came, expected = made.turnout.present, made.turnout.expected
    return tuple(meeting_verdicts(pack, made.entry.institutions, came, expected))
