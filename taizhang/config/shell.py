"""Any command, with the database running and psql's and Django's environment set."""

import os
import subprocess

from psycopg.conninfo import conninfo_to_dict

from taizhang.config import database, embedded
from taizhang.config.binaries import find
from taizhang.config.home import home

VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}


def run(words: list[str]) -> int:
    """Runs `words` and answers the exit code, 127 when there is no such command."""
    folder = home()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "taizhang.config.settings"}
    if not database.external():
        embedded.ensure(folder)
        environment["PATH"] = f"{find().folder}{os.pathsep}{environment['PATH']}"  # before the machine's own
    environment["PGOPTIONS"] = f"-c search_path={database.schema()},{database.EXTENSIONS_SCHEMA}"
    for name, value in conninfo_to_dict(database.address(folder, "app")).items():
        if name in VARIABLES:
            environment[VARIABLES[name]] = str(value)
    try:
        return subprocess.call(words, env=environment)
    except FileNotFoundError:
        print(f"There is no command {words[0]!r}.")
        return 127
