"""Which database, as which role, in which schema."""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from taizhang.config import embedded

EXTENSIONS_SCHEMA = "extensions"


def schema() -> str:
    """The schema of this district. One district is one schema; many may share a database."""
    return os.environ.get("TAIZHANG_SCHEMA") or "public"


def external() -> bool:
    """True when somebody else's PostgreSQL is used, so that ours need not run."""
    return bool(os.environ.get("TAIZHANG_DATABASE_URL"))


def address(folder: Path, role: str) -> str:
    """The address for "app", the role that serves, or "owner", the role that migrates."""
    if external():
        serving = os.environ["TAIZHANG_DATABASE_URL"]
        return os.environ.get("TAIZHANG_OWNER_URL", serving) if role == "owner" else serving
    return embedded.Server(folder).dsn(embedded.OWNER if role == "owner" else embedded.APP)


def settings(folder: Path, role: str, *, pool: bool) -> dict[str, Any]:
    """Django's DATABASES["default"]."""
    parts = {key: str(value) for key, value in conninfo_to_dict(address(folder, role)).items()}
    options: dict[str, Any] = {"options": f"-c search_path={schema()},{EXTENSIONS_SCHEMA}"}
    if pool:
        # As many as a worker process has threads; waiting longer than this for one means something hangs.
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 15}
    named = {name.upper(): parts.pop(name, "") for name in ("host", "port", "user", "password")}
    database = parts.pop("dbname", named["USER"])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        **named,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**parts, **options},
    }
