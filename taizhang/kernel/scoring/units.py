"""Marks are whole numbers of millionths of a point, so that every engine comes to the same digit.

Where a mark must be divided it is rounded once, halves up; the roundings are part of the definition of a scheme.
"""

from __future__ import annotations

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
