"""What is wrong with an entry: every problem as the refusal it would be, so that a page can show them all at once."""

from collections.abc import Iterator

from taizhang.domain.audit.actor import Actor
from taizhang.domain.records.checking.outcome import outcome_problems
from taizhang.domain.records.checking.pictures import picture_problems
from taizhang.domain.records.checking.what import what_problems
from taizhang.domain.records.checking.when import when_problems
from taizhang.domain.records.checking.who import who_problems
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.known import Known
from taizhang.domain.records.lines import Roll
from taizhang.domain.records.turnout import Turnout
from taizhang.kernel.errors import Refused

__all__ = ["problems"]


def problems(entry: RecordEntry, known: Known, roll: Roll, turnout: Turnout, by: Actor) -> Iterator[Refused]:
    """Everything for which an entry would be refused, the most fundamental first."""
    found = [*when_problems(entry, known, by), *what_problems(entry, known)]
    yield from found
    if roll.lines or not found:
        yield from who_problems(entry, known, roll, turnout)
        yield from outcome_problems(entry, known, turnout)
        yield from picture_problems(entry, known, by)
