"""What is odd about an entry but allowed: said in the preview, never a refusal."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from taizhang.domain.records.known import Known
from taizhang.domain.records.models import Activity
from taizhang.domain.records.plan import Plan
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.quorum import Verdict


def warnings(plan: Plan, known: Known, twins: Sequence[Activity], verdicts: Sequence[Verdict]) -> Iterator[Refused]:
    """Everything the recorder should look at again."""
    if twins:
        yield Refused(
            _("“{title}” is recorded already for this day and kind."),
            _("Open it instead, unless there were two gatherings."),
            code="records.twin",
            title=twins[0].title,
            id=str(twins[0].pk),
        )
    if plan.late:
        yield Refused(
            _("It is recorded {days} days after it was held, and will bear a stamp that says so."),
            _("This costs nothing."),
            code="records.late",
            days=(plan.by.on - plan.entry.held_on).days,
        )
    for verdict in verdicts:
        if not verdict.holds:
            yield Refused(
                _("{got} of {base} came; at least {needed} are needed."),
                _("Check the roll, or hold the meeting again."),
                code="records.too-few",
                got=verdict.got,
                base=verdict.base,
                needed=verdict.needed,
            )
    if plan.roll.lines:
        yield from _combinations(plan, known)


def _combinations(plan: Plan, known: Known) -> Iterator[Refused]:
    """Institutions that are not usually one gathering."""
    pack = known.pack(plan.entry.held_on)
    if pack is None:
        return
    for one, other in combinations(dict.fromkeys(plan.entry.institutions), 2):
        if other not in pack.institution(one).combines_with:
            yield Refused(
                _("{one} and {other} are not usually held as one gathering."),
                _("Record them apart if they were two."),
                code="records.combination",
                one=one,
                other=other,
            )
