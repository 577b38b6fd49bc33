"""What approving several records at once would come to, before it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.models import Duty
from taizhang.domain.records.gathered import Gathered, approved_claims, awarded, claimed, of_submissions
from taizhang.domain.records.packs import Packs
from taizhang.domain.reviews.actions import Skipped
from taizhang.domain.reviews.models import Submission
from taizhang.domain.reviews.rules import after
from taizhang.kernel.errors import Refused
from taizhang.kernel.workflow import Move


@dataclass(frozen=True)
class BatchPreview:
    """The records that would be approved, what they would meet and post, and who would be skipped with which words."""

    gatherings: tuple[Gathered, ...]
    meets: tuple[Duty, ...]
    organization_points: int
    people_points: int
    people: int
    decisions: int
    skipped: tuple[Skipped, ...]


def preview(submission_ids: Iterable[UUID], by: Actor) -> BatchPreview:
    """What this person's approval of these records would bring now; nothing is written."""
    possible, skipped = _sorted_out(submission_ids, by)
    gatherings = of_submissions(possible)
    awards = list(awarded(gatherings, Packs.load()))
    of_people = [award for award in awards if award.person_id is not None]
    return BatchPreview(
        gatherings=tuple(gatherings),
        meets=_met(gatherings, by),
        organization_points=sum(award.amount for award in awards if award.person_id is None),
        people_points=sum(award.amount for award in of_people),
        people=len({award.person_id for award in of_people}),
        decisions=sum(len(each.decisions) for each in gatherings),
        skipped=tuple(skipped),
    )


def _sorted_out(submission_ids: Iterable[UUID], by: Actor) -> tuple[list[UUID], list[Skipped]]:
    """Those that may be approved, and the others with why not."""
    possible, skipped = [], []
    for submission in Submission.objects.filter(pk__in=list(submission_ids)):
        try:
            after(submission, Move.APPROVE, "", by)
            possible.append(submission.pk)
        except Refused as refused:
            skipped.append(Skipped(submission.pk, refused))
    return possible, skipped


def _met(gatherings: list[Gathered], by: Actor) -> tuple[Duty, ...]:
    """The duties that would be newly met."""
    wanted = {duty for each in gatherings for duty in each.duties}
    if not wanted:
        return ()
    claims = claimed(gatherings, approved_claims(wanted, gatherings), by.at)
    most: dict[UUID, int] = {}
    for claim in claims:
        most[claim.duty_id] = max(claim.approved, most.get(claim.duty_id, 0))
    duties = Duty.objects.filter(pk__in=wanted).unfinished().known()
    return tuple(duty for duty in duties if most[duty.pk] >= duty.needed)
