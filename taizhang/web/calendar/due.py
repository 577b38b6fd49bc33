"""What is due on the days of a month: the duties of one organisation, or how many of many are met."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.models import Duty, DutyQuerySet, met
from taizhang.domain.duties.packs import PackRules
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period
from taizhang.web.duties import words
from taizhang.web.duties.words import Told
from taizhang.web.kit.page import PageRequest, within


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of the duties of one institution that are due on a day are met, and how many are overdue."""

    code: str
    name: str
    measure: Measure
    overdue: int
    url: str

    @property
    def state(self) -> str:
        """The state in which a cell of the calendar draws it."""
        if self.measure.numerator == self.measure.denominator:
            return "done"
        return "overdue" if self.overdue else "open"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose duties of which month, of an institution, in a state; empty is all."""

    request: PageRequest
    place: Placement
    month: Period
    rules: PackRules | None
    institution: str = ""
    state: str = ""

    def fits(self, state: str) -> bool:
        """Whether a state is asked for; what is due soon or not begun is still to do."""
        return not self.state or state == self.state or (self.state == "open" and state in ("soon", "ahead"))

    def narrowed(self, rows: DutyQuerySet) -> DutyQuerySet:
        """The rows due in the month, of the institution."""
        due = rows.in_period(self.month)
        return due.filter(institution=self.institution) if self.institution else due


def own(asked: Asked) -> list[tuple[date, Told]]:
    """The duties of one organisation due in a month, decisions too; one query."""
    rows = asked.narrowed(Duty.objects.filter(organization_id=asked.place.organization_id)).known()
    request = asked.request
    found = (
        words.told(duty, asked.rules, request.on, request.lang) for duty in rows.order_by("due_on", "institution", "id")
    )
    return [(each.duty.due_on, each) for each in found if asked.fits(each.state)]


def below(asked: Asked) -> list[tuple[date, Counted]]:
    """How the duties of an organisation and of those below it stand, by day and institution; one query."""
    on = asked.request.on
    rows = asked.narrowed(Duty.objects.filter(standard__isnull=False)).owed(on).placed(min(on, asked.month.last))
    rows = within(asked.request, rows.under(asked.place.path), Permission.DUTIES_VIEW)
    late = Count("pk", filter=Q(grace_until__lt=on) & ~met(on))
    counted = rows.order_by().values_list("due_on", "institution")
    counted = counted.annotate(met=Count("pk", filter=met(on)), owed=Count("pk"), late=late)
    found = _counted(counted.order_by("due_on", "institution"), asked)
    return [(day, each) for day, each in found if asked.fits(each.state)]


def _counted(counted: Iterable[Any], asked: Asked) -> Iterator[tuple[date, Counted]]:
    names = dict(words.institutions(asked.rules, asked.request.lang))
    for day, code, done, owed, late in counted:
        url = f"/duties/?organization={asked.place.organization.code}&institution={code}&period={asked.month}"
        yield day, Counted(code, names.get(code, code), Measure(done, owed), late, url)
