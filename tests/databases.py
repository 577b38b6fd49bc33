"""Databases for tests: one embedded server a run, one migrated template, a copy of it for whoever needs one.

Tests connect as the role that serves, so that what may not be rewritten cannot be rewritten here either.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from taizhang.config import embedded

TEMPLATE = "migrated"
HOME = Path(os.environ["TAIZHANG_HOME"])


def server() -> embedded.Server:
    return embedded.Server(HOME, durable=False)


def start() -> None:
    """Starts the server for this process and makes the template, unless another process of the run did."""
    embedded.ensure(HOME, durable=False)
    with (HOME / "template.lock").open("w") as lock, _superuser() as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone():
            connection.execute(f"CREATE DATABASE {TEMPLATE}_new OWNER {embedded.OWNER}")
            _migrate(f"{TEMPLATE}_new")
            connection.execute(f"ALTER DATABASE {TEMPLATE}_new RENAME TO {TEMPLATE}")


def create(name: str) -> None:
    with _superuser() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER {embedded.OWNER}")


def drop(name: str) -> None:
    with _superuser() as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _migrate(name: str) -> None:
    addresses = {"TAIZHANG_DATABASE_URL": embedded.APP, "TAIZHANG_OWNER_URL": embedded.OWNER}
    environment = {**os.environ, **{variable: server().dsn(role, name) for variable, role in addresses.items()}}
    command = [sys.executable, "-m", "taizhang.config.cli", "migrate", "--quiet"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with psycopg.connect(server().dsn(embedded.OWNER, name)) as connection:
        # Only Django's clean-up after a test that commits needs this; the serving role has no such right.
        connection.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {embedded.APP}")


@contextmanager
def _superuser() -> Iterator[psycopg.Connection]:
    with psycopg.connect(server().dsn(embedded.SUPERUSER, "postgres"), autocommit=True) as connection:
        yield connection
