"""Sorting organisations by what is counted for them; by completion only where a recorded basis allows ranking."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Field, FloatField, Func, IntegerField, JSONField, QuerySet, Value
from django.db.models.functions import Cast

from taizhang.domain.policies.queries import is_on
from taizhang.domain.policies.switches import Switch
from taizhang.web.kit.page import PageRequest
from taizhang.web.orgs.rollup import RollUp


def ranking(request: PageRequest) -> bool:
    """Whether organisations may be compared by completion today (2026 Measures, Art. 2: none by default)."""
    return is_on(Switch.RANKING, on=request.today)


def with_counts(rows: QuerySet[Any], figures: RollUp, sort: str) -> QuerySet[Any]:
    """The placements with what the list is sorted by: figures already read, looked up by path within the query."""
    word = sort.removeprefix("-")
    if word == "members":
        rows = rows.annotate(member_count=_looked_up(figures.member_counts, IntegerField()))
    elif word == "completion":
        rows = rows.annotate(share=_looked_up(figures.shares, FloatField()))
    return rows


def _looked_up(values: Mapping[str, float], kind: Field[Any, Any]) -> Cast:
    """A value by the path of a row; unknown without one."""
    known = Value(dict(values), output_field=JSONField())
    return Cast(Func(known, F("path"), function="jsonb_extract_path_text"), kind)
