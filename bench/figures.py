"""What a benchmark says: a number, and what it promises."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """A measured number; `at_most` or `at_least` is what is promised of it, if anything."""

    what: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def missed(self) -> bool:
        """Whether it promises more than was measured."""
        over = self.at_most is not None and self.value > self.at_most
        return over or (self.at_least is not None and self.value < self.at_least)

    def values(self) -> dict[str, object]:
        """As plain values, the verdict with them."""
        return {**asdict(self), "value": round(self.value, 3), "missed": self.missed}

    def __str__(self) -> str:
        promised = "" if self.at_most is None else f"≤ {self.at_most:g}"
        promised += "" if self.at_least is None else f"≥ {self.at_least:g}"
        verdict = f"  {promised} {self.unit}: {'MISSED' if self.missed else 'kept'}" if promised else ""
        return f"   {self.what:<58} {self.value:>9.2f} {self.unit:<6}{verdict}{f'  ({self.note})' if self.note else ''}"
