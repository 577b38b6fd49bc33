"""An import's second connection: it says how far the import is while the import's own transaction is still open.

The connection holds an advisory lock. When the process dies, so does the connection, and whoever looks at the run
next can take the lock and knows that nobody is working on it any more.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import connection

from taizhang.domain.orgs.models import ImportRun
from taizhang.domain.orgs.models.importing import ImportState

BETWEEN = 0.25  # seconds between two tellings
STEPS = 100  # steps between two looks at the clock
LOCK = "hashtextextended(current_schema()::text || %s::text, 0)"

Tell = Callable[[int, int], None]


class Stopped(Exception):
    """Somebody cancelled the import while it was applied."""


class Progress:
    """The second connection of one import that is applied."""

    def __init__(self, run: ImportRun, tell: Tell | None = None) -> None:
        own = connection.copy()
        own.settings_dict["OPTIONS"].pop("pool", None)
        self._link: Any = own.get_new_connection(own.get_connection_params())
        self._link.autocommit = True
        self.run, self._tell = run, tell
        self._done, self._told_at = 0, 0.0

    def claim(self) -> bool:
        """Begin; false when the run is not waiting to be applied."""
        taken = self._link.execute(f"SELECT pg_try_advisory_lock({LOCK})", [str(self.run.pk)]).fetchone()[0]
        return taken and self._update("state = %s, done = 0", ImportState.APPLYING, of=ImportState.PREVIEWED)

    def step(self) -> None:
        """One more row is written; stops the import when it was cancelled."""
        self._done += 1
        if self._done % STEPS == 0 and monotonic() - self._told_at > BETWEEN:
            self._told_at = monotonic()
            if not self._update("done = %s", self._done, of=ImportState.APPLYING):
                raise Stopped
            if self._tell is not None:
                self._tell(self._done, self.run.rows)

    def fail(self, because: str, at: Any) -> None:
        """Say why nothing was imported."""
        self._update("state = %s, because = %s, ended_at = %s", ImportState.FAILED, because[:400], at)

    def close(self) -> None:
        """Let the lock go."""
        self._link.close()

    def _update(self, setting: str, *values: Any, of: str = ImportState.APPLYING) -> bool:
        table = ImportRun._meta.db_table
        statement = f"UPDATE {table} SET {setting} WHERE id = %s AND state = %s"  # noqa: S608  # no stranger's words
        plain = [value.value if isinstance(value, ImportState) else value for value in values]
        return bool(self._link.execute(statement, [*plain, self.run.pk, ImportState(of).value]).rowcount)


def abandoned(run_id: UUID) -> bool:
    """Whether nobody works on a run; within a transaction, which then keeps others from beginning."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({LOCK})", [str(run_id)])
        return bool(cursor.fetchone()[0])
