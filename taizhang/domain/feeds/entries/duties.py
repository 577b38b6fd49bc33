"""What is owed, on the day it is due; decisions in one's own hands too."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from taizhang.domain.duties.models import Duty
from taizhang.domain.feeds.entries.entry import Asked, Entry
from taizhang.domain.feeds.entries.words import due
from taizhang.kernel.words import say


def duties(asked: Asked) -> list[Entry]:
    """The duties of the organisations, and the decisions given to the person; one query."""
    whose = Q(organization__in=asked.duties)
    if asked.assignee is not None:
        whose |= Q(assignee=asked.assignee)
    rows = Duty.objects.in_period(asked.span).filter(whose).select_related("standard", "fulfilment", "waiver")
    return [_entry(each, asked) for each in rows.order_by("due_on", "institution", "id")]


def _entry(duty: Duty, asked: Asked) -> Entry:
    waiver, fulfilment = getattr(duty, "waiver", None), getattr(duty, "fulfilment", None)
    return Entry(
        uid=f"duty-{duty.pk}",
        summary=due(_name(duty, asked), asked.at(duty.organization_id), asked.lang, done=fulfilment is not None),
        day=duty.due_on,
        stamp=_stamp(duty, waiver, fulfilment),
        path=f"/duties/{duty.pk}/",
        sequence=1 if waiver or fulfilment else 0,
        cancelled=waiver is not None,
    )


def _name(duty: Duty, asked: Asked) -> str:
    """A decision's own words, or the name of the institution."""
    standard: Any = duty.standard
    if standard is None:
        return duty.title
    found = [each for each in (asked.rules.institutions if asked.rules else ()) if each.code == duty.institution]
    return found[0].name.words(asked.lang) if found else say(asked.lang, zh=standard.name_zh, en=standard.name_en)


def _stamp(duty: Duty, waiver: Any, fulfilment: Any) -> datetime:
    """When we last learnt something of it."""
    return waiver.at if waiver else fulfilment.learnt_at if fulfilment else duty.issued_at
