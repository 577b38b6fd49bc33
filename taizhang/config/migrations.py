"""Whether the schema is up to date: one hash over the migration files, noted in the schema after migrating."""

import hashlib
from importlib.metadata import PackageNotFoundError, version

from taizhang.config.rooms import PACKAGE

TABLE = "config_state"
# Libraries whose migrations we apply besides our own.
LIBRARIES = ("Django", "django-allauth", "procrastinate")


def wanted() -> str:
    """The hash of every migration this version of the code has, its libraries' by their version, and of the rooms."""
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    for path in sorted(PACKAGE.glob("**/migrations/*.py")):
        digest.update(f"{path.relative_to(PACKAGE)}\n".encode() + path.read_bytes())
    digest.update((PACKAGE / "config" / "schema.py").read_bytes())
    return digest.hexdigest()


def note() -> None:
    """Writes down, in the schema itself, that it is now as `wanted` says."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (migrations text NOT NULL)")
        cursor.execute(f"DELETE FROM {TABLE}")
        cursor.execute(f"INSERT INTO {TABLE} VALUES (%s)", [wanted()])
        cursor.execute(f"GRANT SELECT ON {TABLE} TO PUBLIC")


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
