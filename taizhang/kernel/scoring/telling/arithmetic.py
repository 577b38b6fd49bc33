"""Sums as they stand on a board: printed numbers, and an honest sign between the two sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from taizhang.kernel.scoring.units import POINT, divided, shown
from taizhang.kernel.words import say

MOST_TERMS = 6  # of a sum that is read at a glance; beyond it equal marks stand together


def parted(terms: str, divisor: str, lang: str) -> str:
    """A sum in brackets and what it is divided by."""
    return say(lang, zh=f"（{terms}）÷ {divisor}", en=f"({terms}) ÷ {divisor}")


def quoted(names: Sequence[str], lang: str) -> str:
    """Names in the quotation marks of both languages: “党课”、“主题党日”."""
    return say(lang, zh="、", en=", ").join(f"“{name}”" for name in names)


def average(units: int, parts: Sequence[tuple[int, int]], lang: str, what: str = "") -> str:
    """A weighted mean with its parts, weight and mark: "92.40 = 30% × 88.00 + 70% × 94.29"; `what` follows the divisor.

    Where the weights do not come to 100 the divisor is written out. More than a few parts are put together by mark;
    those of a mean over time, which has `what`, stay in their order unless that makes them few.
    """
    whole = sum(weight for weight, _mark in parts)
    exact = sum((weight * as_printed(mark) for weight, mark in parts), Fraction(0)) / whole
    sign = equals(units, exact)
    if whole == 100 and len(parts) <= MOST_TERMS and not what:
        return f"{shown(units)} {sign} " + " + ".join(f"{weight}% × {shown(mark)}" for weight, mark in parts)
    return f"{shown(units)} {sign} {parted(' + '.join(_terms(parts, in_order=bool(what))), f'{whole}{what}', lang)}"


def equals(units: int, exact: Fraction) -> str:
    """ "=" when the printed numbers come to the printed mark, "≈" when they only nearly do, having been rounded."""
    hundredths = exact * 100
    return "=" if shown(units) == shown(divided(hundredths.numerator, hundredths.denominator) * POINT // 100) else "≈"


def as_printed(units: int) -> Fraction:
    """The number that stands on the paper, rounded to hundredths."""
    return Fraction(divided(units * 100, POINT), 100)


def _terms(parts: Sequence[tuple[int, int]], *, in_order: bool) -> list[str]:
    few = len({mark for _weight, mark in parts}) <= MOST_TERMS
    if len(parts) > MOST_TERMS and (few or not in_order):
        together: Counter[int] = Counter()
        for weight, mark in parts:
            together[mark] += weight
        parts = [(weight, mark) for mark, weight in sorted(together.items(), reverse=True)]
    return [shown(mark) if weight == 1 else f"{weight} × {shown(mark)}" for weight, mark in parts]
