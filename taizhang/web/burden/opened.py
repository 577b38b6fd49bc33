"""When a form was opened and what it said by itself then: carried in it, signed, read when it is handed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any

from django.core.signing import BadSignature, dumps, loads

from taizhang.domain.burden.effort import worked

SALT = "taizhang.burden.opened"


@dataclass(frozen=True, slots=True)
class Opened:
    """The second at which a form was opened, and marks of what stood in it already."""

    at: float
    given: frozenset[str]

    def made(self, values: Mapping[str, Sequence[Any]]) -> tuple[int, int]:
        """Of what was sent: how much was made by hand, and how much stood there already."""
        marks = [_mark(name, value) for name, given in values.items() for value in given if str(value).strip()]
        kept = sum(mark in self.given for mark in marks)
        return len(marks) - kept, kept

    def seconds(self, inputs: int, now: float) -> int:
        """The seconds of work since, as they are counted."""
        return worked(now - self.at, inputs)


def stamp(values: Mapping[str, Iterable[Any]], now: float) -> str:
    """What the form carries along; nobody can write it himself."""
    given = [_mark(name, value) for name, held in values.items() for value in held if str(value).strip()]
    return dumps([int(now), given], salt=SALT, compress=True)


def read(text: str) -> Opened | None:
    """What a form carried along; None when it carried nothing, or something that is not ours."""
    try:
        at, given = loads(text, salt=SALT)
    except (BadSignature, ValueError):
        return None
    return Opened(float(at), frozenset(given))


def _mark(name: str, value: Any) -> str:
    text = str(value).replace("\r\n", "\n").strip()  # as browsers send it
    return blake2s(f"{name}\0{text}".encode(), digest_size=5).hexdigest()
