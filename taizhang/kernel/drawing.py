"""Draws that anyone can do again: a ticket is SHA-256 of the seed followed by the name, and the smallest are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from taizhang.kernel.errors import Refused, _


def ticket(seed: str, name: str) -> str:
    """SHA-256 of seed and name, both as UTF-8, as 64 hexadecimal digits: ``printf %s "$SEED$NAME" | sha256sum``."""
    return sha256((seed + name).encode()).hexdigest()


def tickets(seed: str, names: Iterable[str]) -> list[tuple[str, str]]:
    """Each name once with its ticket, the smallest ticket first."""
    return sorted((ticket(seed, name), name) for name in set(names))


def smallest(seed: str, names: Iterable[str], count: int) -> list[str]:
    """The names that are drawn: those of the ``count`` smallest tickets, or all when there are fewer."""
    if count < 0:
        raise Refused(_("{count} cannot be drawn."), _("Give nought or more."), code="drawing.count", count=count)
    return [name for _ticket, name in tickets(seed, names)[:count]]


def share(total: int, percent: int) -> int:
    """So many per cent of a whole, rounded up: at least one of what there is, and none of nothing."""
    return -(-total * percent // 100)
