"""The duties of a year as months that are bits."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import BigIntegerField, BooleanField, ExpressionWrapper, F, Func, IntegerField, Q, Value
from numpy.typing import NDArray

from taizhang.domain.assessments.facts.asked import Asked
from taizhang.domain.assessments.facts.copying import copied, numbered, placed, wide
from taizhang.domain.assessments.facts.planes import Layer, Masks
from taizhang.domain.duties.models import Duty, DutyQuerySet, met, met_in_time
from taizhang.kernel.periods import Period

_PARTS = ("due", "met", "on_time")
_WIDE = 8  # of a code of an institution
_HALVES = (1, 7)  # a sum holds six months, eight bits each: nobody owes an institution 256 times a month
Tally = dict[str, NDArray[np.uint8]]  # how many are due, met and met in time, by organisations × months


def duties(asked: Asked, keys: tuple[UUID, ...]) -> dict[str, tuple[Layer, ...]]:
    """The layers of each institution in the order of the organisations; one query.

    The same duties count as in domain/duties/measures.py: of standards, due within the year, not waived.
    """
    rows = _counted(asked)
    place = placed(rows, keys)
    rows, place = rows[place >= 0], place[place >= 0]
    codes, code = numbered(rows["institution"])
    return {
        institution: _layers(rows[code == number], place[code == number], len(keys))
        for number, institution in enumerate(codes)
    }


def duties_of(asked: Asked) -> DutyQuerySet:
    """The rows that are counted."""
    rows = Duty.objects.filter(standard__isnull=False).in_period(Period.of_year(asked.year)).owed(asked.on)
    if asked.live:
        rows = rows.filter(Q(due_on__lte=asked.on) | met(asked.on))
    return asked.within(rows)  # type: ignore[return-value]


def _counted(asked: Asked) -> NDArray[Any]:
    """One row an organisation and institution: how many of each month are due, met, met in time."""
    listed = (
        duties_of(asked)
        .order_by()
        .annotate(
            code=wide("institution", _WIDE),
            once=_once(asked.year),
            early=_truth(Q(due_on__lt=date(asked.year, 7, 1))),
            is_met=_truth(met(asked.on)),
            in_time=_truth(met_in_time(asked.on)),
        )
    )
    rows = listed.values_list("organization_id", "code", "once", "early", "is_met", "in_time")
    forms = dict.fromkeys((f"{part}_{half}" for part in _PARTS for half in _HALVES), ">i8")
    return copied(rows, within=_TALLIED, key="V16", institution=f"S{_WIDE}", **forms)


# Each duty's state is found once, in the inner query, though it counts in several sums: OFFSET 0 keeps it there.
_TALLIED = """
SELECT key, code,
       coalesce(sum(once) FILTER (WHERE early), 0)::bigint, coalesce(sum(once) FILTER (WHERE NOT early), 0)::bigint,
       coalesce(sum(once) FILTER (WHERE early AND met), 0)::bigint,
       coalesce(sum(once) FILTER (WHERE NOT early AND met), 0)::bigint,
       coalesce(sum(once) FILTER (WHERE early AND on_time), 0)::bigint,
       coalesce(sum(once) FILTER (WHERE NOT early AND on_time), 0)::bigint
  FROM ({} OFFSET 0) AS duty(key, code, once, early, met, on_time) GROUP BY key, code"""


def _once(year: int) -> Any:
    """What one duty adds to the sum of its half-year: one, at the place of its month."""
    firsts = Value([date(year, month, 1) for month in range(2, 13)])
    month: Any = Func(F("due_on"), firsts, function="width_bucket", output_field=IntegerField())  # from nought
    return Func(month, template="(1::bigint << (8 * mod(%(expressions)s, 6)))", output_field=BigIntegerField())


def _truth(condition: Q) -> Any:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _layers(rows: NDArray[Any], place: NDArray[np.intp], count: int) -> tuple[Layer, ...]:
    """One layer for each duty of the fullest month."""
    tally: Tally = {part: np.zeros((count, 12), np.uint8) for part in _PARTS}
    for part, counts in tally.items():
        for half in _HALVES:
            sums = rows[f"{part}_{half}"].astype("<u8")
            counts[place, half - 1 : half + 5] = sums.view(np.uint8).reshape(len(sums), 8)[:, :6]
    deepest = int(tally["due"].max(initial=0))
    return tuple(Layer(*(_bits(tally[part] > layer) for part in _PARTS)) for layer in range(deepest))


def _bits(months: NDArray[np.bool_]) -> Masks:
    """Organisations × months as one number an organisation."""
    masks: Masks = (months << np.arange(12, dtype=np.uint16)).sum(axis=1, dtype=np.uint16)
    return masks
