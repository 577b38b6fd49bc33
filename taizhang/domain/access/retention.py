"""Sessions that ended, counts of failed sign-ins, and the moment of the last sign-in."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.cache.backends.filebased import FileBasedCache

from taizhang.domain.access.models import Account
from taizhang.domain.audit.retention import clock, sweep


@sweep("sessions")
def sessions(at: datetime) -> int:
    """Delete what has ended: sessions, and counters in the cache that nobody asks for any more."""
    return Session.objects.filter(expire_date__lt=at).delete()[0] + _counters()


@sweep("sign-in")
def sign_ins(at: datetime) -> int:
    """Clear the moment of a last sign-in that lies so long ago."""
    return Account.objects.filter(last_login__lt=clock("sign-in").before(at)).update(last_login=None)


def _counters() -> int:
    """Files of the cache beyond their time; the cache itself deletes one only when it is asked for again."""
    store: Any = getattr(cache, "_connections", None) and cache._connections[cache._alias]  # type: ignore[attr-defined]
    if not isinstance(store, FileBasedCache):
        return 0
    count = 0
    for name in store._list_cache_files():  # type: ignore[attr-defined]  # no public way lists them
        with suppress(OSError), Path(name).open("rb") as file:
            count += bool(store._is_expired(file))  # type: ignore[attr-defined]  # deletes it, too
    return count
