"""The hash chain: each entry's hash covers its own words and the hash before it (SHA-256)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.domain.audit.models import AuditEntry

GENESIS = "0" * 64
_WORDS = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(entry: "AuditEntry") -> str:
    """The words of an entry that its hash covers, as JSON with sorted keys and UTC moments."""
    words = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor_id": str(entry.actor_id or ""),
        "actor_name": entry.actor_name,
        "channel": str(entry.channel),
        "verb": entry.verb,
        "subject_kind": entry.subject_kind,
        "subject_id": str(entry.subject_id or ""),
        "subject_label": entry.subject_label,
        "organization_id": str(entry.organization_id or ""),
        "details": entry.details,
    }
    return _WORDS.encode(words)


def digest(entry: "AuditEntry", previous: str) -> str:
    """The hash of an entry after the hash before it."""
    return hashlib.sha256(f"{previous}\n{canonical(entry)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """The first row at which the chain does not hold, and why."""

    number: int
    at: datetime
    because: str


def first_break(entries: Iterable["AuditEntry"], after: "AuditEntry | None" = None) -> Break | None:
    """Walk the chain from its beginning, or on from a row, and name the first broken row, if any."""
    previous, expected = (after.hash, after.number + 1) if after else (GENESIS, 1)
    for entry in entries:
        if entry.number != expected:
            return Break(expected, entry.at, "missing")
        if entry.previous_hash != previous:
            return Break(entry.number, entry.at, "link")
        if entry.hash != digest(entry, previous):
            return Break(entry.number, entry.at, "content")
        previous, expected = entry.hash, expected + 1
    return None
