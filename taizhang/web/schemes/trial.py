"""What a draft would change, over which period: the running one, or a past one to test it on."""

from dataclasses import dataclass
from dataclasses import replace as _replaced
from datetime import date
from time import perf_counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import SchemeVersion
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import Scheme
from taizhang.web.kit.page import PageRequest
from taizhang.web.schemes.reading import ORGANIZATIONS, SchemeFile, planes, scheme_of
from taizhang.web.schemes.what_if import WhatIf

PAST = {Kind.MONTH: 12, Kind.QUARTER: 8, Kind.YEAR: 2}  # periods offered to test it on


@dataclass(frozen=True, slots=True)
class Effect:
    """What a draft would change in a period, and how long it took to find out."""

    found: WhatIf
    chart: dict[str, Any]
    rows: list[dict[str, Any]]
    milliseconds: int

    @property
    def better(self) -> int:
        """How many come to a better grade."""
        return sum(self.found.direction(one) > 0 for one in self.found.changed)

    @property
    def worse(self) -> int:
        """How many come to a worse grade."""
        return sum(self.found.direction(one) < 0 for one in self.found.changed)


def effect(
    request: PageRequest, scheme: SchemeFile, base: SchemeVersion | None, period: Period | None = None
) -> Effect | None:
    """Everybody within reach, today and by the draft; None for a scheme that judges members."""
    if scheme.judges != ORGANIZATIONS:
        return None
    start = perf_counter()
    found = what_if(request, scheme.scheme, base, period or running(scheme.period, request.today))
    counts = found.grades(request.lang, _("no grade"))
    took = round((perf_counter() - start) * 1000)
    rows = [{"grade": one.name, "before": one.before, "after": one.after} for one in counts]
    return Effect(found, grades_chart(rows), rows, took)


def what_if(request: PageRequest, scheme: Scheme, base: SchemeVersion | None, period: Period) -> WhatIf:
    """Both schemes over the same facts."""
    before = scheme_of(base).scheme if base else _replaced(scheme, trees={})
    scope = policy.scope(request.account, Permission.SCORES_VIEW, on=request.today)
    read = tuple(sorted(before.measures | scheme.measures))
    today = request.today
    facts = planes(period.year, today, period.contains(today), min(period.last, today), read)
    return WhatIf(facts, before, scheme, period, None if scope.everything else scope.covers)


def running(kind: Kind, today: date) -> Period:
    """The period that runs."""
    return Period.containing(today, kind)


def periods(kind: Kind, today: date, lang: str, chosen: Period | None) -> list[tuple[str, str]]:
    """The running period, which is meant where none is chosen, and those before, to test it on."""
    found = [running(kind, today)]
    while len(found) <= PAST[kind]:
        found.append(found[-1].previous)
    first = found[0]
    rest = [(str(each), each.words(lang)) for each in found if each in (*found[1:], chosen)]
    return [("", first.words(lang)), *rest]


def grades_chart(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """How many have each grade, before and after side by side."""
    return _sides([row["grade"] for row in rows], [row["before"] for row in rows], [row["after"] for row in rows])


def marks_chart(found: WhatIf) -> dict[str, Any]:
    """How the marks spread, in steps of five points."""
    labels = [str(one.least) for one in found.marks]
    return _sides(labels, [one.before for one in found.marks], [one.after for one in found.marks])


def _sides(labels: list[str], before: list[int], after: list[int]) -> dict[str, Any]:
    return {
        "legend": {"top": 0},
        "grid": {"left": 8, "right": 8, "top": 36, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": labels},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            {"name": pgettext("scheme", "Today"), "type": "bar", "data": before},
            {"name": _("By the draft"), "type": "bar", "data": after, "itemStyle": {"color": "@amber-fill"}},
        ],
    }
