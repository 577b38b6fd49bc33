"""The duties of a year as months that are bits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Count, Q
from numpy.typing import NDArray

from taizhang.domain.assessments.facts.asked import Asked
from taizhang.domain.assessments.facts.copying import copied, month, placed, wide
from taizhang.domain.assessments.facts.planes import Layer, Masks
from taizhang.domain.duties.models import Duty, DutyQuerySet, met, met_in_time
from taizhang.kernel.periods import Period

_PARTS = ("due", "met", "on_time")
_WIDE = 8  # of a code of an institution


def duties(asked: Asked, keys: tuple[UUID, ...]) -> dict[str, tuple[Layer, ...]]:
    """The layers of each institution in the order of the organisations; one query.

    The same duties count as in domain/duties/measures.py: of standards, due within the year, not waived.
    """
    rows = _counted(asked)
    place = placed(rows, keys)
    rows, place = rows[place >= 0], place[place >= 0]
    codes, code = np.unique(rows["institution"], return_inverse=True)
    return {
        text.decode().rstrip(): _layers(rows[code == number], place[code == number], len(keys))
        for number, text in enumerate(codes.tolist())
    }


def duties_of(asked: Asked) -> DutyQuerySet:
    """The rows that are counted."""
    rows = Duty.objects.filter(standard__isnull=False).in_period(Period.of_year(asked.year)).owed(asked.on)
    if asked.live:
        rows = rows.filter(Q(due_on__lte=asked.on) | met(asked.on))
    return asked.within(rows)  # type: ignore[return-value]


def _counted(asked: Asked) -> NDArray[Any]:
    """How many are due, met and met in time, by organisation, institution and month."""
    groups = duties_of(asked).order_by().annotate(code=wide("institution", _WIDE), month=month("due_on"))
    counted = groups.values_list("organization_id", "code", "month").annotate(
        due=Count("pk"), met=Count("pk", filter=met(asked.on)), on_time=Count("pk", filter=met_in_time(asked.on))
    )
    return copied(counted, key="V16", institution=f"S{_WIDE}", month=">i2", due=">i8", met=">i8", on_time=">i8")


def _layers(rows: NDArray[Any], place: NDArray[np.intp], count: int) -> tuple[Layer, ...]:
    """One layer for each duty of the fullest month."""
    deepest = int(rows["due"].max(initial=0))
    return tuple(Layer(*(_bits(rows, place, part, layer, count) for part in _PARTS)) for layer in range(deepest))


def _bits(rows: NDArray[Any], place: NDArray[np.intp], part: str, layer: int, count: int) -> Masks:
    masks = np.zeros(count, np.uint16)
    has = rows[part] > layer
    np.bitwise_or.at(masks, place[has], np.left_shift(1, rows["month"][has] - 1).astype(np.uint16))
    return masks
