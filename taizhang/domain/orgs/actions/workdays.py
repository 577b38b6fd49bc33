"""Changing the official calendar: days entered, changed and taken out, with reason and source; and undoing that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.fields import require_reason
from taizhang.domain.orgs.models import CalendarChange, CalendarDay
from taizhang.kernel.errors import Refused, _

LOCK = 0x7A_63_61_6C
MOST, LONGEST_NAME, LONGEST_SOURCE = 400, 60, 200
FIRST, AHEAD = 1949, 3  # years
Stand = dict[str, Any] | None  # how a day stands: {is_workday, name, source}, None when it follows the week


@dataclass(frozen=True, slots=True)
class DayEntry:
    """How a day shall stand: worked or free and under which name; `is_workday` None lets it follow the week again."""

    day: date
    is_workday: bool | None
    name: str = ""


@action
def change_days(*, entries: Sequence[DayEntry], because: str, source: str, by: Actor) -> CalendarChange:
    """Enter, change or take out days, with the reason and the notice that says so."""
    because, source = require_reason(because), _require_source(source)
    _require_days(entries, by)
    _wait()
    before = _standing(each.day for each in entries)
    after: dict[date, Stand] = {each.day: _stand(each, source) for each in entries}
    changed = sorted(day for day in after if _differs(before[day], after[day]))
    if not changed:
        raise Refused(
            _("All of these days stand like that already."),
            _("There is nothing to change."),
            code="workdays.nothing-new",
        )
    change = _written({day: (before[day], after[day]) for day in changed}, because, source, by)
    note(_note("calendar.set", change, by))
    return change


@action
def undo_change(*, change: CalendarChange, by: Actor) -> CalendarChange:
    """Let the days of a change stand as before it; refused when one of them was changed again since."""
    _wait()
    moved = {date.fromisoformat(each["day"]): (each["before"], each["after"]) for each in change.days}
    now = _standing(moved)
    other = next((day for day, (_before, after) in moved.items() if now[day] != after), None)
    if other is not None or CalendarChange.objects.filter(undoes=change).exists():
        raise Refused(
            _("{day} was changed again since."),
            _("Undo the later change first, or enter the day anew."),
            code="workdays.changed-since",
            day=other or min(moved),
        )
    turned = {day: (after, before) for day, (before, after) in moved.items()}
    undone = _written(turned, change.because, change.source, by, undoes=change)
    note(_note("calendar.undo", undone, by))
    return undone


def _written(
    days: Mapping[date, tuple[Stand, Stand]],
    because: str,
    source: str,
    by: Actor,
    undoes: CalendarChange | None = None,
) -> CalendarChange:
    """Let the days stand as said, and remember how they stood."""
    CalendarDay.objects.filter(day__in=[day for day, (_before, after) in days.items() if after is None]).delete()
    CalendarDay.objects.bulk_create(
        [CalendarDay(day=day, **after) for day, (_before, after) in days.items() if after is not None],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["is_workday", "name", "source"],
    )
    told = [{"day": day.isoformat(), "before": before, "after": after} for day, (before, after) in days.items()]
    return CalendarChange.objects.create(
        at=by.at,
        by_person_id=by.person_id,
        by_name=by.name,
        because=because,
        source=source,
        days=told,
        undoes=undoes,
    )


def _standing(days: Iterable[date]) -> dict[date, Stand]:
    """How days stand now; one query."""
    wanted = list(days)
    found: dict[date, Stand] = dict.fromkeys(wanted)
    for row in CalendarDay.objects.filter(day__in=wanted):
        found[row.day] = {"is_workday": row.is_workday, "name": row.name, "source": row.source}
    return found


def _stand(entry: DayEntry, source: str) -> Stand:
    if entry.is_workday is None:
        return None
    return {"is_workday": entry.is_workday, "name": entry.name.strip(), "source": source}


def _differs(before: Stand, after: Stand) -> bool:
    """Whether a change says something new; another source alone does not."""
    if before is None or after is None:
        return before is not after
    return (before["is_workday"], before["name"]) != (after["is_workday"], after["name"])


def _require_days(entries: Sequence[DayEntry], by: Actor) -> None:
    days = [each.day for each in entries]
    if not 0 < len(days) <= MOST:
        raise Refused(
            _("Between 1 and {most} days are changed at once; these are {count}."),
            _("Enter them year by year."),
            code="workdays.count",
            most=MOST,
            count=len(days),
        )
    twice = next((day for day in days if days.count(day) > 1), None)
    if twice is not None:
        raise Refused(_("{day} stands there twice."), _("Keep one of the two."), code="workdays.twice", day=twice)
    last = by.on.year + AHEAD
    far = next((day for day in days if not FIRST <= day.year <= last), None)
    if far is not None:
        raise Refused(
            _("{day} cannot be right: the years {first} to {last} can be entered."),
            _("Check the year."),
            code="workdays.year",
            day=far,
            first=str(FIRST),
            last=str(last),
        )
    _require_names(entries)


def _require_names(entries: Sequence[DayEntry]) -> None:
    for each in entries:
        if each.is_workday is not None and not 0 < len(each.name.strip()) <= LONGEST_NAME:
            raise Refused(
                _("{day} needs the name of the holiday, of at most {most} characters."),
                _("A day worked to make up for a holiday bears the name of that holiday."),
                code="workdays.name",
                day=each.day,
                most=LONGEST_NAME,
            )


def _require_source(source: str) -> str:
    source = source.strip()
    if not 0 < len(source) <= LONGEST_SOURCE:
        raise Refused(
            _("A change of working days needs its source, of at most {most} characters."),
            _("Name the notice, such as “国办发明电〔2017〕12号”."),
            code="workdays.source",
            most=LONGEST_SOURCE,
        )
    return source


def _wait() -> None:
    """Let changes of the calendar follow one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [LOCK])


def _note(verb: str, change: CalendarChange, by: Actor) -> Note:
    days = [each["day"] for each in change.days]
    label = days[0] if len(days) == 1 else f"{days[0]} – {days[-1]}"
    details = {"days": days, "because": change.because, "source": change.source}
    return Note(verb, change, by, label=label, details=details)
