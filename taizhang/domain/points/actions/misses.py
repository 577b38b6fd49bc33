"""Deductions for duties that were never met, once their books are closed: until then everything can be made up for."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packs import rules_of
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.models.dated import holds_on
from taizhang.domain.points.actions.post import post
from taizhang.domain.points.actions.reverse import reverse_source
from taizhang.domain.points.award import Award, Source
from taizhang.domain.points.models import PointEntry
from taizhang.kernel.errors import _

SOURCE_KIND = "duty"
MET = _("The duty was met after all.")


@action
def post_misses(*, on: date, by: Actor) -> int:
    """Post what the pack takes off for duties closed before a day and never met; answers how many. Safe to run twice.

    Waived duties cost nothing, and neither does meeting or recording one late, or having ended before it was due: a
    deduction for what was approved only after its books were closed is reversed, and posted anew when that approval
    is undone. What a person reversed stays reversed.
    """
    posted = post(awards=list(_misses(on)), by=by)
    met_after_all = _met_after_all()
    reversed_ = reverse_source(source_ids=met_after_all, because=gettext(MET), by=by) if met_after_all else 0
    if posted or reversed_:
        details = {"on": on.isoformat(), "posted": posted, "reversed": reversed_}
        note(Note("points.misses", None, by, label=on.isoformat(), details=details))
    return posted


def _met_after_all() -> list[UUID]:
    """The duties that a deduction stands against although they are met."""
    deducted = PointEntry.objects.standing().filter(source_kind=SOURCE_KIND)
    met = Duty.objects.met().filter(pk__in=deducted.values("source_id"))
    return list(met.order_by().values_list("pk", flat=True))


def _misses(on: date) -> Iterator[Award]:
    """The deductions not posted yet."""
    entries = PointEntry.objects.filter(source_id=OuterRef("pk"), source_kind=SOURCE_KIND, reverses__isnull=True)
    known = entries.filter(Q(reversal__isnull=True) | Q(reversal__by_person_id__isnull=False))
    rounds = entries.order_by().values("source_id").annotate(last=Max("round")).values("last")
    stood = Placement.objects.filter(holds_on(OuterRef("due_on")), organization=OuterRef("organization"))
    missed = Duty.objects.unfinished().filter(~Exists(known), Exists(stood), standard__isnull=False, closes_on__lt=on)
    missed = missed.annotate(last_round=Coalesce(Subquery(rounds), 0))
    for duty in missed.select_related("standard__pack").defer("standard__pack__content", "standard__rule"):
        if duty.standard is None:
            continue
        rule = rules_of(duty.standard.pack).institution(duty.institution).points.miss
        if rule is not None:
            source = _source(duty, duty.last_round + 1)
            yield Award(duty.organization_id, None, duty.institution, rule.code, rule.kind.value, rule.amount, source)


def _source(duty: Duty, round_: int) -> Source:
    what = (duty.institution,)
    return Source(duty.pk, duty.organization_id, what, duty.due_on, round=round_, kind=SOURCE_KIND)
