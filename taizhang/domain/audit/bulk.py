"""Many rows at once through PostgreSQL's COPY, the quickest door that still checks every constraint."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg import sql

FEW = 8  # rows that one INSERT brings sooner than COPY, which takes two turns more with the server


def copy_in(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Add rows given as values in the order of the named columns; answers how many.

    The values must be as the database takes them: identifiers, days, lists of text, `Jsonb` for JSON. A constraint
    that does not hold is Django's IntegrityError, as anywhere else.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sql.Identifier(name) for name in columns)
    )
    count = 0
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement.as_string()) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def insert_many(model: type[models.Model], rows: Sequence[models.Model]) -> int:
    """Add unsaved rows of one model; answers how many. Defaults are applied, `save()` is not called."""
    if not rows:
        return 0
    columns, insert, values = _door(model)
    prepared = (values(row) for row in rows)
    if len(rows) <= FEW:
        line = f"({', '.join(['%s'] * len(columns))})"
        with connection.cursor() as cursor:
            cursor.execute(f"{insert} {', '.join([line] * len(rows))}", [value for row in prepared for value in row])
    else:
        copy_in(model, columns, prepared)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return len(rows)


def uuids(values: Iterable[UUID | None]) -> str:
    """Identifiers as the text of an array, for `%s::uuid[]`: ten times as quick as a list when there are thousands."""
    return f"{{{','.join(['NULL' if value is None else value.hex for value in values])}}}"


@lru_cache(maxsize=256)
def _door(model: type[models.Model]) -> tuple[list[str], str, Callable[[models.Model], Sequence[Any]]]:
    """The columns of a model, the beginning of its INSERT, and how a row becomes values that the database takes."""
    fields = model._meta.concrete_fields
    columns = [str(field.column) for field in fields]
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    insert = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) VALUES"
    return columns, insert, _reading(fields)


def _reading(fields: Iterable[models.Field[Any, Any]]) -> Callable[[models.Model], Sequence[Any]]:
    """A function from a row to its values; only those that need it are prepared, which saves half the time."""
    fields = list(fields)
    values = attrgetter(*(field.attname for field in fields))
    special = [(place, prepare) for place, field in enumerate(fields) if (prepare := _preparation(field)) is not None]

    def read(row: models.Model) -> Sequence[Any]:
        line = list(values(row))
        for place, prepare in special:
            line[place] = prepare(line[place])
        return line

    return read


def _preparation(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How a value becomes what the database takes; None where psycopg knows Python's own type."""
    if isinstance(field, models.JSONField | models.DecimalField | models.FileField):
        return lambda value: field.get_db_prep_save(value, connection)
    return None
