"""How far visits to one organisation lie apart: what stands too close to a day, and the next day that is free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from taizhang.domain.duties.packfile.nouns import VisitRule
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.inspections.models import Visit
from taizhang.kernel.periods import add_months

FAR = 25  # months; no rule asks for more than 24
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Crowd:
    """What stands too close to a day on which an organisation should be visited."""

    day: date
    rule: VisitRule | None
    close: tuple[Visit, ...]
    free_on: date  # the day itself when nothing stands too close, else the next one that is free

    @property
    def months(self) -> int:
        """How many months two visits lie apart at least; nought when no pack says so."""
        return self.rule.apart_months if self.rule else 0


def crowd(organization_id: UUID, day: date, *, leaving: UUID | None = None) -> Crowd:
    """What stands too close to a day by the pack of that day, each with the name of its office; two queries."""
    pack = find_pack(day)
    rule = pack.visits if pack else None
    months = rule.apart_months if rule else 0
    visits = around(organization_id, day, leaving)
    close = tuple(each for each in visits if too_close(each.visits_on, day, months))
    return Crowd(day, rule, close, free_day((each.visits_on for each in visits), day, months))


def around(organization_id: UUID, day: date, leaving: UUID | None) -> Sequence[Visit]:
    """The visits that stand, from two years before a day on, with the name their office had; one query."""
    rows = Visit.objects.standing().filter(organization_id=organization_id, visits_on__gt=add_months(day, -FAR))
    rows = rows.select_related("plan", "plan__organization").order_by("visits_on", "id")
    return [each for each in rows if each.pk != leaving]


def too_close(one: date, other: date, months: int) -> bool:
    """Whether less than so many months lie between two days; the same day is always too close."""
    first, last = sorted((one, other))
    return first == last or last < add_months(first, months)


def free_day(taken: Iterable[date], day: date, months: int) -> date:
    """The first day, from a day on, that lies far enough from every day that is taken."""
    found = day
    for each in sorted(taken):
        if too_close(each, found, months):
            found = max(add_months(each, months), each + ONE_DAY)
    return found
