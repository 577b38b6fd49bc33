"""Measure: a numerator and a denominator that add up the tree; Light: the colour of what is unfinished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.words import say


@dataclass(frozen=True)
class Measure:
    """So many of so many. Measures of several organisations add; nothing is ever clamped at the whole."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if self.numerator < 0 or self.denominator < 0:
            raise Refused(
                _("{numerator} of {denominator} cannot be measured: a count is never negative."),
                _("Check the records behind it."),
                code="measures.negative",
                numerator=self.numerator,
                denominator=self.denominator,
            )

    def __add__(self, other: Measure) -> Measure:
        return Measure(self.numerator + other.numerator, self.denominator + other.denominator)

    @property
    def rate(self) -> Fraction | None:
        """The exact part of the whole; None when there is no whole: unknown is not zero."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def over(self) -> bool:
        """An alarm: more was done than was owed, so one of the two was counted wrongly."""
        return self.numerator > self.denominator

    def percent(self, lang: str, places: int = 1) -> str:
        """The rate in per cent, halves rounded up, though never up to 100 % before it is whole; 不适用 when unknown."""
        if not self.denominator:
            return say(lang, zh="不适用", en="not applicable")
        scale = 10**places
        tenths = (200 * scale * self.numerator + self.denominator) // (2 * self.denominator)
        if self.numerator < self.denominator:
            tenths = min(tenths, 100 * scale - 1)
        whole, rest = divmod(tenths, scale)
        return f"{whole}.{rest:0{places}d}%" if places else f"{whole}%"

    def words(self, lang: str) -> str:
        """The measure with what it is made of: "17/20（85.0%）"."""
        if not self.denominator:
            return self.percent(lang)
        parts = f"{self.numerator}/{self.denominator}"
        return say(lang, zh=f"{parts}（{self.percent(lang)}）", en=f"{parts} ({self.percent(lang)})")


def weighted(parts: Iterable[tuple[int, Measure | None]]) -> Fraction | None:
    """The mark out of 100 of weighted measures: Σ(w·rate) / Σ(w of the applicable) × 100; None when none applies.

    What does not apply (None, or nothing owed) leaves the denominator, so a small branch is not punished for duties
    it does not have.
    """
    total, weights = Fraction(0), 0
    for weight, measure in parts:
        if weight < 0:
            raise Refused(
                _("A weight cannot be negative: {weight}."),
                _("Give nought or more."),
                code="measures.weight",
                weight=weight,
            )
        rate = None if measure is None else measure.rate
        if rate is not None:
            total += weight * rate
            weights += weight
    return total / weights * 100 if weights else None


class Light(StrEnum):
    """The colour of what is unfinished; expressly not an assessment result (祁门县 2025-04 三色管理)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    def words(self, lang: str) -> str:
        """The colour as a word, for colour never speaks alone."""
        zh = {Light.GREEN: "绿灯", Light.YELLOW: "黄灯", Light.RED: "红灯"}[self]
        return say(lang, zh=zh, en=self.value.capitalize())


def light(unfinished: int, thresholds: tuple[int, int] = (2, 6)) -> Light:
    """Green up to the first threshold, yellow up to the second, red above it."""
    most_green, most_yellow = thresholds
    if not 0 <= most_green <= most_yellow or unfinished < 0:
        raise Refused(
            _("No light can be given for {unfinished} unfinished with the thresholds {thresholds}."),
            _("Give two thresholds, nought or more and rising, and a count that is not negative."),
            code="measures.light",
            unfinished=unfinished,
            thresholds=thresholds,
        )
    if unfinished <= most_green:
        return Light.GREEN
    return Light.YELLOW if unfinished <= most_yellow else Light.RED
