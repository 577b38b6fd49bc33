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


def copied(rows: Any, **columns: str) -> NDArray[Any]:
    """What a query of values answers; `columns` names each in turn with its form: V16 an identifier, >i8 a bigint."""
    # A row says how many columns it has, a column how long it is.
    parts = [part for name, form in columns.items() for part in ((f"{name} is", ">i4"), (name, form))]
    row = np.dtype([("columns", ">i2"), *parts])
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        statement = f"COPY ({cursor.mogrify(sql, values)}) TO STDOUT (FORMAT BINARY)"
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
    halves = np.dtype([("high", ">u8"), ("low", ">u8")])
    column = np.ascontiguousarray(found["key"]).view(halves)
    unique, inverse = np.unique(column, return_inverse=True)
    place_of = {key.int: place for place, key in enumerate(keys)}
    places = [place_of.get(int(high) << 64 | int(low), -1) for high, low in unique.tolist()]
    return np.array(places, np.intp)[inverse] if places else np.zeros(0, np.intp)
