"""What every channel is: something that takes a message and says whether it arrived."""

import re
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person. The identifier stays the same however often it is tried: a receiver knows it again."""

    id: UUID
    to: str
    subject: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Whether a message was taken, else why not; `away` when the other side could not be reached at all."""

    sent: bool
    reason: str = ""
    away: bool = False

    @classmethod
    def refused(cls, reason: object, *, away: bool = False) -> "Receipt":
        """A failure in words that hold nobody's address."""
        return cls(False, _ADDRESS.sub("…@…", " ".join(str(reason).split()))[:LONGEST], away)


class Connects(Protocol):
    """A channel."""

    def send(self, message: Message) -> Receipt:
        """Hand a message over; never raises for what the other side does."""
        ...
