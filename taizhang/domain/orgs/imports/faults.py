"""What is wrong in which cell of a file, and how far a reader may look."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext

from taizhang.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be imported, the heading of the cell that is wrong, and why."""

    row: int  # as the sheet counts, from 1
    column: str
    refusal: Refused

    def spoken(self) -> dict[str, object]:
        """The fault as it is kept and answered: {row, column, message}, in the reader's language."""
        return {"row": self.row, "column": self.column, "message": self.refusal.sentence(gettext)}


class Where(Protocol):
    """The part of the tree in which somebody may import, as access knows it."""

    def covers(self, path: str) -> bool:
        """Whether an organisation at a path lies within."""


class Everywhere:
    """The whole tree, for those who act for the system itself."""

    def covers(self, path: str) -> bool:
        """Always."""
        return True
