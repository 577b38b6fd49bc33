"""Deductions for duties that were never met, once their books are closed: until then everything can be made up for."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packs import rules_of
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.models.dated import holds_on
from taizhang.domain.points.actions.post import post
from taizhang.domain.points.award import Award, Source
from taizhang.domain.points.models import PointEntry

SOURCE_KIND = "duty"


@action
def post_misses(*, on: date, by: Actor) -> int:
    """Post what the pack takes off for duties closed before a day and never met; answers how many. Safe to run twice.

    Waived duties cost nothing, and neither does meeting or recording one late, or having ended before it was due.
    """
    posted = post(awards=list(_misses(on)), by=by)
    if posted:
        note(Note("points.misses", None, by, label=on.isoformat(), details={"on": on.isoformat(), "posted": posted}))
    return posted


def _misses(on: date) -> Iterator[Award]:
    """The deductions not posted yet."""
    known = PointEntry.objects.filter(source_id=OuterRef("pk"), source_kind=SOURCE_KIND)
    stood = Placement.objects.filter(holds_on(OuterRef("due_on")), organization=OuterRef("organization"))
    missed = Duty.objects.unfinished().filter(~Exists(known), Exists(stood), standard__isnull=False, closes_on__lt=on)
    for duty in missed.select_related("standard__pack").defer("standard__pack__content", "standard__rule"):
        if duty.standard is None:
            continue
        rule = rules_of(duty.standard.pack).institution(duty.institution).points.miss
        if rule is not None:
            source = Source(duty.pk, duty.organization_id, (duty.institution,), duty.due_on, kind=SOURCE_KIND)
            yield Award(duty.organization_id, None, duty.institution, rule.code, rule.kind.value, rule.amount, source)
