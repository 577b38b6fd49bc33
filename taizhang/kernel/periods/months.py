"""Adding months and years to a day, as the rules' clocks do (terms, probation, "within one month")."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

from taizhang.kernel.errors import Refused, _

_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_name(month: int) -> str:
    """The English name of a month, whatever the locale of the machine."""
    return _NAMES[month - 1]


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month."""
    return monthrange(year, month)[1]


def add_months(day: date, months: int) -> date:
    """The same day so many months later (or earlier); a day the month lacks becomes its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise Refused(
            _("{months} months from {day} lies outside the calendar."),
            _("Use a smaller number of months."),
            code="periods.out_of_calendar",
            months=months,
            day=day,
        )
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def add_years(day: date, years: int) -> date:
    """The same day so many years later (or earlier); 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)
