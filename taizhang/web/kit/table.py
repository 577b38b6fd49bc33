"""A table is a value: its columns, how each is read from a row, and by what it can be sorted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet
from django_stubs_ext import StrPromise

from taizhang.kernel.errors import Refused, _

Rows = TypeVar("Rows", bound=QuerySet[Any])
BATCH = 500
ALWAYS, FILE, ASKED = "always", "file", "asked"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` is a function of the row or a dotted attribute (the key when empty).

    `by` names the fields it sorts by, none when it cannot. A workbook writes the value as what it is; `kind` "text"
    writes it as text whatever it is, "percent" a share as a percentage. Without a choice of columns all stand that are
    `shown` always, those of the file in a workbook only; the others when they are asked for.
    """

    key: str
    label: StrPromise | str
    value: Callable[[Any], Any] | str = ""
    by: tuple[str, ...] = ()
    align: str = "start"
    kind: str = ""
    width: str = ""
    shown: str = ALWAYS

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
    """Columns, and the total order in which rows stand when nothing else is asked (it ends in something unique).

    `head` is the key of the column that names a row, the first when empty: it stands whatever is chosen. `load` is
    given the rows some hundreds at a time before they are shown or written, to fetch for all what columns ask of each.
    """

    columns: tuple[Column, ...]
    order: tuple[str, ...]
    head: str = ""
    load: Callable[[Sequence[Any]], None] | None = None

    @property
    def naming(self) -> str:
        """The key of the column that names a row."""
        return self.head or self.columns[0].key

    def chosen(self, words: str, *, file: bool = False) -> "Table":
        """The table with the columns of "a,b" in that order; without a choice with those that stand by themselves."""
        if not words:
            kinds = (ALWAYS, FILE) if file else (ALWAYS,)
            return replace(self, columns=tuple(one for one in self.columns if one.shown in kinds), head=self.naming)
        known = {one.key: one for one in self.columns}
        keys = list(dict.fromkeys(words.split(",")))
        if (unknown := next((key for key in keys if key not in known), None)) is not None:
            raise _no_column(unknown)
        first = [] if self.naming in keys else [self.naming]
        return replace(self, columns=tuple(known[key] for key in first + keys), head=self.naming)

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
        return (Line(row, {column.key: column.of(row) for column in self.columns}) for row in self.loaded(rows))

    def loaded(self, rows: Iterable[Any]) -> Iterator[Any]:
        """The rows, with what `load` fetches for them."""
        if self.load is None:
            yield from rows
            return
        waiting = iter(rows)
        while part := list(islice(waiting, BATCH)):
            self.load(part)
            yield from part

    def headings(self) -> list[str]:
        """The labels in the reader's language."""
        return [str(column.label) for column in self.columns]


def _no_column(key: str) -> Refused:
    return Refused(
        _("This table has no column “{column}”."),
        _("Choose the columns again below the filter."),
        code="web.columns",
        column=key[:40],
    )


def _step(thing: Any, name: str) -> Any:
    found = getattr(thing, name, None) if thing is not None else None
    return found() if callable(found) else found


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
