"""What must hold between the parts of a Rhythm, whoever made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.recurrence.every import Every
from taizhang.kernel.recurrence.windows import months_within

if TYPE_CHECKING:
    from taizhang.kernel.recurrence.rhythm import Rhythm

_LEAP_YEAR = 2000


def require_consistent(rhythm: Rhythm) -> None:
    """Refuse a rhythm whose parts contradict each other."""
    _require_own_parts(rhythm)
    _require_consecutive_months(rhythm)
    _require_one_month_for_a_fixed_day(rhythm)
    _require_order_of_offsets(rhythm)


def _require_own_parts(rhythm: Rhythm) -> None:
    needed = {Every.TERM: bool(rhythm.years), Every.ONCE: rhythm.by is not None, Every.EVENT: bool(rhythm.event)}
    key = {Every.TERM: "years", Every.ONCE: "by", Every.EVENT: "event"}
    if not needed.get(rhythm.every, True):
        raise Refused(
            _("A rhythm owed every “{every}” needs the key “{key}”."),
            _("Add it."),
            code="recurrence.missing_key",
            every=rhythm.every.value,
            key=key[rhythm.every],
        )
    if rhythm.every is Every.TERM and rhythm.notice_months >= 12 * rhythm.years:
        raise Refused(
            _("The notice of {notice} months is as long as the term of {years} years."),
            _("Give fewer months of notice."),
            code="recurrence.notice",
            notice=rhythm.notice_months,
            years=rhythm.years,
        )


def _named_months(rhythm: Rhythm) -> list[tuple[int, ...]]:
    """The months left in each period of a year."""
    if rhythm.every.kind in (None, Kind.WEEK):
        return []
    periods = Period.of_year(_LEAP_YEAR).split(Kind(rhythm.every.value))
    return [months for months in (months_within(period, rhythm.months) for period in periods) if months]


def _require_consecutive_months(rhythm: Rhythm) -> None:
    if rhythm.months and rhythm.every.kind in (None, Kind.WEEK):
        raise Refused(
            _("A rhythm owed every “{every}” cannot be narrowed to months."),
            _("Remove “months”."),
            code="recurrence.months_misplaced",
            every=rhythm.every.value,
        )
    for months in _named_months(rhythm):
        if months[-1] - months[0] + 1 != len(months):
            raise Refused(
                _("The months {months} leave a gap within one {every}."),
                _("Name months that follow one another, or choose a shorter rhythm."),
                code="recurrence.months_gap",
                months=months,
                every=rhythm.every.value,
            )


def _require_one_month_for_a_fixed_day(rhythm: Rhythm) -> None:
    if rhythm.on_day is None:
        return
    named = _named_months(rhythm)
    if not named or any(len(months) > 1 for months in named):
        raise Refused(
            _("Day {day} is not fixed: the rhythm leaves more than one month to choose from."),
            _("Name one month for each {every} under “months”."),
            code="recurrence.day_without_month",
            day=rhythm.on_day,
            every=rhythm.every.value,
        )


def _require_order_of_offsets(rhythm: Rhythm) -> None:
    offsets = rhythm.offsets
    if offsets.start is not None and offsets.start > offsets.due + 28 * offsets.due_months:
        raise Refused(
            _("It would start {start} days from its day, after it is due at {due}."),
            _("Let “start” be at most “due”; days before are negative."),
            code="recurrence.start_after_due",
            start=offsets.start,
            due=offsets.due,
        )
    if offsets.close is not None and offsets.close < offsets.grace:
        raise Refused(
            _("It would close {close} days after it is due, before its grace of {grace} days ends."),
            _("Let “close” be at least “grace”."),
            code="recurrence.close_before_grace",
            close=offsets.close,
            grace=offsets.grace,
        )
