"""Sessions and keys that ended, counts of failed sign-ins, the moment of the last sign-in, what programs sent."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.cache.backends.filebased import FileBasedCache
from django.db.models import Q
from django.utils import timezone

from taizhang.domain.access.models import Account, Instruction, Key
from taizhang.domain.audit.retention import clock, sweep


@sweep("sessions")
def sessions(at: datetime) -> int:
    """Delete what has ended: sessions, and counters in the cache that nobody asks for any more."""
    return Session.objects.filter(expire_date__lt=at).delete()[0] + _counters()


@sweep("sign-in")
def sign_ins(at: datetime) -> int:
    """Clear the moment of a last sign-in that lies so long ago."""
    return Account.objects.filter(last_login__lt=clock("sign-in").before(at)).update(last_login=None)


@sweep("keys")
def keys(at: datetime) -> int:
    """Delete keys that ended so long ago; that they were made and revoked stays in the audit trail."""
    end = clock("keys").before(at)
    return Key.objects.filter(Q(revoked_at__lt=end) | Q(expires_on__lt=timezone.localdate(end))).delete()[0]


@sweep("instructions")
def instructions(at: datetime) -> int:
    """Delete the identifiers under which nobody sends the same again."""
    return Instruction.objects.filter(at__lt=clock("instructions").before(at)).delete()[0]


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
