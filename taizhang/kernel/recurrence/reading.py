"""Reading a rhythm from a pack: which keys each kind takes, and what their values may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.recurrence.every import Every, WorkdayRule

Reader = Callable[[str, object], Any]

_DEADLINE = {"due", "grace", "close", "workday"}
_FULL = {"every", "times", "start", "warn"} | _DEADLINE
_DATED = _FULL | {"on_day", "months", "in"}
_KEYS: dict[Every, set[str]] = {
    Every.WEEK: _FULL,
    Every.MONTH: _DATED,
    Every.QUARTER: _DATED,
    Every.HALF_YEAR: _DATED,
    Every.YEAR: _DATED,
    Every.TERM: {"every", "years", "notice_months"} | _DEADLINE,
    Every.ANNIVERSARY: _FULL,
    Every.ONCE: _FULL | {"by"},
    Every.EVENT: _FULL | {"event", "due_months"},
}
_FAR = 3660


def read(mapping: Mapping[str, object]) -> dict[str, Any]:
    """The parts of a rhythm other than its offsets."""
    every = _every(mapping)
    _require_known_keys(mapping, every)
    found: dict[str, Any] = {key: _PARTS[key](key, mapping[key]) for key in _PARTS if key in mapping}
    if "in" in found:
        found["months"] = found.pop("in")
    return {"every": every, **found}


def read_offsets(mapping: Mapping[str, object]) -> dict[str, Any]:
    """The offsets of a rhythm."""
    return {key: _OFFSETS[key](key, mapping[key]) for key in _OFFSETS if key in mapping}


def _every(mapping: Mapping[str, object]) -> Every:
    if "every" not in mapping:
        raise Refused(
            _("A rhythm needs the key “{key}”."),
            _("Add it, with one of: {allowed}."),
            code="recurrence.missing_key",
            key="every",
            allowed=[each.value for each in Every],
        )
    return Every(_one_of(*Every)("every", mapping["every"]))


def _require_known_keys(mapping: Mapping[str, object], every: Every) -> None:
    unknown = [str(key) for key in mapping if key not in _KEYS[every]]
    if unknown:
        raise Refused(
            _("A rhythm owed every “{every}” has no key “{keys}”."),
            _("Use only these keys: {allowed}."),
            code="recurrence.unknown_key",
            every=every.value,
            keys=unknown,
            allowed=sorted(_KEYS[every]),
        )
    if "months" in mapping and "in" in mapping:
        raise Refused(
            _("“months” and “in” say the same thing."), _("Keep one of them."), code="recurrence.months_twice"
        )


def _one_of(*allowed: str) -> Callable[[str, object], str]:
    def _choice_read(key: str, value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise Refused(
                _("“{key}” cannot be “{value}”."),
                _("Choose one of: {allowed}."),
                code="recurrence.choice",
                key=key,
                value=value,
                allowed=[str(each) for each in allowed],
            )
        return value

    return _choice_read


def _whole(low: int, high: int) -> Reader:
    def _whole_read(key: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Refused(
                _("“{key}” cannot be “{value}”."),
                _("Give a whole number from {low} to {high}."),
                code="recurrence.number",
                key=key,
                value=value,
                low=low,
                high=high,
            )
        return value

    return _whole_read


def _months(key: str, value: object) -> tuple[int, ...]:
    if not isinstance(value, (list, tuple)) or not value or len(set(map(str, value))) != len(value):
        raise Refused(
            _("“{key}” must be a list of different months."),
            _("Write for example [10, 11, 12]."),
            code="recurrence.months",
            key=key,
        )
    return tuple(sorted(_whole(1, 12)(key, month) for month in value))


def _part_of_year(key: str, value: object) -> tuple[int, ...]:
    """“H2”, “Q4” or “M11” for the months they hold."""
    code = _one_of(*_PARTS_OF_YEAR)(key, value)
    span = Period.parse(f"2000-{code}").span
    return tuple(range(span.first.month, span.last.month + 1))


def _day(key: str, value: object) -> date:
    """A date as YAML gives it, or as ISO text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Refused(
            _("“{key}” cannot be “{value}”."),
            _("Give a day of the calendar, written 2018-06-30."),
            code="recurrence.day",
            key=key,
            value=value,
        ) from None


def _name(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Refused(_("“{key}” must name something."), _("Write its name as text."), code="recurrence.name", key=key)
    return value.strip()


_PARTS_OF_YEAR = [
    str(p)[5:] for kind in (Kind.HALF, Kind.QUARTER, Kind.MONTH) for p in Period.of_year(2000).split(kind)
]
_PARTS: dict[str, Reader] = {
    "times": _whole(1, 366),
    "months": _months,
    "in": _part_of_year,
    "on_day": _whole(1, 31),
    "years": _whole(1, 50),
    "notice_months": _whole(0, 120),
    "by": _day,
    "event": _name,
}
_OFFSETS: dict[str, Reader] = {
    "start": _whole(-_FAR, _FAR),
    "warn": _whole(0, _FAR),
    "due": _whole(-_FAR, _FAR),
    "due_months": _whole(0, 120),
    "grace": _whole(0, _FAR),
    "close": _whole(0, _FAR),
    "workday": lambda key, value: WorkdayRule(_one_of(*WorkdayRule)(key, value)),
}
