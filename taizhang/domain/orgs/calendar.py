"""The official calendar: public holidays and the weekend days worked to make up for them, in an editable table."""

from datetime import date, timedelta

import chinese_calendar

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.actions.workdays import DayEntry, change_days
from taizhang.domain.orgs.models import CalendarDay
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.workdays import Calendar

SATURDAY = 5
SOURCE = "国务院办公厅关于{year}年部分节假日安排的通知"  # every year's notice has this title


def calendar(first: date, last: date) -> Calendar:
    """The working days from a day to a day, as the table knows them; days not in it follow the week."""
    days = dict(CalendarDay.objects.filter(day__gte=first, day__lte=last).values_list("day", "is_workday"))
    return Calendar(
        holidays=frozenset(day for day, works in days.items() if not works),
        makeup_workdays=frozenset(day for day, works in days.items() if works),
    )


@action
def seed_calendar(*, first_year: int, last_year: int, by: Actor) -> int:
    """Enter the published holidays of years in the table, leaving days that are already in it; answers how many.

    Refused for years whose holidays are not published yet.
    """
    day, last = date(first_year, 1, 1), date(last_year, 12, 31)
    days = []
    while day <= last:
        works, name = _official(day)
        if works != (day.weekday() < SATURDAY):
            source = SOURCE.format(year=day.year)
            days.append(CalendarDay(day=day, is_workday=works, name=name, source=source))
        day += timedelta(days=1)
    before = CalendarDay.objects.count()
    CalendarDay.objects.bulk_create(days, ignore_conflicts=True)
    count = CalendarDay.objects.count() - before
    note(Note("calendar.seed", None, by, details={"first_year": first_year, "last_year": last_year, "days": count}))
    return count


def set_day(*, day: date, is_workday: bool, name: str, by: Actor) -> CalendarDay:
    """Say of one day whether it is worked, on the word of whoever does so."""
    change_days(entries=[DayEntry(day, is_workday, name)], because=name, source=by.name, by=by)
    return CalendarDay.objects.get(day=day)


def published(year: int) -> bool:
    """Whether this version knows the holidays that were published for a year."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def _official(day: date) -> tuple[bool, str]:
    """Whether a day is worked, and the name of the holiday it belongs to."""
    try:
        works = bool(chinese_calendar.is_workday(day))
        _holiday, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        raise Refused(
            _("The holidays of {year} are not known to this version."),
            _("Enter them in the calendar by hand."),
            code="orgs.calendar-year",
            year=day.year,
        ) from None
    return works, name or ""
