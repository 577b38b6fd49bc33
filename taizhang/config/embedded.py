"""A PostgreSQL server of our own under the data folder, for demo, development and tests.

Every process that uses it holds a shared lock on `pg.users`; the last to leave stops the server. So a command run
beside a serving process never stops it, and a killed process leaves nothing that the next one cannot take over.
"""

import atexit
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from taizhang.config.binaries import Account, Binaries, account, find
from taizhang.config.sockets import socket_folder
from taizhang.config.trouble import Trouble

DATABASE, OWNER, APP, SUPERUSER = "taizhang", "taizhang_owner", "taizhang_app", "postgres"
PORT = 5432  # only a name of the socket file: the server does not listen on TCP
PATIENCE = 30.0  # seconds for a first answer
AFTERMATH = 5.0  # seconds in which what a killed server left behind may still refuse a new one
Command = list[str | Path]
OPTIONS = (
    *("listen_addresses=", "unix_socket_permissions=0700", "max_connections=100", "shared_buffers=256MB", "jit=off"),
    # Nobody replicates this server, so a bulk load need not be written twice nor be interrupted by checkpoints.
    *("wal_level=minimal", "max_wal_senders=0", "max_wal_size=2GB"),
)
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class CannotStart(Trouble):
    """The embedded server did not start; the message carries the end of its log."""


@dataclass
class Server:
    """The embedded server of one data folder."""

    home: Path
    durable: bool = True
    _users: IO[str] | None = field(default=None, init=False)
    _pid: int = field(default=0, init=False)

    @property
    def data(self) -> Path:
        """The cluster's folder."""
        return self.home / "pg"

    @property
    def log(self) -> Path:
        """Where the server writes what goes wrong."""
        return self.home / "pg.log"

    def dsn(self, role: str = APP, database: str = DATABASE) -> str:
        """The address of `database` for `role`, whether or not the server runs."""
        return f"host={socket_folder(self.home)} port={PORT} user={role} dbname={database}"

    def answers(self) -> bool:
        """True when the server accepts connections now."""
        try:
            psycopg.connect(self.dsn(SUPERUSER, "postgres"), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def enter(self) -> None:
        """Starts the server unless it runs, and keeps it running until this process leaves."""
        self.home.mkdir(parents=True, exist_ok=True)
        with _locked(self.home / "pg.lock"):
            if not self.answers():
                self._start()
            self._users = (self.home / "pg.users").open("w")
            fcntl.flock(self._users, fcntl.LOCK_SH)
            self._pid = os.getpid()

    def leave(self) -> None:
        """Stops the server if nobody else uses it. A forked child that leaves stops nothing."""
        if self._users is None or self._pid != os.getpid() or not self.home.exists():
            return
        with _locked(self.home / "pg.lock"):
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self.halt()
            self._users.close()
            self._users = None

    def halt(self) -> None:
        """Stops the server, whoever uses it; does nothing when it does not run."""
        _stop(self.data)

    def _start(self) -> None:
        binaries = find(_major(self.data))
        as_whom = account(binaries)
        sockets = socket_folder(self.home)
        as_whom.make(sockets)
        _initialise(self.data, binaries, as_whom)
        _forget_dead(self.data)
        deadline = time.monotonic() + AFTERMATH
        while not self._try_start(binaries, as_whom, sockets):
            if time.monotonic() > deadline:
                raise CannotStart(f"PostgreSQL does not start. {self.log} ends:\n{_tail(self.log)}")
            time.sleep(0.2)
        self._furnish()

    def _try_start(self, binaries: Binaries, as_whom: Account, sockets: Path) -> bool:
        command: Command = [*as_whom.prefix, binaries / "postgres", "-D", self.data, "-k", sockets, "-p", str(PORT)]
        for option in [*OPTIONS, *(() if self.durable else NOT_DURABLE)]:
            command += ["-c", option]
        # A session of its own: Ctrl-C in the terminal is for us, and we stop the server when the last user has left.
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **as_whom.identity
            )
        deadline = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < deadline:
            if self.answers():
                return True
            time.sleep(0.02)
        return False

    def _furnish(self) -> None:
        """Makes the two roles and the database. The owner migrates; the role that serves cannot rewrite ledgers."""
        with psycopg.connect(self.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
            for role, rights in ((OWNER, "LOGIN CREATEDB"), (APP, "LOGIN")):
                if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                    connection.execute(sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(role)))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                names = sql.Identifier(DATABASE), sql.Identifier(OWNER)
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))


def ensure(home: Path, *, durable: bool = True) -> str:
    """Makes sure that the server of `home` runs until this process ends; answers the serving role's address."""
    server = Server(home, durable)
    server.enter()
    atexit.register(server.leave)
    return server.dsn()


def _initialise(data: Path, binaries: Binaries, as_whom: Account) -> None:
    """Makes the cluster beside its place first, so that an interrupted first start leaves nothing half-made."""
    if (data / "PG_VERSION").exists():
        as_whom.own(data)
        return
    draft = data.with_name("pg.new")
    as_whom.make(draft, empty=True)
    # ICU is not in every build, and locale C breaks Chinese trigrams: C.UTF-8 is the one that is the same everywhere.
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    locale = builtin if binaries.major >= 17 else ["--locale=C.UTF-8"]
    flags = ["-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions", *locale]
    command: Command = [*as_whom.prefix, binaries / "initdb", "-D", draft, *flags]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **as_whom.identity)
    if done.returncode:
        raise CannotStart(f"PostgreSQL's initdb failed:\n{done.stderr.strip()}")
    draft.rename(data)


def _major(data: Path) -> int | None:
    version = data / "PG_VERSION"
    return int(version.read_text().strip()) if version.exists() else None


def _postmaster(data: Path) -> int | None:
    """The process id that the cluster's lock file names, dead or alive."""
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _forget_dead(data: Path) -> None:
    """Removes a lock file whose process id now belongs to some other program, which PostgreSQL would trip over."""
    pid = _postmaster(data)
    status = Path(f"/proc/{pid}/cmdline")
    if pid and status.exists() and b"postgres" not in status.read_bytes():
        (data / "postmaster.pid").unlink()


def _stop(data: Path) -> None:
    """Asks for a fast shutdown (open transactions are rolled back) and waits for it."""
    pid = _postmaster(data)
    if pid is None or not _alive(pid):
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + PATIENCE
    while (data / "postmaster.pid").exists() and _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def _tail(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-lines:])


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
