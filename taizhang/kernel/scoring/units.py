"""Marks are whole numbers of millionths of a point, so that every engine comes to the same digit.

Where a mark must be divided it is rounded once, halves up; the roundings are part of the definition of a scheme.
"""

from __future__ import annotations

from collections.abc import Iterable

POINT = 1_000_000  # units of one point
FULL = 100 * POINT  # the whole of any node


def divided(dividend: int, divisor: int) -> int:
    """A quotient of numbers that are not negative, halves rounded up; `divisor` is not nought."""
    return (2 * dividend + divisor) // (2 * divisor)


def shown(units: int, places: int = 2) -> str:
    """A mark as it is printed, halves rounded up: shown(92_400_000) is "92.40"."""
    scale = 10**places
    parts = divided(abs(units) * scale, POINT)
    whole, rest = divmod(parts, scale)
    sign = "-" if units < 0 and parts else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def plain(units: int) -> str:
    """A number of a scheme as it was written, without noughts at the end: plain(500_000) is "0.5"."""
    return shown(units, 6).rstrip("0").rstrip(".")


def printed(units: int, lines: Iterable[int] = (), places: int = 2) -> str:
    """A mark with as many places as it takes not to look as if it reached a line that it does not reach."""
    while places < 6 and any(units < line <= _rounded(units, places) for line in lines):
        places += 1
    return shown(units, places)


def _rounded(units: int, places: int) -> int:
    step: int = POINT // 10**places
    return divided(units, step) * step
