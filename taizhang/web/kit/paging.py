"""Keyset paging: the next page starts after the last row's own sort key, so that page 400 costs what page 1 does."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet

from taizhang.domain.audit import kept
from taizhang.kernel.errors import Refused, _

M = TypeVar("M", bound=Model)
SIZE = 50  # rows a page


@dataclass(frozen=True, slots=True)
class Slice(Generic[M]):
    """The rows of one page and the cursors of its neighbours; an empty cursor: there is none."""

    rows: list[M]
    after: str  # of the next page
    before: str  # of the previous page

    def __len__(self) -> int:
        return len(self.rows)


def slice_of(
    rows: QuerySet[M], order: Sequence[str], query: Mapping[str, str], size: int = SIZE, *, keep: bool = False
) -> Slice[M]:
    """The page that ?after= or ?before= names, in a total order: field names, "-" before a descending one.

    The order must end in something unique. One query, whatever the page. To `keep` it saves what takes long to find:
    which rows stand on the page, as it does with counts; whether they still belong there is asked each time.
    """
    after, before = query.get("after", ""), query.get("before", "")
    backwards = bool(before) and not after
    asked = [_turned(name) for name in order] if backwards else list(order)
    if cursor := before if backwards else after:
        rows = _beyond(rows, asked, _opened(cursor, len(order)))
    found = _known(rows, asked, size + 1) if keep and settings.KEEP_COUNTS else list(rows.order_by(*asked)[: size + 1])
    more, page = len(found) > size, found[:size]
    if backwards:
        page.reverse()
    return Slice(
        page,
        after=_cursor(page[-1], order) if page and (more or backwards) else "",
        before=_cursor(page[0], order) if page and (more if backwards else bool(cursor)) else "",
    )


def _known(rows: QuerySet[M], order: Sequence[str], most: int) -> list[M]:
    """The first rows in an order, their identifiers kept."""
    keys = kept.listed(rows.order_by(*order).values_list("pk", flat=True)[:most])
    return list(rows.filter(pk__in=keys).order_by(*order))


def _beyond(rows: QuerySet[M], order: Sequence[str], values: list[Any]) -> QuerySet[M]:
    """The rows that stand strictly after the values in an order."""
    steps: list[Q] = []
    equal = Q()
    for name, value in zip(order, values, strict=True):
        steps.append(equal & _later(rows, name, value))
        equal &= _same(name, value)
    bound = _bound(rows, order[0], values[0])
    try:
        return rows.filter(bound & reduce(lambda one, other: one | other, steps))
    except (ValidationError, ValueError, TypeError) as wrong:
        raise _unreadable() from wrong


def _later(rows: QuerySet[Any], name: str, value: Any) -> Q:
    """What stands after a value; PostgreSQL puts unknown values last going up and first going down."""
    field, down = name.removeprefix("-"), name.startswith("-")
    if value is None:
        return Q(**{f"{field}__isnull": False}) if down else Q(pk__in=[])
    beyond = Q(**{f"{field}__lt" if down else f"{field}__gt": value})
    return beyond if down or not _nullable(rows.model, field) else beyond | Q(**{f"{field}__isnull": True})


def _same(name: str, value: Any) -> Q:
    field = name.removeprefix("-")
    return Q(**{f"{field}__isnull": True}) if value is None else Q(**{field: value})


def _bound(rows: QuerySet[Any], name: str, value: Any) -> Q:
    """A plain bound on the first field, from which an index scan can start."""
    field, down = name.removeprefix("-"), name.startswith("-")
    if value is None or (not down and _nullable(rows.model, field)):
        return Q()
    return Q(**{f"{field}__lte" if down else f"{field}__gte": value})


def _nullable(model: type[Model], path: str) -> bool:
    """Whether a field may be unknown; an annotation may."""
    nullable = False
    current: Any = model
    for step in path.split("__"):
        try:
            field = current._meta.pk if step == "pk" else current._meta.get_field(step)
        except FieldDoesNotExist:
            return True
        nullable, current = nullable or bool(field.null), field.related_model or current
    return nullable


def _cursor(row: Any, order: Sequence[str]) -> str:
    """The sort key of a row as text for an address."""
    values = [reduce(getattr, name.removeprefix("-").split("__"), row) for name in order]
    raw = json.dumps(values, default=_plain, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _opened(cursor: str, count: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as wrong:
        raise _unreadable() from wrong
    if not isinstance(values, list) or len(values) != count or not all(_sound(one) for one in values):
        raise _unreadable()
    return values


def _sound(value: Any) -> bool:
    """Whether a value of a cursor may be compared with: nothing nested, and a text that the database can hold."""
    if isinstance(value, str):
        return "\0" not in value and value.encode("utf-8", "ignore").decode() == value
    return not isinstance(value, list | dict)


def _unreadable() -> Refused:
    return Refused(
        _("The address of this page names a place in the list that cannot be read."),
        _("Go back to the beginning of the list."),
        code="web.cursor",
    )


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"A list cannot be sorted by {type(value).__name__}.")


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
