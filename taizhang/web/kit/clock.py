"""The hour and the business day: real ones, but on the demo district's day when there is one."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment; a demo keeps the real time of day on its own day (settings.TODAY)."""
    real = timezone.localtime()
    fixed: date | None = settings.TODAY
    if fixed is None:
        return real
    return real.replace(year=fixed.year, month=fixed.month, day=fixed.day)


def today() -> date:
    """The business day, local to the district."""
    return now().date()
