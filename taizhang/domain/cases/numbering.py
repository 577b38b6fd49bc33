"""Numbers of cases: one after the other within a year, without gaps, whoever files at the same moment."""

from django.db import connection
from django.db.models import Max

from taizhang.domain.cases.models import Case

CASES_LOCK = 0x63_61_73_65  # one advisory lock per database, held until the case is written or given up


def hold() -> None:
    """Wait for whoever is filing just now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [CASES_LOCK])


def next_serial(year: int) -> int:
    """The next number of a year; only while the lock is held."""
    return (Case.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0) + 1
