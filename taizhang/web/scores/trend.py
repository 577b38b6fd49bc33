"""Marks month by month, as a line and as rows beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from taizhang.domain.orgs.models import Placement
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Scheme, evaluate
from taizhang.web.kit.filters import period as written
from taizhang.web.scores import reading, words

Trend = Sequence[tuple[Period, int | None]]


def months_of(place: Placement, found: reading.Opened, on: date) -> Trend:
    """The marks of an organisation in the months of the year so far: as they were closed, else by the facts at hand."""
    schemes = reading.months(found.period.year, on)
    closed = reading.marks_of(place.organization_id, list(schemes))
    return [
        (month, closed[month] if month in closed else _mark(place, found, scheme, month))
        for month, scheme in schemes.items()
    ]


def also_read(period: Period, on: date) -> frozenset[str]:
    """What a score has to be read with, so that its facts tell the months too."""
    return frozenset(
        measure for scheme in reading.months(period.year, on).values() if scheme for measure in scheme.measures
    )


def chart_of(trend: Trend, name: str = "") -> dict[str, Any]:
    """The marks of the months as a line, and as rows beside it; the mean of many where it has no other name."""
    marks = [None if units is None else round(units / 1_000_000, 2) for _month, units in trend]
    option = {
        "grid": {"left": 40, "right": 16, "top": 24, "bottom": 28},
        "xAxis": {"type": "category", "data": [written(month) for month, _units in trend]},
        "yAxis": {"type": "value", "min": 0, "max": 100},
        "series": [{"type": "line", "data": marks, "name": name or _("Mean of the marks")}],
        "tooltip": {"trigger": "axis"},
    }
    rows = [{"month": written(month), "mark": words.mark(units)} for month, units in trend]
    return {"option": option, "rows": rows}


def _mark(place: Placement, found: reading.Opened, scheme: Scheme | None, month: Period) -> int | None:
    tree = scheme.trees.get(place.category) if scheme else None
    return evaluate(tree, found.facts, month).units if tree else None
