"""What is still possible, and the facts as they would be if it were done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring.facts import Facts


@dataclass(frozen=True, slots=True)
class Gain:
    """So many more of a measure, in the shortest period that counts it; `owed` where the whole grows by it as well."""

    measure: str
    period: Period
    met: int = 1
    owed: int = 0


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing that is still possible; `code` is how whoever asks finds it again, e.g. the duty's identifier."""

    code: str
    gains: tuple[Gain, ...]


def duty(code: str, institution: str, month: Period, *, on_time: bool = True, owed: int = 0) -> OpenItem:
    """An open duty of an institution, due in a month: what is gained by meeting it, in time or late.

    `owed` is 1 where the facts do not count it as owed yet.
    """
    gains = []
    for measure in (f"duty:{institution}", "duty:*"):
        gains.append(Gain(measure, month, 1, owed))
        if on_time or owed:
            gains.append(Gain(f"{measure}:on_time", month, int(on_time), owed))
    return OpenItem(code, tuple(gains))


class Gained:
    """The facts of an organisation with gains added: what a measure would be."""

    def __init__(self, facts: Facts, gains: Iterable[Gain]) -> None:
        self._facts = facts
        self._gains: dict[str, list[Gain]] = defaultdict(list)
        for gain in gains:
            self._gains[gain.measure].append(gain)

    def read(self, measure: str, period: Period) -> Measure | None:
        """As it stands, and what would come to it within the period."""
        stands = self._facts.read(measure, period)
        more = [gain for gain in self._gains.get(measure, ()) if period.contains(gain.period)]
        if not more:
            return stands
        before = stands or Measure(0, 0)
        return Measure(
            before.numerator + sum(gain.met for gain in more), before.denominator + sum(gain.owed for gain in more)
        )
