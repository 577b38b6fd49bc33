"""How often something happened within some time, counted by all processes together."""

import time

from django.core.cache import cache


def counted(name: str, seconds: int, now: float | None = None) -> int:
    """One more within the seconds since the first; answers how many that makes."""
    at, key = time.time() if now is None else now, f"often-{name}"
    count, until = cache.get(key, (0, 0.0))
    if until <= at:  # told here, since a cache that counts on by itself may begin its time anew
        count, until = 0, at + seconds
    cache.set(key, (count + 1, until), seconds)
    return int(count) + 1
