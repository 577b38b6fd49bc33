"""Entries as iCalendar (RFC 5545), the same bytes for the same entries."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vUri

from taizhang.domain.feeds.entries import Entry
from taizhang.kernel.characters import without_unseen

ZONE_NAME = "Asia/Shanghai"
ZONE: tzinfo = ZoneInfo(ZONE_NAME)
OFFSET = timedelta(hours=8)
REFRESH = timedelta(hours=6)
HOUR = timedelta(hours=1)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def written(entries: Iterable[Entry], *, name: str, site: str) -> bytes:
    """The calendar of some entries; `site` is how its pages are reached, as "https://taizhang.example.cn"."""
    calendar = Calendar()
    calendar.add("prodid", "-//Taizhang//Calendar//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain(name))
    calendar.add("x-wr-timezone", ZONE_NAME)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(entry, site))
    return bytes(calendar.to_ical())


def plain(text: str) -> str:
    """A text on one line that reads as it is, and that no table program takes for a formula when it is exported."""
    text = " ".join(without_unseen(text).split())
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _zone() -> Timezone:
    """Shanghai keeps one time all year, eight hours ahead, since its last summer time in 1991."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE_NAME)
    standard.add("dtstart", datetime(1991, 9, 15, 1))
    standard.add("tzoffsetfrom", OFFSET)
    standard.add("tzoffsetto", OFFSET)
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(entry: Entry, site: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@taizhang")
    event.add("dtstamp", entry.stamp)
    event.add("last-modified", entry.stamp)
    event.add("sequence", entry.sequence)
    event.add("summary", plain(entry.summary))
    first, last = _times(entry)
    event.add("dtstart", first)
    event.add("dtend", last)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.starts_at is None or entry.cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    if entry.note:
        event.add("description", plain(entry.note))
    if entry.path:
        event.add("url", vUri(site + entry.path))
    return event


def _times(entry: Entry) -> tuple[date, date]:
    """The day as a whole (to the day after, which is not part of it), or its hours in the time of the district."""
    if entry.starts_at is None:
        return entry.day, entry.day + timedelta(days=1)
    first = datetime.combine(entry.day, entry.starts_at, ZONE)
    if entry.ends_at is not None and entry.ends_at > entry.starts_at:
        return first, datetime.combine(entry.day, entry.ends_at, ZONE)
    return first, first + HOUR
