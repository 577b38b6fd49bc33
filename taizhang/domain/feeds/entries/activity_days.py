"""The day of every month that the pack fixes for members to gather."""

from datetime import UTC, date, datetime, time

from taizhang.domain.duties.packs import PackRules
from taizhang.domain.feeds.entries.entry import Asked, Entry
from taizhang.domain.feeds.entries.words import activity_day
from taizhang.kernel.periods import Kind, Period, days_in_month


def activity_days(asked: Asked) -> list[Entry]:
    """The fixed days within the span, for whoever belongs to a branch or keeps one; no query."""
    if asked.rules is None or not (asked.member_of or asked.duties):
        return []
    stamp = datetime.combine(asked.rules.valid_from, time(), UTC)
    return [
        Entry(uid=f"activity-day-{day}", summary=activity_day(asked.lang), day=day, stamp=stamp)
        for day in fixed_days(asked.rules, asked.span.first, asked.span.last)
    ]


def fixed_days(rules: PackRules, first: date, last: date) -> list[date]:
    """The days from a day to a day that a monthly institution of the pack fixes; a short month has its last day."""
    numbers = {rule.rhythm.on_day for rule in rules.institutions if rule.rhythm.on_day and not rule.rhythm.months}
    month, found = Period.containing(first, Kind.MONTH), set()
    while month.first <= last:
        most = days_in_month(month.first.year, month.first.month)
        found |= {month.first.replace(day=min(number, most)) for number in numbers if number}
        month = month.next
    return sorted(day for day in found if first <= day <= last)
