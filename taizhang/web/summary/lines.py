"""One line of a summary: a number, of how many, and the address of the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from taizhang.kernel.measures import Measure
from taizhang.web.kit.table import Column, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of a part of the summary; `of` is what it is compared with, `opens` where its rows stand."""

    what: str
    number: int
    of: int | None = None
    opens: str = ""
    part: str = ""

    @property
    def rate(self) -> float | None:
        """The share, where the number is one of so many."""
        share = None if self.of is None else Measure(self.number, self.of).rate
        return None if share is None else float(share)


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together, under a heading."""

    name: str
    lines: Sequence[Line]


TABLE = Table(
    (
        Column("part", pgettext_lazy("summary", "Part")),
        Column("what", pgettext_lazy("summary", "What"), width="wide"),
        Column("number", pgettext_lazy("summary", "Number"), align="end"),
        Column("of", pgettext_lazy("summary", "Of"), align="end"),
        Column("rate", pgettext_lazy("summary", "Share"), align="end", kind="percent"),
    ),
    order=(),
    head="what",
)
