"""A calendar as a calendar program reads it."""

from datetime import date
from typing import Any

from icalendar import Calendar

from taizhang.domain.feeds.entries import entries_of
from taizhang.domain.feeds.models import Feed
from taizhang.domain.feeds.writing import written

DAY = date(2018, 5, 31)


def read(feed: Feed, on: date = DAY) -> Calendar:
    """What stands in a feed on a day."""
    return Calendar.from_ical(written(entries_of(feed, on=on), name="台账", site="https://taizhang.example"))


def events(feed: Feed, kind: str = "", on: date = DAY) -> list[Any]:
    """Its entries of a kind: duty, activity, visit."""
    return [each for each in read(feed, on).walk("VEVENT") if str(each["UID"]).startswith(kind)]


def titles(feed: Feed, kind: str = "", on: date = DAY) -> list[str]:
    return [str(each["SUMMARY"]) for each in events(feed, kind, on)]
