"""What a record being typed would bring, computed as it would be on submission; nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
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
    known = Known.load([(entry, by)])
    made = plan(entry, by, known)
    left = known.duties.left(entry) if made.roll.lines else []
    duties = _duties([*made.claims, *left])
    chosen = {candidate.institution for candidate in made.claims}
    twins = Activity.objects.filter(
        organization_id=entry.organization_id,
        held_on=entry.held_on,
        institutions__overlap=list(entry.institutions),
        submission__state__in=[State.SUBMITTED, State.APPROVED, State.RETURNED],
    ).exclude(pk=entry.id)
    verdicts = _verdicts(made, known)
    return Preview(
        roll=made.roll,
        turnout=made.turnout,
        fulfils=tuple(duties[each.id] for each in made.claims),
        could=tuple(duties[each.id] for each in left),
        unowed=tuple(code for code in dict.fromkeys(entry.institutions) if code not in chosen) if made.roll else (),
        points=_points(made, known),
        outcomes=made.outcomes,
        verdicts=verdicts,
        warnings=tuple(warnings(made, known, list(twins), verdicts)),
        problems=made.problems,
        late=made.late,
    )


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
