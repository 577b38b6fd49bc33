"""What a notice is about, as a value: these rooms are told of from above and never imported."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class About:
    """A noun by its kind, its identifier and its name as people know it."""

    kind: str
    id: UUID | None
    label: str
