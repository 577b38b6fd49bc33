"""The machine: Python, the disk, the clock and the hours."""

import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from taizhang.config.doctor.finding import Finding, note, well, wrong
from taizhang.kernel.errors import _

OLDEST = (3, 11)
GIGABYTE = 1_000_000_000
LEAST_FREE = 2 * GIGABYTE
DRIFT = timedelta(seconds=5)
PART = "machine"


def python(version: tuple[int, ...] = tuple(sys.version_info[:3])) -> Finding:
    """Whether the interpreter is new enough."""
    said = ".".join(str(part) for part in version)
    if version[:2] < OLDEST:
        return wrong(
            PART, _("Python is {version}."), _("Install Python 3.11 or later and run ./dev again."), version=said
        )
    return well(PART, _("Python is {version}."), version=said)


def disk(free: int, total: int) -> Finding:
    """Whether there is room: a full disk stops every write."""
    values = {"free": f"{free / GIGABYTE:.1f}", "total": f"{total / GIGABYTE:.1f}"}
    if free < LEAST_FREE:
        return wrong(
            PART,
            _("Only {free} GB of {total} GB are free where the data lie."),
            _("Free space or move the data folder before the disk is full; below 2 GB backups may fail."),
            **values,
        )
    return well(PART, _("{free} GB of {total} GB are free where the data lie."), **values)


def clocks(here: datetime, there: datetime) -> Finding:
    """Whether this machine and the database agree on the time; days and deadlines are reckoned from both."""
    apart = abs(here - there)
    if apart > DRIFT:
        return wrong(
            PART,
            _("The clock here and that of the database are {seconds} seconds apart."),
            _("Set both by the network (timedatectl set-ntp true), then restart the server."),
            seconds=round(apart.total_seconds()),
        )
    return well(PART, _("The clock here and that of the database agree."))


def zone(name: str) -> Finding:
    """Whether the district's time zone is known to this machine."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return wrong(
            PART,
            _("The time zone {zone} is not known to this machine."),
            _("Install the package tzdata."),
            zone=name,
        )
    return well(PART, _("The time zone is {zone}."), zone=name)


def day(fixed: object, today: object) -> Finding:
    """Whether the installation lives on the real day."""
    if fixed is not None and fixed != today:
        return note(
            PART,
            _("This installation lives on {day}, not on today."),
            _("That is right for a demo. Otherwise remove TAIZHANG_TODAY."),
            day=fixed,
        )
    return well(PART, _("The business day is today, {day}."), day=today)
