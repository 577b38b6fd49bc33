"""A filter is a value: read from the address, written back to it, folded over rows, shown as chips."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import Field, dataclass, field, fields
from datetime import date
from enum import Enum
from functools import reduce
from types import UnionType
from typing import Any, Self, TypeVar, Union, get_args, get_origin, get_type_hints

from django.db.models import QuerySet
from django.http import QueryDict
from django_stubs_ext import StrPromise

from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period

T = TypeVar("T")
Rows = TypeVar("Rows", bound=QuerySet[Any])
Options = Sequence[tuple[str, Any]]


LARGEST = 9_999


@dataclass(frozen=True, slots=True)
class Condition:
    """How one field of a filter is labelled, drawn and applied (a lookup, or a function of rows and value)."""

    label: StrPromise | str
    apply: Callable[[Any, Any], Any] | str
    type: str = "select"  # as kit/filter.html draws it; "carried" is no condition to the reader
    options: Callable[[], Options] | Options = ()


def condition(
    label: StrPromise | str,
    apply: Callable[[Any, Any], Any] | str,
    *,
    default: T,
    type: str = "select",
    options: Callable[[], Options] | Options = (),
) -> T:
    """Declare a field of a Filter; while it equals its default it is not applied."""
    declared = {"condition": Condition(label, apply, type, options)}
    return field(default=default, metadata=declared)


def elsewhere(rows: Rows, _value: Any) -> Rows:
    """A condition that the view itself applies, since it needs to know the day or who asks."""
    return rows


@dataclass(frozen=True)
class Filter:
    """Conditions from the address; subclasses are frozen dataclasses whose fields are condition(…)."""

    sort: str = ""
    columns: str = ""  # the columns chosen, "name,due_on"; boxes ticked in a form come one by one

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Read the filter from a query string; a value that cannot be read is refused."""
        hints = get_type_hints(cls)
        given = {one.name: [text for text in query.getlist(one.name) if text] for one in fields(cls)}
        given["columns"] = [",".join(given["columns"])] if given["columns"] else []
        return cls(**{name: _read(hints[name], texts) for name, texts in given.items() if texts})

    def apply(self, rows: Rows) -> Rows:
        """The rows that meet every condition that is set."""
        return reduce(_applied, ((one, value) for one, _name, value in self.set()), rows)

    def set(self) -> Iterator[tuple[Condition, str, Any]]:
        """The conditions in force, with their names and values."""
        for one in fields(self):
            value = getattr(self, one.name)
            if "condition" in one.metadata and value != one.default:
                yield one.metadata["condition"], one.name, value

    def query_string(self, **changes: Any) -> str:
        """The filter as "?a=1&b=2", with changes; a change to None takes a condition away; "?" when none is set."""
        query = QueryDict(mutable=True)
        for one in fields(self):
            value = changes.get(one.name, getattr(self, one.name))
            if value is not None and value != one.default:
                query.setlist(one.name, _written(value))
        for name in changes.keys() - {one.name for one in fields(self)}:
            query.setlist(name, _written(changes[name]))
        return "?" + query.urlencode()

    def fields(self, **options: Options) -> list[dict[str, Any]]:
        """What kit/filter.html draws: name, label, type, value, options; `options` gives a field its own choices."""
        return [self._drawn(one, options.get(one.name)) for one in fields(self) if "condition" in one.metadata]

    def conditions(self, **options: Options) -> list[tuple[str, str]]:
        """The conditions in force in words, as the chips and the heading of what is printed say them."""
        found = [one for one in self.fields(**options) if one["value"] != "" and one["type"] != "carried"]
        return [(str(one["label"]), "" if one["type"] == "checkbox" else _chosen(one)) for one in found]

    def _drawn(self, one: Field[Any], options: Options | None) -> dict[str, Any]:
        declared: Condition = one.metadata["condition"]
        chosen = options if options is not None else declared.options
        choices = chosen() if callable(chosen) else chosen
        value = getattr(self, one.name)
        shown = "" if value == one.default else (_written(value) or [""])[0]
        if declared.type == "select" and not any(code == "" for code, _label in choices):
            choices = [("", "—"), *choices]  # a field that stands for something when nothing is chosen says it itself
        return {
            "name": one.name,
            "label": declared.label,
            "type": declared.type,
            "value": shown,
            "options": list(choices),
        }


def _chosen(drawn: dict[str, Any]) -> str:
    """What a condition says, in the words of its choices where it has some."""
    words = (str(label) for value, label in drawn["options"] if str(value) == str(drawn["value"]))
    return next(words, str(drawn["value"]))


def _applied(rows: Any, pair: tuple[Condition, Any]) -> Any:
    declared, value = pair
    if callable(declared.apply):
        return declared.apply(rows, value)
    lookup = f"{declared.apply}__in" if isinstance(value, tuple) else declared.apply
    return rows.filter(**{lookup: value})


def _read(hint: Any, texts: list[str]) -> Any:
    """The value of a field from the texts of the address, by the field's type."""
    kind = _plain(hint)
    if get_origin(kind) is tuple:
        return tuple(_one(get_args(kind)[0], text) for text in texts)
    return _one(kind, texts[-1])


def _plain(hint: Any) -> Any:
    """X of "X | None"."""
    if get_origin(hint) in (Union, UnionType):
        return next(arm for arm in get_args(hint) if arm is not type(None))
    return hint


def _one(kind: Any, text: str) -> Any:
    readers: dict[Any, Callable[[str], Any]] = {
        str: str.strip,
        int: _number,
        bool: lambda word: word not in {"0", "false", "no"},
        date: date.fromisoformat,
        Period: Period.parse,
    }
    read = readers.get(kind, kind)
    try:
        return read(text)
    except (ValueError, Refused) as unreadable:
        raise Refused(
            _("The address of this page says “{text}”, which cannot be read."),
            _("Take that condition away, or choose it again from the list."),
            code="web.filter",
            text=text,
        ) from unreadable


def _number(text: str) -> int:
    """A year or a count of days: no other numbers are asked for, and larger ones no calendar can reckon with."""
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError(text)
    return number


def _written(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [text for one in value for text in _written(one)]
    if isinstance(value, bool):
        return ["1"] if value else ["0"]
    if isinstance(value, Enum):
        return [str(value.value)]
    return [value.isoformat() if isinstance(value, date) else str(value)]
