"""How often something happened within some time, counted by all processes together."""

from django.core.cache import cache


def counted(name: str, seconds: int) -> int:
    """One more within the seconds since the first; answers how many that makes."""
    if cache.add(name, 1, seconds):
        return 1
    try:
        return int(cache.incr(name))
    except ValueError:  # it ran out in between
        return 1
