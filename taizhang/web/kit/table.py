"""A table is a value: its columns, how each is read from a row, and by what it can be sorted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

from django.db.models import QuerySet
from django_stubs_ext import StrPromise

from taizhang.kernel.errors import Refused, _

Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` is a function of the row or a dotted attribute (the key when empty).

    `by` names the fields it sorts by, none when it cannot. A workbook writes the value as what it is; `kind` "text"
    writes it as text whatever it is, "percent" a share as a percentage.
    """

    key: str
    label: StrPromise | str
    value: Callable[[Any], Any] | str = ""
    by: tuple[str, ...] = ()
    align: str = "start"
    kind: str = ""
    width: str = ""

    @property
    def sort(self) -> str:
        """The word for it in ?sort=, empty when it cannot be sorted by."""
        return self.key if self.by else ""

    def of(self, row: Any) -> Any:
        """Its value in a row; methods are called, promises spoken."""
        if callable(self.value):
            return self.value(row)
        return reduce(_step, (self.value or self.key).split("."), row)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as shown: the values by column key, and the row itself for links."""

    row: Any
    values: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key] if key in self.values else getattr(self.row, key)


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and the total order in which rows stand when nothing else is asked (it ends in something unique)."""

    columns: tuple[Column, ...]
    order: tuple[str, ...]

    def ordering(self, sort: str) -> tuple[str, ...]:
        """The total order for ?sort=name or ?sort=-name."""
        if not sort:
            return self.order
        word, down = sort.removeprefix("-"), sort.startswith("-")
        column = next((one for one in self.columns if one.sort and one.sort == word), None)
        if column is None:
            raise Refused(
                _("This table cannot be sorted by “{column}”."),
                _("Choose one of the headings that can be pressed."),
                code="web.sort",
                column=word,
            )
        first = tuple(_turned(name) for name in column.by) if down else column.by
        named = {name.removeprefix("-") for name in first}
        return first + tuple(name for name in self.order if name.removeprefix("-") not in named)

    def lines(self, rows: Iterable[Any]) -> Iterator[Line]:
        """The rows with their values by column key."""
        return (Line(row, {column.key: column.of(row) for column in self.columns}) for row in rows)

    def headings(self) -> list[str]:
        """The labels in the reader's language."""
        return [str(column.label) for column in self.columns]


def _step(thing: Any, name: str) -> Any:
    found = getattr(thing, name, None) if thing is not None else None
    return found() if callable(found) else found


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
