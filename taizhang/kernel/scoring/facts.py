"""What an evaluation reads: the measures of one organisation."""

from __future__ import annotations

from typing import Protocol

from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period


class Facts(Protocol):
    """The measures of one organisation."""

    def read(self, measure: str, period: Period) -> Measure | None:
        """So many of so many within a period; Measure(0, 0) where it does not apply, None where nobody knows yet."""
