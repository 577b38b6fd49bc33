"""The schema: what the serving role may not do, districts side by side, search in Chinese."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.db import ProgrammingError, connection

from taizhang.config import embedded, migrations, schema
from tests import databases


@pytest.mark.django_db
def test_tests_run_as_the_role_that_serves() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == (embedded.APP, embedded.APP)


@pytest.mark.django_db
def test_there_are_ledgers() -> None:
    assert "audit_auditentry" in schema.append_only_tables()


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
@pytest.mark.parametrize("table", sorted(schema.append_only_tables()))
def test_no_ledger_can_be_rewritten(table: str, change: str) -> None:
    with connection.cursor() as cursor:
        column = connection.introspection.get_table_description(cursor, table)[0].name
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute(change.format(table, column))


@pytest.mark.django_db
def test_the_serving_role_makes_no_tables() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("CREATE TABLE mine (number int)")


@pytest.mark.django_db
def test_chinese_words_can_be_searched() -> None:
    schema.check_search()


def test_a_database_of_locale_c_is_refused(own_database: str) -> None:
    with databases._superuser() as superuser:
        superuser.execute("CREATE DATABASE plain TEMPLATE template0 LOCALE 'C' OWNER taizhang_owner")
    done = migrate(databases.server().dsn(embedded.OWNER, "plain"))
    databases.drop("plain")
    assert done.returncode == 1
    assert "C.UTF-8" in done.stderr and "Traceback" not in done.stderr


def test_two_districts_share_a_database(own_database: str) -> None:
    owner = databases.server().dsn(embedded.OWNER, own_database)
    done = migrate(
        owner, TAIZHANG_DATABASE_URL=databases.server().dsn(embedded.APP, own_database), TAIZHANG_SCHEMA="d2"
    )
    assert done.returncode == 0, done.stderr
    with psycopg.connect(databases.server().dsn(embedded.APP, own_database)) as connection:
        tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = %s"
        counts = [connection.execute(tables, [name]).fetchone() for name in ("public", "d2")]
        assert counts[0] == counts[1] > (20,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM d2.audit_auditentry")


def test_migrating_twice_changes_nothing_and_notes_the_state(own_database: str) -> None:
    owner = databases.server().dsn(embedded.OWNER, own_database)
    for _ in range(2):
        assert migrate(owner).returncode == 0
    with psycopg.connect(databases.server().dsn(embedded.APP, own_database)) as connection:
        assert connection.execute(f"SELECT migrations FROM {migrations.TABLE}").fetchall() == [(migrations.wanted(),)]


def test_one_role_for_both_is_said_aloud(own_database: str) -> None:
    done = migrate(databases.server().dsn(embedded.OWNER, own_database))
    assert "TAIZHANG_OWNER_URL" in done.stdout


def migrate(owner: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Migrates from another process, as `owner`, who serves too unless `more` says otherwise."""
    addresses = {"TAIZHANG_DATABASE_URL": owner, "TAIZHANG_OWNER_URL": owner}
    command = [sys.executable, "-m", "taizhang.config.cli", "migrate", "--quiet"]
    return subprocess.run(command, env={**os.environ, **addresses, **more}, capture_output=True, text=True)
