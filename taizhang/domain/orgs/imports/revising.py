"""Writing what a roster changes of people whom the register knows: one statement a column, for any number of people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import sql

from taizhang.domain.orgs.actions.belonging import change_memberships
from taizhang.domain.orgs.imports.enrolling import Step, named, reached
from taizhang.domain.orgs.imports.people import Change
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.secrets import seal


def revise(changes: Sequence[Change], step: Step) -> None:
    """Write the changed columns of people; sealed, indexed and spelled like those of newcomers."""
    values: defaultdict[str, list[tuple[UUID, Any]]] = defaultdict(list)
    for change in changes:
        for column, value in _stored(change.columns).items():
            values[column].append((change.person_id, value))
        step()
    for column, pairs in values.items():
        _write(column, pairs)


def confirm(changes: Iterable[Change]) -> None:
    """Make probationary members formal ones from their day of confirmation on."""
    by_day: defaultdict[tuple[date, UUID | None], list[Membership]] = defaultdict(list)
    for change in changes:
        if change.confirms is not None:
            day = max(change.row.said["confirmed_on"], change.confirms.starts_on)
            by_day[day, change.confirms.group_id].append(change.confirms)
    for (day, group), memberships in by_day.items():
        change_memberships(memberships, day, standing=Standing.FORMAL.value, group_id=group)


def _stored(columns: dict[str, Any]) -> dict[str, Any]:
    """The columns of the table behind changed items."""
    stored = dict(columns)
    if "name" in stored:
        stored |= named(stored["name"])
    if "phone" in stored:
        stored |= reached(stored["phone"])
    if "address" in stored:
        stored["address"] = seal(stored["address"])
    return stored


def _write(column: str, pairs: Sequence[tuple[UUID, Any]]) -> None:
    kind = Person._meta.get_field(column).db_type(connection) or "text"
    statement = sql.SQL(
        "UPDATE {table} AS person SET {column} = said.value"
        " FROM unnest(%s::uuid[], %s::{kind}[]) AS said (id, value) WHERE person.id = said.id"
    ).format(table=sql.Identifier(Person._meta.db_table), column=sql.Identifier(column), kind=sql.SQL(kind))
    keys, values = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(), [list(keys), list(values)])
