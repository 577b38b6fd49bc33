"""The embedded PostgreSQL: whoever comes first starts it, whoever leaves last stops it, whatever was killed before."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from taizhang.config import binaries, embedded
from taizhang.config.embedded import APP, OWNER, SUPERUSER, Server
from taizhang.config.sockets import socket_folder

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes who it is")


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder with a short path that an unprivileged server can reach too."""
    with tempfile.TemporaryDirectory(prefix="tz-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def ask(server: Server, question: str, role: str = APP) -> object:
    with psycopg.connect(server.dsn(role)) as connection:
        return connection.execute(question).fetchone()[0]


def pid_of(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    server = Server(home, durable=False)
    server.enter()
    yield server
    server.leave()
    server.halt()


def test_serves_chinese_text_to_the_role_that_serves(server: Server) -> None:
    assert ask(server, "SELECT current_user") == "taizhang_app"
    assert ask(server, "SELECT upper('中文é')") == "中文É"
    with psycopg.connect(server.dsn(OWNER)) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert connection.execute("SELECT show_trgm('中文') <> '{}'").fetchone() == (True,)


def test_listens_on_no_network_and_only_to_its_owner(server: Server) -> None:
    assert ask(server, "SHOW listen_addresses") == ""
    assert stat.S_IMODE(socket_folder(server.home).stat().st_mode) == 0o700
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700


def test_roles_are_no_superusers(server: Server) -> None:
    with psycopg.connect(server.dsn(SUPERUSER, "postgres")) as connection:
        rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolsuper").fetchall()
    assert rows == [(SUPERUSER,)]


def test_the_last_to_leave_stops_it(server: Server) -> None:
    second = Server(server.home, durable=False)
    second.enter()
    second.leave()
    assert server.answers()
    server.leave()
    assert not server.answers()


def test_a_command_run_beside_it_does_not_stop_it(server: Server) -> None:
    code = (
        f"from pathlib import Path; from taizhang.config import embedded; embedded.ensure(Path({str(server.home)!r}))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert server.answers()


def test_data_outlive_a_restart(server: Server) -> None:
    with psycopg.connect(server.dsn(OWNER)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    server.leave()
    server.enter()
    assert ask(server, "SELECT number FROM kept", OWNER) == 42


def test_starts_again_after_a_kill(server: Server) -> None:
    """The killed server's children may still hold its shared memory for a moment."""
    with psycopg.connect(server.dsn()) as connection:
        os.kill(pid_of(server), signal.SIGKILL)
        second = Server(server.home, durable=False)
        second.enter()
        assert ask(second, "SELECT 1") == 1
        assert not connection.closed or connection.broken
    second.leave()


def test_a_lock_file_that_names_another_program_is_no_obstacle(server: Server) -> None:
    lock = server.data / "postmaster.pid"
    left = lock.read_text()
    server.leave()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        lock.write_text(left.replace(left.split("\n", 1)[0], str(stranger.pid), 1))
        lock.chmod(0o600)
        try:
            server.enter()
            assert ask(server, "SELECT 1") == 1
            assert stranger.poll() is None
        finally:
            stranger.kill()


def test_an_interrupted_first_start_leaves_nothing_half_made(home: Path) -> None:
    (home / "pg.new").mkdir()
    (home / "pg.new" / "PG_VERSION").write_text("18\n")
    server = Server(home, durable=False)
    server.enter()
    assert ask(server, "SELECT 1") == 1
    server.leave()


def test_a_long_path_gets_a_short_socket(home: Path) -> None:
    deep = home / ("a" * 60) / ("b" * 60)
    assert len(os.fsencode(socket_folder(deep))) < 90
    assert socket_folder(deep) != socket_folder(home / ("a" * 60) / ("c" * 60))
    server = Server(deep, durable=False)
    server.enter()
    assert ask(server, "SELECT 1") == 1
    server.leave()
    shutil.rmtree(socket_folder(deep))


@ROOT_ONLY
def test_the_server_is_not_root_even_without_user_namespaces(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where /usr/bin/unshare is not to be had, the server drops to an unprivileged user."""
    nobody = home / "bin"
    nobody.mkdir()
    monkeypatch.setenv("PATH", str(nobody))
    monkeypatch.setenv("TAIZHANG_PG_BIN", str(readable_binaries()))
    server = Server(home / "data", durable=False)
    server.enter()
    assert Path(f"/proc/{pid_of(server)}").stat().st_uid == binaries.NOBODY
    assert ask(server, "SELECT 1") == 1
    server.leave()


def readable_binaries() -> Path:
    """Binaries that everybody may run: the environment may lie in root's own folder."""
    for folder in (binaries.find().folder, *Path("/usr/lib/postgresql").glob("*/bin")):
        if all(path.stat().st_mode & 0o001 for path in (folder, *folder.parents)):
            return folder
    pytest.skip("every PostgreSQL here lies in a folder that only root can open")


def test_says_what_is_wrong_when_it_cannot_start(home: Path) -> None:
    server = Server(home, durable=False)
    server.enter()
    server.leave()
    (server.data / "postgresql.conf").write_text("shared_buffers = 'a lot'\n")
    with pytest.raises(embedded.CannotStart, match="shared_buffers"):
        server.enter()


def test_binaries_too_old_or_missing_are_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_PG_BIN", str(home))
    with pytest.raises(binaries.NoBinaries, match="TAIZHANG_PG_BIN"):
        binaries.find()
