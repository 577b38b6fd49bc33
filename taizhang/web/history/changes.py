"""What an entry changed, item by item, as it was and as it is; and from all of them what stood there on a day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from taizhang.domain.audit.models import AuditEntry

MOST = 500  # entries that a noun is put together from


class Raw(NamedTuple):
    """One item as the trail keeps it."""

    name: str
    before: Any
    after: Any


class Change(NamedTuple):
    """One item in words."""

    label: str
    before: str
    after: str


class Item(NamedTuple):
    """What an item said on a day."""

    label: str
    value: str


# Verbs whose details hold pairs of old and new; others say before and after.
PAIRED = ("orgs.describe",)
# A verb whose details tell old and new under other words: what changed, and where its two values stand.
NAMED: Mapping[str, tuple[str, str, str]] = {"orgs.rename": ("name", "old", "name")}


def raws(entry: AuditEntry) -> Iterator[Raw]:
    """The items that an entry changed: as before and after, as pairs, or under the words of its verb."""
    details = entry.details
    before, after = details.get("before"), details.get("after")
    if isinstance(before, dict) and isinstance(after, dict):
        yield from (Raw(name, before[name], after[name]) for name in before if name in after)
    if entry.verb in PAIRED:
        yield from (Raw(name, *pair) for name, pair in details.items() if isinstance(pair, list) and len(pair) == 2)
    if entry.verb in NAMED:
        name, old, new = NAMED[entry.verb]
        if old in details and new in details:
            yield Raw(name, details[old], details[new])


def since(entry: AuditEntry) -> date:
    """The day from which an entry holds: the one it names, else that on which it was written."""
    told = entry.details.get("on") or entry.details.get("starts_on")
    try:
        return date.fromisoformat(str(told)) if told else _written_on(entry)
    except ValueError:
        return _written_on(entry)


def on_day(entries: Iterable[AuditEntry], day: date) -> dict[str, Any]:
    """What every item that was ever changed said on a day: the last change until then, else what the next one found."""
    said: dict[str, Any] = {}
    settled: set[str] = set()
    for entry in sorted(entries, key=lambda one: (since(one), one.number)):
        until = since(entry) <= day
        for name, before, after in raws(entry):
            if until:
                said[name] = after
                settled.add(name)
            elif name not in settled:
                said[name] = before
                settled.add(name)
    return said


def _written_on(entry: AuditEntry) -> date:
    return timezone.localtime(entry.at).date()
