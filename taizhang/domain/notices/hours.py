"""When anything may leave the house: on a working day, in working hours, by the clock of the district."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from taizhang.domain.orgs.calendar import calendar
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.workdays import Calendar

OPENS, CLOSES = time(9), time(17)  # rule 17 against burdening: nothing at night or on holidays


def local(moment: datetime) -> datetime:
    """A moment by the clock of the district, whatever zone it was written in; a moment without a zone is none."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def working(moment: datetime) -> bool:
    """Whether people are at work: the table of the calendar decides the day, make-up days and holidays included."""
    here = local(moment)
    return OPENS <= here.time() < CLOSES and calendar(here.date(), here.date()).is_workday(here.date())


def digest_day(week: Period, weekday: int, days: Calendar) -> date | None:
    """The day of a week on which a digest wished for a weekday comes: that day or the next worked one of the week.

    When none follows it is the last worked one before; a week of holidays has none.
    """
    worked = [day for day in week.span if days.is_workday(day)]
    wished = week.first + timedelta(days=weekday - 1)
    return next((day for day in worked if day >= wished), worked[-1] if worked else None)


def week_of(moment: datetime) -> Period:
    """The ISO week of a moment in the district."""
    return Period.containing(local(moment).date(), Kind.WEEK)


def next_digest(moment: datetime, weekday: int, *, had: bool) -> date | None:
    """The next day on which somebody's digest comes, within five weeks; `had` says that this week's has come."""
    week, today = week_of(moment), local(moment).date()
    days = calendar(week.first, week.first + timedelta(days=5 * 7))
    for number in range(5):
        day = digest_day(week, weekday, days)
        if day is not None and day >= today and not (had and number == 0):
            return day
        week = week.next
    return None
