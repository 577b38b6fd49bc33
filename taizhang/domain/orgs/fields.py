"""Checks that every act on organisations and people shares: days, reasons, and single fields of a form."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models

from taizhang.domain.orgs.words import field_word
from taizhang.kernel.errors import Refused, _

EARLIEST = date(1900, 1, 1)
AHEAD = timedelta(days=366)  # how far ahead a change may be planned
FORESEEABLE = timedelta(days=10 * 366)  # two terms of a committee
LONGEST_REASON = 200
ONE_DAY = timedelta(days=1)


def require_past(day: date | None, today: date) -> None:
    """Refuse a day that has not come yet, or that lies before anyone's time; an unknown day passes."""
    if day is not None and not EARLIEST <= day <= today:
        raise _impossible_day(day, EARLIEST, today)


def require_near(day: date, today: date) -> None:
    """Refuse a day that lies further ahead than changes are planned."""
    if not EARLIEST <= day <= today + AHEAD:
        raise _impossible_day(day, EARLIEST, today + AHEAD)


def require_foreseeable(day: date | None, today: date) -> None:
    """Refuse the end of something that lies further ahead than any term; an open end passes."""
    if day is not None and not EARLIEST <= day <= today + FORESEEABLE:
        raise _impossible_day(day, EARLIEST, today + FORESEEABLE)


def require_reason(because: str) -> str:
    """The reason without spaces around it; refused when there is none or it is a story."""
    because = because.strip()
    if not because or len(because) > LONGEST_REASON:
        raise Refused(
            _("This needs a reason of 1 to {most} characters."),
            _("Say in a few words why."),
            code="orgs.reason",
            most=LONGEST_REASON,
        )
    return because


def set_fields(row: models.Model, values: Mapping[str, Any], allowed: Iterable[str]) -> list[str]:
    """Set checked values on a row and name the fields that changed; an unknown field or wrong value is refused."""
    changed = []
    for name, value in values.items():
        if name not in set(allowed):
            raise Refused(
                _("“{field}” cannot be changed here."),
                _("The fields that can be changed are: {allowed}."),
                code="orgs.unknown-field",
                field=field_word(name),
                allowed=[field_word(each) for each in allowed],
            )
        value = clean(row, name, value)
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return changed


def clean(row: models.Model, name: str, value: Any) -> Any:
    """A value as its column takes it; refused with the column's own complaint."""
    field = cast("models.Field[Any, Any]", row._meta.get_field(name))
    if isinstance(value, str):
        value = value.strip()
    try:
        return field.clean(value, row)
    except ValidationError as error:
        raise Refused(
            _("“{field}” cannot hold this value: {complaint}"),
            code="orgs.wrong-value",
            field=field_word(name),
            complaint=" ".join(error.messages),
        ) from None


def _impossible_day(day: date, first: date, last: date) -> Refused:
    return Refused(
        _("{day} cannot be right: the day must lie between {first} and {last}."),
        _("Check the year."),
        code="orgs.day",
        day=day,
        first=first,
        last=last,
    )
