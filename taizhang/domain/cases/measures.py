"""Numbers about cases that everyone may read: by month and kind, never a word of anybody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils import timezone

from taizhang.domain.cases.models import Case
from taizhang.domain.cases.moves import CaseState
from taizhang.domain.cases.terms import CaseKind
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period


@dataclass(frozen=True, slots=True)
class CaseLine:
    """The cases of a kind filed in a month: how many, how many ended, and in time of those ended or overdue."""

    month: Period
    kind: CaseKind
    filed: int
    ended: int
    in_time: Measure
    median_days: float | None  # calendar days from filing to the answer


def summary(first: date, last: date, on: date) -> list[CaseLine]:
    """The cases that people filed from a day to a day, the newest month first; one query.

    Help offered for a red light is none of them: how many lights are red is for nobody to compare.
    """
    rows = (
        Case.objects.standing()
        .filter(month="", filed_at__date__gte=first, filed_at__date__lte=last)
        .defer("text", "value")
    )
    groups: defaultdict[tuple[Period, CaseKind], list[Case]] = defaultdict(list)
    for case in rows:
        month = Period.containing(timezone.localtime(case.filed_at).date(), Kind.MONTH)
        groups[month, CaseKind(case.kind)].append(case)
    order = list(CaseKind)
    keys = sorted(groups, key=lambda key: (-key[0].first.toordinal(), order.index(key[1])))
    return [_line(month, kind, groups[month, kind], on) for month, kind in keys]


def _line(month: Period, kind: CaseKind, cases: Iterable[Case], on: date) -> CaseLine:
    cases = list(cases)
    ended = [case for case in cases if case.state is not CaseState.OPEN]
    judged = len(ended) + sum(case.is_overdue(on) for case in cases)
    in_time = sum(case.in_time() for case in ended)
    days = [_days(case) for case in ended]
    return CaseLine(month, kind, len(cases), len(ended), Measure(in_time, judged), median(days) if days else None)


def _days(case: Case) -> int:
    ended = timezone.localtime(case.last_at).date()  # type: ignore[attr-defined]  # of a row got through standing()
    return (ended - timezone.localtime(case.filed_at).date()).days
