"""What may stand in an address: the fields of the pages' own filters, described for programs and read strictly."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from django.http import HttpRequest

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period
from taizhang.web.api.answers import MOST
from taizhang.web.api.bodies import A_DAY
from taizhang.web.api.calls import Call
from taizhang.web.kit.filter import Filter
from taizhang.web.kit.page import PageRequest

F = TypeVar("F", bound=Filter)
Schema = dict[str, Any]

LONGEST = 200  # characters of a text in an address
OF_PAGES = {"sort", "columns", "on"}  # what only pages ask, and what is asked of every call
TRUE, FALSE = ("true", "1"), ("false", "0")
TEXT: Schema = {"type": "string", "maxLength": LONGEST}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
NUMBER: Schema = {"type": "integer", "minimum": 0, "maximum": 9999}
PERIOD: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}(-(H[12]|Q[1-4]|M(0[1-9]|1[0-2])|W(0[1-9]|[1-4][0-9]|5[0-3])))?$",
}
PARTS: dict[str, Schema] = {
    "after": {**TEXT, "maxLength": 2000},
    "before": {**TEXT, "maxLength": 2000},
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST},
}


def parameters(call: Call) -> dict[str, Schema]:
    """What may be asked in the address of a call, by name."""
    found = dict(call.more)
    if call.reads:
        found |= {"on": DAY}
    if call.asks is not None:
        found |= dict(_of_filter(call.asks))
    return found | PARTS if call.paged else found


def check(request: HttpRequest, call: Call) -> None:
    """Refuse what the address asks and nobody would hear, and what is not of the kind that is asked for."""
    known = parameters(call)
    for name in call.required:
        if not request.GET.get(name):
            raise _missing(name)
    for name, texts in request.GET.lists():
        if name not in known:
            raise _unknown(name, known)
        if len(texts) > 1 and known[name].get("type") != "array":
            raise _unreadable(name)
        for text in texts:
            if not _fits(text, known[name]):
                raise _unreadable(name)


def asked(request: PageRequest, kind: type[F]) -> F:
    """The filter of the page, from the address."""
    return kind.from_query(request.GET)


def described(call: Call) -> list[Schema]:
    """The same for the description of the interface."""
    return [
        {"name": name, "in": "query", "schema": schema, "required": name in call.required}
        for name, schema in parameters(call).items()
    ]


def _of_filter(kind: type[Filter]) -> Iterator[tuple[str, Schema]]:
    hints = get_type_hints(kind)
    for one in fields(kind):
        if one.name not in OF_PAGES:
            yield one.name, _schema(hints[one.name])


def _schema(hint: Any) -> Schema:
    if get_origin(hint) in (Union, UnionType):
        hint = next(arm for arm in get_args(hint) if arm is not type(None))
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0])}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [str(each.value) for each in hint]}
    return {bool: FLAG, date: DAY, int: NUMBER, Period: PERIOD}.get(hint, TEXT)


def _fits(text: str, schema: Schema) -> bool:
    """Whether a text is of the kind."""
    if "enum" in schema:
        return text in schema["enum"]
    if schema["type"] == "boolean":
        return text in (*TRUE, *FALSE)
    if schema["type"] == "integer":
        return text.isascii() and text.isdigit() and schema["minimum"] <= int(text[:9]) <= schema["maximum"]
    if schema["type"] == "array":
        return _fits(text, schema["items"])
    if schema.get("format") == "date":
        return _is_day(text)
    return len(text) <= schema.get("maxLength", LONGEST) and re.match(schema.get("pattern", ""), text) is not None


def _is_day(text: str) -> bool:
    try:
        return A_DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _unknown(name: str, known: dict[str, Schema]) -> Refused:
    return Refused(
        _("Nothing is asked here by the name “{name}”."),
        _("What may be asked: {known}.") if known else _("Leave it out."),
        code="api.parameter",
        name=name[:LONGEST],
        known=sorted(known),
    )


def _missing(name: str) -> Refused:
    return Refused(
        _("The address does not say “{name}”."),
        _("See the description of the interface."),
        code="api.parameter",
        name=name,
    )


def _unreadable(name: str) -> Refused:
    return Refused(
        _("What the address says for “{name}” is not of the kind that is asked for, or is said twice."),
        _("See the description of the interface."),
        code="api.parameter",
        name=name,
    )
