"""What a schema needs besides Django's migrations: extensions, rights of the serving role, and a note of its state."""

from collections.abc import Iterable

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from psycopg import sql

from taizhang.config.database import EXTENSIONS_SCHEMA, schema
from taizhang.config.trouble import Trouble

EXTENSIONS = ("btree_gist", "pg_trgm")


class WrongLocale(Trouble):
    """Chinese search would silently find nothing in this database."""


def migrate(serving_role: str, *, verbosity: int = 1) -> None:
    """Brings the district's schema up to date, as its owner, and grants the serving role what it may do."""
    _prepare()
    call_command("migrate", interactive=False, verbosity=verbosity)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
    if serving_role == owner:
        print(f"{owner} both migrates and serves, so nothing but the code keeps ledgers from being rewritten: ", end="")
        print("let another role migrate, by TAIZHANG_OWNER_URL.")
        return
    grant(serving_role)


def grant(role: str) -> None:
    """Gives the serving role reading and writing, but on append-only tables only reading and adding."""
    names = {"role": sql.Identifier(role), "schema": sql.Identifier(schema())}
    _run("GRANT USAGE ON SCHEMA {schema} TO {role}", names)
    _run("GRANT USAGE ON SCHEMA {0} TO {role}", names, sql.Identifier(EXTENSIONS_SCHEMA))
    _run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}", names)
    _run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}", names)
    there = set(connection.introspection.table_names())
    for table in there.intersection(append_only_tables()):
        _run("REVOKE UPDATE, DELETE, TRUNCATE ON {schema}.{0} FROM {role}", names, sql.Identifier(table))


def append_only_tables() -> set[str]:
    """The tables of every model that says it is append-only."""
    from taizhang.domain.audit.nouns import AppendOnly

    models: Iterable[type[Model]] = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if issubclass(model, AppendOnly)}


def check_search() -> None:
    """Refuses a database of locale C, in which trigrams of Chinese words are empty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT show_trgm('中文') <> '{}'")
        if not cursor.fetchone()[0]:
            raise WrongLocale("This database cannot search Chinese text: make it with locale C.UTF-8, not C.")


def _prepare() -> None:
    names = {"schema": sql.Identifier(schema()), "extensions": sql.Identifier(EXTENSIONS_SCHEMA)}
    _run("CREATE SCHEMA IF NOT EXISTS {schema}", names)
    _run("CREATE SCHEMA IF NOT EXISTS {extensions}", names)
    for extension in EXTENSIONS:
        _run("CREATE EXTENSION IF NOT EXISTS {0} SCHEMA {extensions}", names, sql.Identifier(extension))
    check_search()


def _run(statement: str, names: dict[str, sql.Identifier], *more: sql.Identifier) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*more, **names))
