"""What circulars cost and how many there are: read before one is sent, and by the meter of burden."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from taizhang.domain.notices.models import Addressee, Circular
from taizhang.domain.notices.models.circular import Weight
from taizhang.kernel import prose
from taizhang.kernel.periods import Period

LIMITS = {Weight.SINGLE: 4000, Weight.OVERALL: 5000}  # characters; rules on relieving the grassroots (2024)
TAKE_BACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading a circular takes from those below."""

    organizations: int
    people: int
    minutes_each: int

    @property
    def minutes(self) -> int:
        """All of them together."""
        return self.people * self.minutes_each


def cost(text: str, reached: dict[UUID, list[UUID]]) -> Cost:
    """The cost of a text for whom it reaches; whoever holds two posts reads it once."""
    people = {person for each in reached.values() for person in each}
    return Cost(len(reached), len(people), prose.minutes(text))


def issued(organization_id: UUID, moment: datetime) -> tuple[int, int]:
    """How many circulars an organisation issued this year so far, and by the same day of last year."""
    rows = Circular.objects.filter(organization_id=organization_id)
    same_day = moment.replace(year=moment.year - 1, day=min(moment.day, 28) if moment.month == 2 else moment.day)
    this_year = rows.in_year(moment.year, moment).count()
    return this_year, rows.in_year(same_day.year, same_day).count()


def sent_per_organization(period: Period) -> dict[UUID, int]:
    """How many circulars reached each organisation in a period; those taken back unread never did."""
    rows = Addressee.objects.filter(
        circular__sent_at__date__gte=period.first, circular__sent_at__date__lte=period.last
    ).values_list("organization_id")
    return dict(rows.annotate(count=Count("pk")).order_by())
