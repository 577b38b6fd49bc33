"""Reading what was typed in a field, by its type."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from taizhang.domain.burden.models import Question
from taizhang.kernel.characters import without_unseen
from taizhang.kernel.errors import Refused, _

LONGEST = 300  # characters of a text
LARGEST = Decimal(10) ** 12


def read_value(question: Question, text: str) -> Any:
    """The value of what was typed; refused when the field cannot hold it. Unknown is not zero: nothing is refused."""
    text = without_unseen(text).strip()
    if not text:
        raise Refused(
            _("“{label}” is not filled."), _("Where there is none, write 0 or “none”."), code="burden.empty",
            label=question.label,
        )  # fmt: skip
    return _READERS[Question.Type(question.type)](question, text)


def _number(question: Question, text: str) -> str | int:
    try:
        value = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > LARGEST or value.as_tuple().exponent < -4:  # type: ignore[operator]
        raise Refused(
            _("“{label}” is a number; “{text}” is none."),
            _("Write digits only, at most four after the point."),
            code="burden.number",
            label=question.label,
            text=text[:40],
        )
    return int(value) if value == value.to_integral_value() else str(value.normalize())


def _text(question: Question, text: str) -> str:
    if len(text) > LONGEST:
        raise Refused(
            _("“{label}” has {length} characters; {most} are enough."),
            _("Shorten it."),
            code="burden.long",
            label=question.label,
            length=len(text),
            most=LONGEST,
        )
    return text


def _day(question: Question, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused(
            _("“{label}” is a day; “{text}” is none."),
            _("Write it as 2018-05-16."),
            code="burden.day",
            label=question.label,
            text=text[:40],
        ) from None


def _choice(question: Question, text: str) -> str:
    allowed = question.choices if question.type == Question.Type.CHOICE else ["yes", "no"]
    if text not in allowed:
        raise Refused(
            _("“{text}” is not among the choices of “{label}”."),
            _("Choose one of the list."),
            code="burden.choice",
            label=question.label,
            text=text[:40],
        )
    return text


_READERS = {
    Question.Type.NUMBER: _number,
    Question.Type.TEXT: _text,
    Question.Type.DAY: _day,
    Question.Type.CHOICE: _choice,
    Question.Type.YES_NO: _choice,
}
