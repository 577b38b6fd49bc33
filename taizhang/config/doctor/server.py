"""The database: its version, its words, the rights of the role that serves, the state of the schema."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import psycopg
from psycopg import sql

from taizhang.config.database import schema
from taizhang.config.doctor.finding import Finding, well, wrong
from taizhang.config.schema import EXTENSIONS
from taizhang.kernel.errors import _

PART = "database"
OLDEST = 15
TRIGRAMS = "SELECT show_trgm('中文') <> '{}'"
CHANGES = ("UPDATE", "DELETE", "TRUNCATE")
Connection = psycopg.Connection[Any]


def one(connection: Connection, query: str, values: list[Any] | None = None) -> Any:
    """The only value of a query."""
    row = connection.execute(sql.SQL(query), values).fetchone()
    return row[0] if row else None


def version(major: int) -> Finding:
    """Whether PostgreSQL is new enough."""
    if major < OLDEST:
        return wrong(
            PART,
            _("PostgreSQL is {version}."),
            _("Move to PostgreSQL 15 or later; a dump carries the data."),
            version=major,
        )
    return well(PART, _("PostgreSQL is {version}."), version=major)


def chinese(found: bool) -> Finding:
    """Whether the database can search Chinese text."""
    if not found:
        return wrong(
            PART,
            _("This database has no trigrams of Chinese words, so search finds nothing."),
            _("Make a database of locale C.UTF-8, not C, and restore the dump into it."),
        )
    return well(PART, _("Chinese text can be searched."))


def extensions(connection: Connection) -> Iterator[Finding]:
    """The extensions that are missing."""
    for name in EXTENSIONS:
        if not one(connection, "SELECT count(*) FROM pg_extension WHERE extname = %s", [name]):
            yield wrong(
                PART, _("The extension {name} is missing."), _("Run: taizhang migrate, as the owner."), name=name
            )


def rights(connection: Connection, tables: Iterable[str]) -> Finding:
    """Whether the serving role can only read and add where nothing may be rewritten."""
    if one(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        return wrong(
            PART,
            _("The serving role {role} is a superuser, so nothing but the code keeps ledgers from being rewritten."),
            _("Serve as a role of its own (TAIZHANG_DATABASE_URL) and migrate as the owner (TAIZHANG_OWNER_URL)."),
            role=one(connection, "SELECT current_user"),
        )
    open_ = {table: rights for table in sorted(tables) if (rights := _may(connection, table))}
    if open_:
        table, names = next(iter(open_.items()))
        return wrong(
            PART,
            _("The serving role may {rights} in {table}, which is append-only; so in {count} tables."),
            _("Let another role own the tables (TAIZHANG_OWNER_URL) and run: taizhang migrate"),
            rights=", ".join(names),
            table=table,
            count=len(open_),
        )
    return well(PART, _("What is append-only the serving role can only read and add to."))


def _may(connection: Connection, table: str) -> list[str]:
    named = f'"{schema()}"."{table}"'
    ask = "SELECT to_regclass(%s) IS NOT NULL AND has_table_privilege(current_user, to_regclass(%s), %s)"
    return [right for right in CHANGES if one(connection, ask, [named, named, right])]


def migrated(noted: str | None, wanted: str) -> Finding:
    """Whether the schema is that of this version."""
    if noted != wanted:
        return wrong(
            PART,
            _("The schema is not that of this version."),
            _("Back up, then run: taizhang migrate"),
        )
    return well(PART, _("The schema is that of this version."))


def clock(connection: Connection) -> datetime:
    """The time by the database."""
    moment: datetime = one(connection, "SELECT clock_timestamp()")
    return moment
