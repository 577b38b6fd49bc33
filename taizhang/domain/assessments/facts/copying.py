"""Grouped rows out of the database as arrays, in PostgreSQL's own form of numbers: many rows cost no object each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import CharField, F, Func, SmallIntegerField, Value
from django.db.models.functions import Cast, ExtractMonth
from numpy.typing import NDArray

_HEAD, _TAIL = 19, 2  # bytes before the first row and after the last one


def wide(column: str, width: int) -> Any:
    """A text of one width, as a copy of rows of one width needs it."""
    return Func(F(column), Value(width), function="rpad", output_field=CharField())


def month(column: str) -> Any:
    """The month of a day, as a small whole number."""
    return Cast(ExtractMonth(column), SmallIntegerField())


def copied(rows: Any, within: str = "{}", **columns: str) -> NDArray[Any]:
    """What a query of values answers, or a query of ours `within` which it stands.

    `columns` names each in turn with its form: V16 an identifier, >i8 a bigint, S8 a text of that width.
    """
    # A row says how many columns it has, a column how long it is.
    parts = [part for name, form in columns.items() for part in ((f"{name} is", ">i4"), (name, form))]
    row = np.dtype([("columns", ">i2"), *parts])
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        statement = f"COPY ({within.format(cursor.mogrify(sql, values))}) TO STDOUT (FORMAT BINARY)"
        with cursor.copy(statement) as copy:
            content = b"".join(bytes(block) for block in copy)[_HEAD:-_TAIL]
    if len(content) % row.itemsize:
        raise ValueError("A row of the copy is not as wide as expected.")
    found = np.frombuffer(content, row)
    if any((found[f"{name} is"] != row[name].itemsize).any() for name in columns):
        raise ValueError("A column of the copy is not as wide as expected.")
    return found


def placed(found: NDArray[Any], keys: tuple[UUID, ...]) -> NDArray[np.intp]:
    """The place of the organisation of each row among some; -1 where it is none of them."""
    place_of = {key.bytes: place for place, key in enumerate(keys)}
    return np.fromiter((place_of.get(key, -1) for key in found["key"].tolist()), np.intp, len(found))


def numbered(texts: NDArray[Any]) -> tuple[list[str], NDArray[np.intp]]:
    """The different texts of a column of one width, and which of them each row has."""
    seen: dict[bytes, int] = {}
    which = np.fromiter((seen.setdefault(text, len(seen)) for text in texts.tolist()), np.intp, len(texts))
    return [text.decode().rstrip() for text in seen], which
