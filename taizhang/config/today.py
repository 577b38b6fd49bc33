"""The business day of this installation."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The demo's own day in a demo, else the real day here."""
    fixed: date | None = settings.TODAY
    return fixed or timezone.localdate()
