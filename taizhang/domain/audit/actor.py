"""Who acts, when, and through which door: the last argument of every action."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.utils import timezone


class Channel(StrEnum):
    """The door through which an act came."""

    WEB = "web"
    API = "api"
    COMMAND = "command"
    SEED = "seed"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the system, when person_id is None) acting at a moment."""

    name: str
    at: datetime
    person_id: UUID | None = None
    channel: Channel = Channel.WEB
    key: str = ""  # the name of the key through which a program acts for the person

    @property
    def on(self) -> date:
        """The local day of the act."""
        return timezone.localtime(self.at).date()

    def later(self, at: datetime) -> "Actor":
        """The same actor at another moment."""
        return replace(self, at=at)


def system(at: datetime, channel: Channel = Channel.COMMAND) -> Actor:
    """The system itself, for acts that no person starts."""
    return Actor(name="system", at=at, channel=channel)
