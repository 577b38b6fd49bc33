"""A page of a history: its entries as events, and what stood there on the day of the page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from taizhang.domain.audit.actor import Channel
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.taking_back import end_of
from taizhang.web.access.verbs import CHANNELS
from taizhang.web.history import words
from taizhang.web.history.changes import MOST, Change, Item, on_day
from taizhang.web.history.telling import Teller
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest
from taizhang.web.kit.paging import slice_of


@dataclass(frozen=True, slots=True)
class Event:
    """One entry as it is told: who, when, through which door, what, why, and from which day it holds."""

    at: Any
    by: str
    channel: str
    what: str
    note: str
    kind: str
    on: date | None
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Told:
    """A page of a history, and its neighbours; `then` is what stood there at the end of the day of the page."""

    events: list[Event]
    then: list[Item]
    next: str | None
    previous: str | None
    past: bool
    first: date | None  # the day of its first entry, when a past day is asked for


def told(request: PageRequest, rows: "QuerySet[AuditEntry]", *, detailed: bool = True) -> Told:
    """One page, newest first; as of a past day only what had been done by then, and what stood there then."""
    past = request.on < request.today
    shown = rows.filter(at__lt=end_of(request.on)) if past else rows
    part = slice_of(shown, ("-number",), request.GET)
    everything = list(rows.order_by("-number")[:MOST]) if past else []
    teller = Teller(request, [*part.rows, *everything], detailed=detailed)
    events = [_event(entry, teller) for entry in part.rows]
    return Told(
        events=events,
        then=teller.items(on_day(everything, request.on)),
        next=_link(request, "after", part.after),
        previous=_link(request, "before", part.before),
        past=past,
        first=timezone.localtime(everything[-1].at).date() if everything else None,
    )


def _event(entry: AuditEntry, teller: Teller) -> Event:
    by = gettext("the system") if entry.actor_id is None and entry.actor_name == "system" else entry.actor_name
    return Event(
        at=entry.at,
        by=by,
        channel=str(CHANNELS[Channel(entry.channel)]) if entry.channel != Channel.WEB else "",
        what=words.sentence(entry, teller.institutions),
        note=words.because(entry),
        kind="warn" if entry.verb in words.REMOVALS else "plain",
        on=words.effective(entry),
        changes=teller.changes(entry),
    )


def _link(request: PageRequest, name: str, cursor: str) -> str | None:
    moves = {"after": None, "before": None, name: cursor}
    return changed(request.GET.copy(), moves) if cursor else None
