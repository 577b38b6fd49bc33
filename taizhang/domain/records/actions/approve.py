"""Approving: duties are met, points posted, decisions become duties; one transaction, a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.decisions import from_decisions
from taizhang.domain.duties.actions.fulfil import fulfil, hold
from taizhang.domain.points.actions import post
from taizhang.domain.points.award import SOURCE_KIND, Award
from taizhang.domain.records.gathered import Gathered, approved_claims, awarded, claimed, of_submissions
from taizhang.domain.records.models import Activity
from taizhang.domain.records.packs import Packs
from taizhang.domain.reviews.actions import Skipped, move_many
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.workflow import Move


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval came to; who was skipped, and with which words."""

    count: int
    met: int
    points: int  # entries of the ledger, for organisations and people
    decisions: int
    skipped: tuple[Skipped, ...] = ()


@action
def approve(*, submission_ids: Iterable[UUID], by: Actor) -> Approved:
    """Approve records, one or five hundred alike; approving twice posts once.

    Of several, those that cannot be approved (returned meanwhile, one's own) are skipped with their sentence; a single
    one is refused.
    """
    wanted = set(submission_ids)
    moved = move_many(submission_ids=wanted, move=Move.APPROVE, by=by)
    if len(wanted) == 1 and moved.skipped:
        raise moved.skipped[0].why
    gatherings = of_submissions(submission.pk for submission in moved.done)
    _refuse_others(moved.done)
    met = _meet(gatherings, by)
    packs = Packs.load() if gatherings else Packs([])
    tally = _Tally()
    posted = post(awards=tally.watch(awarded(gatherings, packs)), by=by) if gatherings else 0
    decisions = [decision for each in gatherings for decision in each.decisions]
    if decisions:
        from_decisions(decisions=decisions, by=by)
    for each in gatherings:
        note(_note(each, tally, by))
    return Approved(len(gatherings), met, posted, len(decisions), moved.skipped)


def _refuse_others(submissions: Iterable[Submission]) -> None:
    """Approving something that is no record would bring nothing of what its approval should."""
    if any(submission.subject_kind != SOURCE_KIND for submission in submissions):
        raise Refused(
            _("Part of what was chosen is no record of a gathering."),
            _("Choose records only."),
            code="records.not-a-record",
        )


def _meet(gatherings: Sequence[Gathered], by: Actor) -> int:
    """Fulfil what the gatherings claim, one approval at a time for each duty; answers how many are newly met."""
    duties = {duty for each in gatherings for duty in each.duties}
    if not duties:
        return 0
    hold(duties)
    return len(fulfil(claims=claimed(gatherings, approved_claims(duties, gatherings), by.at), by=by))


class _Tally:
    """Counts the points of each source while they pass by."""

    def __init__(self) -> None:
        self.organization: Counter[UUID] = Counter()
        self.people: Counter[UUID] = Counter()

    def watch(self, awards: Iterable[Award]) -> Iterable[Award]:
        """The same awards, counted."""
        for source, some in groupby(awards, key=attrgetter("source")):
            mine = theirs = 0
            for award in some:
                mine, theirs = (mine, theirs + award.amount) if award.person_id else (mine + award.amount, theirs)
                yield award
            self.organization[source.id] += mine
            self.people[source.id] += theirs


def _note(each: Gathered, tally: _Tally, by: Actor) -> Note:
    return Note(
        verb="records.approve",
        subject=Activity(pk=each.id, title=each.title),
        by=by,
        organization_id=each.organization_id,
        label=each.title,
        details={
            "round": each.round,
            "duties": len(each.duties),
            "organization_points": tally.organization[each.id],
            "people_points": tally.people[each.id],
            "decisions": len(each.decisions),
        },
    )
