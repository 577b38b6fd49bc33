"""What is no duty: attendance, points, marks, votes; each in one grouped query."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Q, Sum
from django.db.models.functions import ExtractMonth

from taizhang.domain.assessments.facts.asked import Asked, Counts
from taizhang.domain.assessments.facts.measures import GRADES
from taizhang.domain.assessments.facts.planes import MONTHS, Counted
from taizhang.domain.assessments.models import Mark
from taizhang.domain.assessments.review_votes import Votes, review_votes
from taizhang.domain.duties.taking_back import end_of
from taizhang.domain.records.models import Activity
from taizhang.kernel.periods import Kind, Period

Found = dict[str, tuple[Counted, ...]]


def attendance(asked: Asked, counts: Counts) -> Found:
    """Present of those expected at the gatherings of each month that stand."""
    held = Activity.objects.standing().known_on(asked.on).in_period(Period.of_year(asked.year))
    grouped = asked.within(held).order_by().values_list("organization_id", ExtractMonth("held_on"))
    rows = grouped.annotate(came=Sum("present"), awaited=Sum("expected"))
    return {"attendance": (counts.of(Kind.MONTH, rows, known=True),)}


def marks(asked: Asked, counts: Counts) -> Found:
    """What persons marked and did not take back, as known by the end of the day."""
    end = end_of(asked.on)
    stood = Q(taken_back_at__isnull=True) | Q(taken_back_at__gte=end)
    given = asked.within(Mark.objects.filter(stood, at__lt=end, period__startswith=str(asked.year)))
    found: dict[tuple[str, Kind], list[tuple[UUID, int, int, int]]] = defaultdict(list)
    columns = ("measure", "period", "organization_id", "numerator", "denominator")
    for measure, code, key, numerator, denominator in given.order_by("at", "id").values_list(*columns):
        period = Period.parse(code)
        found[measure, period.kind].append((key, period.number, numerator, denominator))
    measures = sorted({measure for measure, _kind in found})
    return {
        measure: tuple(
            counts.of(kind, found[measure, kind], known=False) for kind in MONTHS if (measure, kind) in found
        )
        for measure in measures
    }


def votes(asked: Asked, counts: Counts) -> Found:
    """The votes of closed review meetings, by grade."""
    given = review_votes([asked.path], asked.year, asked.on)
    return {f"review:{grade}": (_votes(given, grade, counts),) for grade in GRADES} if given else {}


def _votes(given: dict[UUID, Votes], grade: str, counts: Counts) -> Counted:
    rows = [(key, 1, each.of(grade), each.cast) for key, each in given.items()]
    return counts.of(Kind.YEAR, rows, known=False)
