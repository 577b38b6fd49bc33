"""What is due or begins on some days: the duties of one organisation, or how many of many are met."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import ngettext

from taizhang.domain.access.roles import Permission
from taizhang.domain.audit import kept
from taizhang.domain.duties.models import Duty, DutyQuerySet, met
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.web.calendar.asked import Asked
from taizhang.web.calendar.lines import Line
from taizhang.web.duties import words
from taizhang.web.duties.words import Told
from taizhang.web.kit.page import within


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


def own(asked: Asked) -> list[tuple[date, Told]]:
    """The duties of one organisation due on the days, decisions too; one query."""
    return [(each.duty.due_on, each) for each in _told(asked, _narrowed(asked, _mine(asked).in_period(asked.span)))]


def beginning(asked: Asked) -> list[tuple[date, Any]]:
    """The duties of one organisation that begin on the days: how many, or each when only these are asked for."""
    rows = _mine(asked).filter(starts_on__gte=asked.span.first, starts_on__lte=asked.span.last)
    told = _told(asked, _narrowed(asked, rows))
    if asked.kind == "starts" or asked.each:
        return [(each.duty.starts_on, each) for each in told]
    counts = Counter(each.duty.starts_on for each in told)
    return [(day, _begin(asked, day, count)) for day, count in sorted(counts.items())]


def below(asked: Asked) -> list[tuple[date, Counted]]:
    """How the duties of an organisation and of those below it stand, by day and institution; one query."""
    on, column = asked.request.on, "starts_on" if asked.kind == "starts" else "due_on"
    rows = Duty.objects.filter(standard__isnull=False)
    rows = rows.filter(**{f"{column}__gte": asked.span.first, f"{column}__lte": asked.span.last})
    rows = _narrowed(asked, rows).owed(on).placed(min(on, asked.span.last))
    rows = within(asked.request, rows.under(asked.place.path), Permission.DUTIES_VIEW)
    late = Count("pk", filter=Q(grace_until__lt=on) & ~met(on))
    counted = rows.order_by().values_list(column, "institution")
    counted = counted.annotate(met=Count("pk", filter=met(on)), owed=Count("pk"), late=late)
    found = _counted(kept.listed(counted.order_by(column, "institution")), asked)
    return [(day, each) for day, each in found if asked.fits(each.state)]


def _mine(asked: Asked) -> DutyQuerySet:
    rows: DutyQuerySet = Duty.objects.filter(organization_id=asked.place.organization_id)
    return rows


def _narrowed(asked: Asked, rows: DutyQuerySet) -> DutyQuerySet:
    return rows.filter(institution=asked.institution) if asked.institution else rows


def _told(asked: Asked, rows: DutyQuerySet) -> list[Told]:
    """The rows told as of the day, those in a state that is asked for; one query."""
    request = asked.request
    found = rows.known(request.on).order_by("due_on", "institution", "id")
    told = (words.told(duty, asked.rules, request.on, request.lang) for duty in found)
    return [each for each in told if asked.fits(each.state)]


def _begin(asked: Asked, day: date, count: int) -> Line:
    name = ngettext("%(n)s duty begins", "%(n)s duties begin", count) % {"n": count}
    code = asked.place.organization.code
    return Line("starts", name, f"?organization={code}&view=day&kind=starts&day={day}", "ahead", "clock")


def _counted(counted: Iterable[Any], asked: Asked) -> Iterator[tuple[date, Counted]]:
    names = dict(words.institutions(asked.rules, asked.request.lang))
    for day, code, done, owed, late in counted:
        period = Period.containing(day, Kind.MONTH)
        url = f"/duties/?organization={asked.place.organization.code}&institution={code}&period={period}"
        yield day, Counted(code, names.get(code, code), Measure(done, owed), late, url)
