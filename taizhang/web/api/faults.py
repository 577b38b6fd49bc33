"""What is wrong with single fields, in sentences of the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from taizhang.kernel.errors import _
from taizhang.web.api.problems import FieldProblem

MOST = 50  # faults told at once
SENTENCES: Mapping[str, str] = {
    "missing": _("This is missing."),
    "extra_forbidden": _("This is not known here."),
    "string_type": _("This must be a text."),
    "string_too_long": _("At most {max_length} characters are kept."),
    "string_too_short": _("At least {min_length} characters are needed."),
    "string_pattern_mismatch": _("This is not written as it must be."),
    "too_long": _("At most {max_length} are read at once."),
    "too_short": _("At least {min_length} is needed."),
    "int_type": _("This must be a whole number."),
    "int_parsing": _("This must be a whole number."),
    "int_from_float": _("This must be a whole number."),
    "bool_type": _("This must be true or false."),
    "bool_parsing": _("This must be true or false."),
    "greater_than_equal": _("This must be {ge} or more."),
    "less_than_equal": _("This must be {le} or less."),
    "date_type": _("A day is written as 2018-05-16."),
    "date_parsing": _("A day is written as 2018-05-16."),
    "date_from_datetime_parsing": _("A day is written as 2018-05-16."),
    "date_from_datetime_inexact": _("A day is written as 2018-05-16."),
    "uuid_type": _("This must be an identifier (UUID)."),
    "uuid_parsing": _("This must be an identifier (UUID)."),
    "uuid_version": _("An identifier made by a program is a UUID of version 7."),
    "text_sign": _("A control sign, a hidden sign or half a character stands in the text."),
    "string_unicode": _("A control sign, a hidden sign or half a character stands in the text."),
    "literal_error": _("One of these is asked for: {expected}."),
    "enum": _("One of these is asked for: {expected}."),
    "list_type": _("This must be a list."),
    "model_type": _("This must be an object."),
    "model_attributes_type": _("This must be an object."),
    "dict_type": _("This must be an object."),
}
CODES = {"string_unicode": "text_sign"}
OTHERWISE = _("This is not of the kind that is asked for.")


def faults(errors: Iterable[Mapping[str, Any]], translate: Callable[[str], str]) -> list[FieldProblem]:
    """The faults that reading found, in the order of the fields; what was sent is not repeated."""
    return [_fault(error, translate) for error in list(errors)[:MOST]]


def _fault(error: Mapping[str, Any], translate: Callable[[str], str]) -> FieldProblem:
    kind = str(error.get("type", ""))
    values = {name: _plain(value) for name, value in (error.get("ctx") or {}).items()}
    try:
        detail = translate(SENTENCES.get(kind, OTHERWISE)).format_map(values)
    except KeyError:
        detail = translate(OTHERWISE)
    return FieldProblem(field=_where(list(error.get("loc", ()))), code=CODES.get(kind, kind), detail=detail)


def _where(steps: list[Any]) -> str:
    """body.absences.3.person_id; names of fields that are not known may hold anything."""
    if steps[:2] == ["body", "body"]:  # the place, and the name of the view's parameter
        steps = steps[1:]
    return ".".join(str(step)[:100] for step in steps).encode("utf-8", "backslashreplace").decode()


def _plain(value: Any) -> str:
    return str(value)[:200]
