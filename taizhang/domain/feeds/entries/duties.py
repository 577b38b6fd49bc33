"""What is owed, on the day it is due; decisions in one's own hands too.

What is waived stays as cancelled. Met, undone, waived, owed again, dated anew: each time its number rises.
"""

from typing import Any

from django.db.models import Q

from taizhang.domain.duties.models import Duty
from taizhang.domain.feeds.entries.acts import NONE, Acts, acts_on
from taizhang.domain.feeds.entries.entry import Asked, Entry
from taizhang.domain.feeds.entries.words import due
from taizhang.kernel.words import say


def duties(asked: Asked) -> list[Entry]:
    """The duties of the organisations, and the decisions given to the person; four queries."""
    whose = Q(organization__in=asked.duties)
    if asked.assignee is not None:
        whose |= Q(assignee=asked.assignee)
    rows = Duty.objects.in_period(asked.span).filter(whose).select_related("standard", "fulfilment", "waiver")
    found = list(rows.prefetch_related("former_fulfilments").order_by("due_on", "institution", "id"))
    acts = acts_on([each.pk for each in found])
    return [_entry(each, asked, acts.get(each.pk, NONE)) for each in found]


def _entry(duty: Any, asked: Asked, acts: Acts) -> Entry:
    waiver, fulfilment = getattr(duty, "waiver", None), getattr(duty, "fulfilment", None)
    undone = list(duty.former_fulfilments.all())
    met_at = fulfilment.learnt_at if fulfilment else None
    return Entry(
        uid=f"duty-{duty.pk}",
        summary=due(_name(duty, asked), asked.at(duty.organization_id), asked.lang, done=fulfilment is not None),
        day=duty.due_on,
        stamp=acts.since(duty.issued_at, met_at, *(each.undone_at for each in undone)),
        path=f"/duties/{duty.pk}/",
        sequence=acts.number + 2 * len(undone) + (fulfilment is not None),
        cancelled=waiver is not None,
    )


def _name(duty: Duty, asked: Asked) -> str:
    """A decision's own words, or the name of the institution."""
    standard: Any = duty.standard
    if standard is None:
        return duty.title
    found = [each for each in (asked.rules.institutions if asked.rules else ()) if each.code == duty.institution]
    return found[0].name.words(asked.lang) if found else say(asked.lang, zh=standard.name_zh, en=standard.name_en)
