"""A small chart above a list: the same rows, counted by what one asks first, each bar the address of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Bar(NamedTuple):
    """One bar: what it counts, how many, and where they are listed."""

    label: str
    number: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A title and its bars; drawn when there is something to compare."""

    title: str
    bars: Sequence[Bar]

    @property
    def total(self) -> int:
        """Everything counted together."""
        return sum(bar.number for bar in self.bars)

    @property
    def largest(self) -> int:
        """The longest bar."""
        return max((bar.number for bar in self.bars), default=0)

    def __bool__(self) -> bool:
        return self.total > 0
