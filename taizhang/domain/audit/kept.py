"""Counts over many rows, kept until an act could have changed them.

Every act leaves an audit entry in a chain of hashes; the hash of the last one names the state of all facts. What was
counted at a state holds while that is the last. A count that takes long is not repeated for every act of a busy hour:
for up to a minute a page may show the one before, and then says when it was counted. Nobody is shown a count from
before an act of his own, and whatever is no page (a file, a program, a job) always gets the count of the moment.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

P = ParamSpec("P")
R = TypeVar("R")

BUSY = 60  # seconds after which somebody else counts when the one who began never finished
DAY = 24 * 3600  # seconds that a count nobody asks for is kept
MOST = 64  # counts that a process remembers itself
RECENT = 1000  # acts: a count that lies further back is made anew
# Signing in changes no fact; of one's own acts only the recent ones are looked for.
_LAST = """
SELECT number, hash, (SELECT max(own.number) FROM audit_auditentry own
                       WHERE own.actor_id = %s AND own.number > entry.number - %s AND own.verb NOT LIKE 'access.%%')
  FROM audit_auditentry entry WHERE verb NOT LIKE 'access.%%' ORDER BY number DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class State:
    """The last act there is, and the reader's own last one among the recent."""

    number: int
    hash: str
    own: int | None


@dataclass(slots=True)
class PageState:
    """One page: who reads, whether it can say that a count lags, the state it found, and the oldest count shown.

    It changes nothing while it is made, so it counts nothing twice.
    """

    person_id: UUID | None = None
    may_lag: bool = True
    state: State | None = None
    counted_at: float | None = None
    counts: dict[str, Any] = field(default_factory=dict)  # what was counted for it


@dataclass(frozen=True, slots=True)
class KeptCount:
    """What was counted, when, and at which act."""

    number: int
    hash: str
    at: float  # seconds since 1970
    value: Any


_reading: ContextVar[PageState | None] = ContextVar("the page being read", default=None)
_remembered: dict[str, KeptCount] = {}
_lock = Lock()


@contextmanager
def reading(person_id: UUID | None = None, *, may_lag: bool = True) -> Iterator[PageState]:
    """One page: the state of the facts is asked for once."""
    page = PageState(person_id, may_lag)
    token = _reading.set(page)
    try:
        yield page
    finally:
        _reading.reset(token)


def forget() -> None:
    """Throw away all that is kept."""
    with _lock:
        _remembered.clear()
    caches["counts"].clear()


def counted_at() -> float | None:
    """When the oldest count shown so far on this page was made, in seconds since 1970; None: all are of the moment."""
    page = _reading.get()
    return page.counted_at if page else None


def once(read: Callable[P, R]) -> Callable[P, R]:
    """Ask a question once a page, whatever it costs; outside of pages each time. Nobody alters the answer."""

    @wraps(read)
    def asked(*args: P.args, **values: P.kwargs) -> R:
        page = _reading.get()
        if page is None:
            return read(*args, **values)
        key = _key(read, args, values)
        if key not in page.counts:
            page.counts[key] = read(*args, **values)
        return page.counts[key]  # type: ignore[no-any-return]

    return asked


def kept(count: Callable[P, R]) -> Callable[P, R]:
    """Keep what a reading function answers, for its arguments: plain values, on which alone the answer depends.

    Whose rights bound the answer, the day and the language are arguments or do not matter; nobody alters the answer.
    With settings.KEEP_COUNTS off, everything is counted anew; settings.COUNTS_WORTH and
    COUNTS_LAG say from what on it is kept and how long it may lag.
    """

    @wraps(count)
    def counted(*args: P.args, **values: P.kwargs) -> R:
        page, keep = _reading.get(), settings.KEEP_COUNTS and not connection.in_atomic_block
        if page is None and not keep:
            return count(*args, **values)  # inside an act its entry is not written yet
        key = _key(count, args, values)
        if page is None:
            return _kept(key, lambda: count(*args, **values))
        if key not in page.counts:
            page.counts[key] = _kept(key, lambda: count(*args, **values)) if keep else count(*args, **values)
        return page.counts[key]  # type: ignore[no-any-return]

    return counted


def _kept(key: str, count: Callable[[], R]) -> R:
    """What is known, if it may be shown, else what is counted now."""
    state = _state()
    known = _found(key, state)
    if known is None:
        return _counted(key, state, count, worth=settings.COUNTS_WORTH)
    if known.hash == state.hash or _may_lag(known, state, key):
        return known.value  # type: ignore[no-any-return]
    return _counted(key, state, count)


def listed(rows: QuerySet[Any, Any]) -> list[Any]:
    """The rows of a counting query, kept for its very words and values; for grouped numbers, never for nouns."""
    return _listed(Asked(rows))


def number(rows: QuerySet[Any, Any]) -> int:
    """How many rows a query finds, kept likewise."""
    return _number(Asked(rows))


class Asked:
    """A query as an argument of what is kept: it writes itself as a digest of all that it asks."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self.rows = rows

    def __repr__(self) -> str:
        try:
            return sha256(repr(self.rows.query.sql_with_params()).encode()).hexdigest()
        except EmptyResultSet:  # a condition that nothing meets
            return "nothing"


@kept
def _listed(query: Asked) -> list[Any]:
    return list(query.rows.all())


@kept
def _number(query: Asked) -> int:
    return int(query.rows.count())


def _counted(key: str, state: State, count: Callable[[], R], worth: float = 0) -> R:
    """Count now, and keep it if that took long enough."""
    start = time.perf_counter()
    try:
        value = count()
        if time.perf_counter() - start >= worth:
            one = KeptCount(state.number, state.hash, time.time(), value)
            _remember(key, one)
            caches["counts"].set(key, one, DAY)
        return value
    finally:
        caches["counts"].delete(f"{key}-busy")


def _may_lag(known: KeptCount, state: State, key: str) -> bool:
    """Whether a count before the last act may still be shown: it is young, or somebody is counting anew."""
    page = _reading.get()
    if page is None or not page.may_lag or not state.number - RECENT < known.number < state.number:
        return False
    if state.own is not None and state.own > known.number:
        return False
    if time.time() - known.at > settings.COUNTS_LAG and caches["counts"].add(f"{key}-busy", 1, BUSY):
        return False
    page.counted_at = min(page.counted_at or known.at, known.at)
    return True


def _state() -> State:
    """The state of all facts, asked once a page."""
    page = _reading.get()
    if page is not None and page.state is not None:
        return page.state
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [page.person_id if page else None, RECENT])
        state = State(*(cursor.fetchone() or (0, "", None)))
    if page is not None:
        page.state = state
    return state


def _found(key: str, state: State) -> KeptCount | None:
    """The newest count known, here or by another process."""
    own = _remembered.get(key)
    if own is not None and own.hash == state.hash:
        return own
    theirs = _theirs(key)
    if theirs is not None and (own is None or theirs.at > own.at):
        _remember(key, theirs)
        return theirs
    return own


def _theirs(key: str) -> KeptCount | None:
    """What a process wrote last; nothing when that cannot be read, say by another version of the program."""
    try:
        found = caches["counts"].get(key)
    except Exception:  # whatever is in the file, the page does without it
        return None
    return found if isinstance(found, KeptCount) else None


def _remember(key: str, count: KeptCount) -> None:
    with _lock:
        _remembered.pop(key, None)
        if len(_remembered) >= MOST:
            del _remembered[next(iter(_remembered))]
        _remembered[key] = count


def _key(count: Callable[..., Any], args: tuple[Any, ...], values: dict[str, Any]) -> str:
    """One key for each district, function and arguments. Who starts another version of the program clears the cache."""
    there = connection.settings_dict
    where = [str(there.get(part)) for part in ("HOST", "PORT", "NAME")]
    where.append(str(there["OPTIONS"].get("options")))  # the schema; a pool of connections leads to the same rows
    asked = repr((count.__module__, count.__qualname__, args, sorted(values.items())))
    if " at 0x" in asked:
        raise TypeError(f"A kept count asks for plain values, not {asked}.")
    return "count-" + sha256(repr((where, asked)).encode()).hexdigest()
