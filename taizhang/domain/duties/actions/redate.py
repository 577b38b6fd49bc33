"""Changing the calendar of working days, and with it the due days that follow from it, in one act."""

from collections.abc import Sequence
from datetime import date

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.locks import Lock, wait_for
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.redating import Shift, moving
from taizhang.domain.orgs.actions.workdays import DayEntry, change_days, undo_change
from taizhang.domain.orgs.calendar import seed_calendar
from taizhang.domain.orgs.models import CalendarChange
from taizhang.kernel.periods import Span

DATES = ("last_on", "starts_on", "warn_on", "due_on", "grace_until", "closes_on")


@action
def set_workdays(
    *, entries: Sequence[DayEntry], because: str, source: str, by: Actor
) -> tuple[CalendarChange, list[Shift]]:
    """Change days of the calendar; open duties that move with working days are due on their new days."""
    change = change_days(entries=entries, because=because, source=source, by=by)
    return change, redate(around=span_of(change), by=by)


@action
def undo_workdays(*, change: CalendarChange, by: Actor) -> tuple[CalendarChange, list[Shift]]:
    """Undo a change of the calendar; the duties follow back."""
    undone = undo_change(change=change, by=by)
    return undone, redate(around=span_of(undone), by=by)


@action
def load_workdays(*, year: int, by: Actor) -> tuple[int, list[Shift]]:
    """Enter the published holidays of a year; days that are in the table already stay. Answers how many came."""
    count = seed_calendar(first_year=year, last_year=year, by=by)
    return count, redate(around=Span(date(year, 1, 1), date(year, 12, 31)), by=by)


@action
def redate(*, around: Span, by: Actor) -> list[Shift]:
    """Date the open duties around some days by the calendar; answers which were moved, with their old days."""
    wait_for(Lock.ISSUE)
    moves = moving(around, on=by.on)
    if not moves:
        return []
    dated = [_dated(each) for each in moves]
    Duty.objects.bulk_update(dated, DATES, batch_size=1000)
    codes = sorted({each.duty.institution for each in moves})
    details = {"moved": len(moves), "institutions": codes, "first": around.first, "last": around.last}
    told = [each.duty.pk for each in moves]
    note(Note("duties.redate", None, by, label=f"{around.first} – {around.last}", details=details, subjects=told))
    return moves


def span_of(change: CalendarChange) -> Span:
    """From the first to the last day of a change."""
    days = [date.fromisoformat(each["day"]) for each in change.days]
    return Span(min(days), max(days))


def _dated(move: Shift) -> Duty:
    """The row to be written; the duty of the move keeps its old days, to be told."""
    to = move.to
    return Duty(
        pk=move.duty.pk,
        last_on=to.span.last,
        starts_on=to.starts_on,
        warn_on=to.warn_on,
        due_on=to.due_on,
        grace_until=to.grace_until,
        closes_on=to.closes_on,
    )
