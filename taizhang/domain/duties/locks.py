"""Acts that must not run twice at once wait for each other, within one district's schema."""

from enum import IntEnum

from django.db import connection


class Lock(IntEnum):
    """What one waits for."""

    PACKS = 0x7A_70_61_63
    ISSUE = 0x7A_69_73_73
    SEALS = 0x7A_73_65_61


def wait_for(lock: Lock, *, shared: bool = False) -> None:
    """Hold a lock until the end of the transaction, waiting for whoever holds it; who shares it waits for no sharer."""
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, hashtext(current_schema()))", [int(lock)])
