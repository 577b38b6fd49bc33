"""Effort: the minutes and inputs that a cause gives an organisation in a month, summed up; nobody is named in it.

It is measured from use and only ever added up: no person, no hour of day, no single sitting is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from taizhang.kernel.ids import uuid7

RECORDS = "records"
FORM = "form:"  # and the identifier of the form
A_FIELD, A_SITTING = 120, 1800  # seconds: whoever was away meanwhile did not work

_ADD = """
INSERT INTO burden_effort (id, organization_id, month, source, times, inputs, filled, seconds)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (organization_id, month, source) DO UPDATE SET
  times = burden_effort.times + EXCLUDED.times, inputs = burden_effort.inputs + EXCLUDED.inputs,
  filled = burden_effort.filled + EXCLUDED.filled, seconds = burden_effort.seconds + EXCLUDED.seconds
"""


@dataclass(frozen=True, slots=True)
class Work:
    """What something handed in took: inputs made by hand, inputs the system filled, and seconds."""

    organization_id: UUID
    source: str
    inputs: int
    seconds: int
    on: date
    filled: int = 0
    times: int = 1


def worked(elapsed: float, inputs: int) -> int:
    """The seconds of work in a time that passed: at most two minutes an input, and half an hour in all."""
    return max(0, min(int(elapsed), A_FIELD * max(inputs, 1), A_SITTING))


def spent(*, organization_id: UUID, source: str, inputs: int, seconds: int, on: date, filled: int = 0) -> None:
    """Add what was handed in to the organisation's month.

    This leaves no note: the trail would name who worked how long, which nobody measures.
    """
    spent_many([Work(organization_id, source, inputs, seconds, on, filled)])


def spent_many(works: Iterable[Work]) -> None:
    """The same for many, summed by organisation, month and cause beforehand."""
    summed: dict[tuple[UUID, date, str], list[int]] = {}
    for work in works:
        total = summed.setdefault((work.organization_id, work.on.replace(day=1), work.source), [0, 0, 0, 0])
        for place, more in enumerate((work.times, work.inputs, work.filled, work.seconds)):
            total[place] += max(0, more)
    if summed:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, [(uuid7(), *key, *total) for key, total in sorted(summed.items(), key=_order)])


def _order(pair: tuple[tuple[UUID, date, str], list[int]]) -> tuple[str, date, str]:
    """Always the same order, so that two who add at once never wait for each other in a circle."""
    (organization_id, month, source), _total = pair
    return str(organization_id), month, source
