"""The official calendar by years: holidays, make-up working days, what changed, and which years are published."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.actions.redate import load_workdays
from taizhang.domain.orgs.actions.workdays import AHEAD, FIRST
from taizhang.domain.orgs.calendar import published
from taizhang.domain.orgs.models import CalendarChange, CalendarDay
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page

SET = Permission.CALENDAR_SET
LATEST = 20  # changes shown
MOST_YEARS = 30


@dataclass(frozen=True, slots=True)
class Year:
    """How many days of a year stand in the table, and whether this version knows what was published for it."""

    year: int
    days: int
    published: bool

    @property
    def state(self) -> str:
        """entered, known (and not entered yet), or unpublished."""
        return "entered" if self.days else "known" if self.published else "unpublished"


@page(Permission.DUTIES_VIEW)
def workdays(request: PageRequest) -> HttpResponse:
    """The days of a year on which the official calendar differs from the week."""
    year = _year(request.GET.get("year", ""), request.on)
    context: dict[str, Any] = {
        "year": year,
        "days": list(CalendarDay.objects.filter(day__year=year)),
        "years": _years(request.on.year),
        "changes": [_told(each) for each in CalendarChange.objects.select_related("undone_by")[:LATEST]],
        "may_set": request.on == request.today and policy.may(request.account, SET, on=request.today),
    }
    context["this"] = next((each for each in context["years"] if each.year == year), Year(year, 0, published(year)))
    return show(request, "calendar/workdays.html", context)


@page(SET, methods=("POST",))
def loading(request: PageRequest) -> HttpResponse:
    """Enter the published holidays of a year."""
    year = _year(request.POST.get("year", ""), request.today)
    count, moves = load_workdays(year=year, by=request.by)
    say(request, f"{_entered(count, year)} {moved_words(len(moves))}".strip())
    return see_other(reverse("calendar:workdays") + f"?year={year}")


def moved_words(count: int) -> str:
    """How many duties are due on another day now; nothing when none is."""
    if not count:
        return ""
    return ngettext("%(n)s duty is due on another day.", "%(n)s duties are due on another day.", count) % {"n": count}


def _entered(count: int, year: int) -> str:
    said = ngettext("%(n)s day of %(year)s is entered.", "%(n)s days of %(year)s are entered.", count)
    return said % {"n": count, "year": year}


def _years(this: int) -> list[Year]:
    """From the first year in the table to the first that is not published; one query."""
    rows = CalendarDay.objects.annotate(year=ExtractYear("day")).order_by().values_list("year").annotate(Count("day"))
    counted: Counter[int] = Counter(dict(rows.order_by("year")))
    year, last = min([*counted, this]), max([*counted, this + 1])
    found: list[Year] = []
    while len(found) < MOST_YEARS and (year <= last or found[-1].published):
        found.append(Year(year, counted[year], published(year)))
        year += 1
    return found


def _told(change: CalendarChange) -> dict[str, Any]:
    """A change for the list: its days, and whether it can be undone."""
    days = [date.fromisoformat(each["day"]) for each in change.days]
    return {
        "change": change,
        "first": min(days),
        "last": max(days),
        "count": len(days),
        "undone": hasattr(change, "undone_by"),
    }


def _year(text: str, on: date) -> int:
    if not text:
        return on.year
    if text.isascii() and text.isdigit() and FIRST <= int(text[:5]) <= on.year + 5 * AHEAD:
        return int(text)
    raise Refused(
        mark("“{text}” is not a year of the calendar."),
        mark("Choose a year from the list."),
        code="calendar.year",
        text=text[:20],
    )
