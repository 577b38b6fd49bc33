"""How an act leaves its trace: one transaction, its audit entries written last, under one lock."""

import json
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many, uuids
from taizhang.domain.audit.chain import GENESIS, digest
from taizhang.domain.audit.models import AuditEntry
from taizhang.kernel.identity.masking import mask_numbers

P = ParamSpec("P")
R = TypeVar("R")

_WORDS = DjangoJSONEncoder(allow_nan=False, ensure_ascii=False)
_ALSO = "INSERT INTO audit_auditsubject (entry_id, subject_id) SELECT %s, unnest(%s::uuid[])"
CHAIN_LOCK = 0x7A_68_61_6E  # one advisory lock per database for the head of the chain


@dataclass(slots=True)
class Note:
    """What an action wants remembered about one subject; `subjects` names others in whose history it is told too."""

    verb: str
    subject: models.Model | None
    by: Actor
    organization_id: UUID | None = None
    label: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    subjects: Sequence[UUID] = ()


_pending: ContextVar[list[Note] | None] = ContextVar("pending audit notes", default=None)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function as one act: all or nothing, its notes chained in the same transaction.

    Actions may call actions; the outermost writes the notes of all just before it commits, so that the lock
    on the chain's head is held only for the last insert.
    """

    @wraps(function)
    def act(*args: P.args, **values: P.kwargs) -> R:
        if _pending.get() is not None:
            with transaction.atomic(savepoint=False):  # a refusal inside dooms the whole act
                return function(*args, **values)
        notes: list[Note] = []
        token = _pending.set(notes)
        try:
            with transaction.atomic():
                result = function(*args, **values)
                _write(notes)
            return result
        finally:
            _pending.reset(token)

    return act


def note(notes: Note) -> None:
    """Remember what was done; only inside an action."""
    pending = _pending.get()
    if pending is None:
        raise RuntimeError("An audit note was left outside an action.")
    pending.append(notes)


def last_act() -> int:
    """The number of the last act that was committed: while it stays the same, no fact has changed."""
    return _head()[0]


def hold_chain() -> int:
    """Let no other act be committed before the end of this one; answers the number of the last that was.

    Only for the end of an act whose answer depends on many facts: everybody else waits meanwhile.
    """
    _hold_head()
    return _head()[0]


def _hold_head() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [CHAIN_LOCK])


def _head() -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, hash FROM audit_auditentry ORDER BY number DESC LIMIT 1")
        number, previous = cursor.fetchone() or (0, GENESIS)
    return number, previous


def _write(notes: list[Note]) -> None:
    """Number, chain and insert the notes of one act."""
    if not notes:
        return
    _hold_head()
    number, previous = _head()
    entries = []
    for place, note_ in enumerate(notes, start=1):
        entry = _entry(number + place, note_)
        entry.previous_hash, entry.hash = previous, digest(entry, previous)
        previous = entry.hash
        entries.append(entry)
    insert_many(AuditEntry, entries)
    for entry, note_ in zip(entries, notes, strict=True):
        if note_.subjects:
            with connection.cursor() as cursor:
                cursor.execute(_ALSO, [entry.number, uuids(note_.subjects)])


def _entry(number: int, note_: Note) -> AuditEntry:
    """The unchained entry of a note."""
    subject = note_.subject
    return AuditEntry(
        number=number,
        at=note_.by.at,
        actor_id=note_.by.person_id,
        actor_name=note_.by.name,
        channel=note_.by.channel.value,
        verb=note_.verb,
        subject_kind=subject._meta.model_name or "" if subject is not None else "",
        subject_id=subject.pk if subject is not None and isinstance(subject.pk, UUID) else None,
        subject_label=mask_numbers(note_.label or (str(subject) if subject is not None else ""))[:300],
        organization_id=note_.organization_id,
        details=_plain(note_.details | ({"key": note_.by.key} if note_.by.key else {})),
    )


def _plain(details: dict[str, Any]) -> dict[str, Any]:
    """Details as the database gives them back, so that a hash over them holds: text keys, no binary fractions.

    Identity and telephone numbers that somebody typed among other words stand masked in what is kept for good.
    """
    words = _WORDS.encode(details)
    plain: dict[str, Any] = json.loads(words, parse_float=str)
    return _masked(plain) if mask_numbers(words) != words else plain


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {mask_numbers(name): _masked(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_masked(part) for part in value]
    return mask_numbers(value) if isinstance(value, str) else value
