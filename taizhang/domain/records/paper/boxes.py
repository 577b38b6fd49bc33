"""What stands in the boxes of a filled sheet: names, days, times, numbers, ticks; what is unreadable is put aside."""

import re
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from uuid import UUID

from taizhang.domain.orgs.imports.cells import written_day
from taizhang.domain.records.lines import Roll
from taizhang.domain.records.paper import faults, reasons
from taizhang.domain.records.paper.blanks import labels
from taizhang.domain.records.paper.reading import Filled
from taizhang.kernel.errors import Refused

CLOCK = re.compile(r"(\d{1,2})[:：时点.](?:(\d{1,2})分?)?")
MOST_DIGITS = 6


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a box; without a key, with the sheet as a whole."""

    key: str
    refusal: Refused


@dataclass
class Boxes:
    """The boxes of one sheet, read with the roll of its day."""

    filled: Filled
    roll: Roll
    wrong: list[Wrong] = field(default_factory=list)

    @cached_property
    def labels(self) -> dict[UUID, str]:
        """The roll by names that no other line has."""
        return labels(self.roll)

    def text(self, key: str) -> str:
        """What stands in a box."""
        return self.filled.boxes.get(key, "").strip()

    def some(self, row: str, *names: str) -> bool:
        """Whether anything stands in some boxes of a row."""
        return any(self.text(f"{row}.{name}") for name in names)

    def person(self, key: str) -> UUID | None:
        """Somebody of the roll by name."""
        name = self.text(key)
        if not name:
            return None
        named = [line.person_id for line in self.roll if name in (self.labels[line.person_id], line.name)]
        if len(named) != 1:
            self.refuse(key, faults.ambiguous(name) if named else faults.unknown_person(name))
            return None
        return named[0]

    def ticked(self, key: str) -> bool:
        """Whether a box is ticked; what cannot be read is told, and counts as ticked so that nothing else is blamed."""
        said = reasons.ticked(self.text(key))
        if said is None:
            self.refuse(key, faults.no_tick(self.text(key)))
        return said is not False

    def clock(self, key: str) -> time | None:
        """A time of day."""
        text = self.text(key)
        found = CLOCK.fullmatch(text)
        hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hours < 24 and minutes < 60:
            return time(hours, minutes)
        if text:
            self.refuse(key, faults.no_time(text))
        return None

    def day(self, key: str) -> date | None:
        """A day."""
        text = self.text(key)
        try:
            return written_day(text) if text else None
        except Refused as refusal:
            self.refuse(key, refusal)
            return None

    def number(self, key: str) -> int:
        """How many votes; nothing is none."""
        text = self.text(key)
        if text and not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            self.refuse(key, faults.no_number(text))
            return 0
        return int(text or 0)

    def refuse(self, key: str, refusal: Refused) -> None:
        """Keep aside what is wrong with a box."""
        self.wrong.append(Wrong(key, refusal))
