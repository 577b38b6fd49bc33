"""What the panels of closed review meetings said: the measures `review:good|fairly|fair|poor`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from taizhang.domain.assessments.models import ReviewGrade, ReviewReport, ReviewStage, VoteCount
from taizhang.domain.duties.taking_back import end_of

GRADES = (ReviewGrade.GOOD, ReviewGrade.FAIRLY, ReviewGrade.FAIR, ReviewGrade.POOR)
FEWEST = 3  # votes below which counts would tell who voted what; below it they are unknown


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes on one organisation; abstentions are none."""

    good: int = 0
    fairly: int = 0
    fair: int = 0
    poor: int = 0

    @property
    def cast(self) -> int:
        """All of them."""
        return self.good + self.fairly + self.fair + self.poor

    @property
    def enough(self) -> bool:
        """Whether there are so many that none of them can be told apart."""
        return self.cast >= FEWEST

    def of(self, grade: str) -> int:
        """How many said so."""
        return int(getattr(self, ReviewGrade(grade).value))

    @property
    def middle(self) -> ReviewGrade | None:
        """The grade that at least half of the votes give or surpass: one bad day of one voter moves nothing."""
        reached = 0
        for grade in GRADES if self.enough else ():
            reached += self.of(grade)
            if 2 * reached >= self.cast:
                return grade
        return None


def votes_of(count: VoteCount | None) -> Votes:
    """The votes of a row; none at all where there is no row."""
    return Votes() if count is None else Votes(count.good, count.fairly, count.fair, count.poor)


def review_votes(paths: Iterable[str], year: int, on: date) -> dict[UUID, Votes]:
    """The votes of a year on the organisations at or below some paths, known by the end of a day; one query.

    An organisation is unknown, and not among them, before its meeting is closed and when too few voted on it.
    """
    reach = [Q(org_path__startswith=path) for path in paths]
    if not reach:
        return {}
    closed = ReviewReport.objects.filter(meeting__year=year, meeting__stage=ReviewStage.CLOSED)
    known = closed.filter(meeting__closed_at__lt=end_of(on)).placed(on).filter(reduce(or_, reach))
    found: dict[UUID, Votes] = {}
    columns = [f"votes__{grade.value}" for grade in GRADES]
    for key, *counts in known.order_by("meeting__closed_at").values_list("organization_id", *columns):
        votes = Votes(*counts)
        if votes.enough:
            found[key] = votes  # of two meetings the later
    return found
