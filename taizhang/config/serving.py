"""From a data folder in any state to pages on a port: one process that does only what is not done yet."""

import gc
import hashlib
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from taizhang.config import catalogues, database, demo, embedded, migrations
from taizhang.config.home import demo_mode, home
from taizhang.config.processes import taizhang
from taizhang.config.rooms import PACKAGE

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
STAMP = "static.sha256"
COUNTED_BY = "counts.sha256"
WORKERS, THREADS = 2, 8  # gthread: two processes, each with as many threads as pooled connections


def serve(host: str, port: int, *, empty: bool) -> int:
    """Serves on `host`:`port`; answers 1 with a sentence when it may not."""
    folder = home()
    if refusal := _refusal(host, port, demo_mode(folder)):
        print(refusal, file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    if not database.external():
        embedded.ensure(folder)
    catalogues.compile_stale()
    _make_ready(folder, empty=empty or host not in LOOPBACK)
    print(f"Taizhang: http://{host}:{port}/   (Ctrl-C stops)", flush=True)
    _gunicorn(host, port)
    return 0


def _refusal(host: str, port: int, demo: bool) -> str:
    """Why this address cannot be served, "" when it can."""
    if demo and host not in LOOPBACK:
        return f"A demo signs people in without asking, so it serves 127.0.0.1 only, not {host}."
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as trouble:
            return f"Port {port} of {host} cannot be had ({trouble.strerror}). Choose another with --port."
    return ""


def _make_ready(folder: Path, *, empty: bool) -> None:
    """Migrates, collects static files and loads the demo, each in a process of its own and only when it is due."""
    address = database.address(folder, "app")
    if noted_schema(address) != migrations.wanted():
        _say("Bringing the database up to date …")
        taizhang("migrate", "--quiet")
    state = static_state()
    if noted_static(folder) != state:
        _say("Collecting static files …")
        taizhang("static")
        (folder / STAMP).write_text(state)
    clear_counts(folder)
    if not empty and demo.available() and demo.due(folder):
        _say("Loading the demo district …")
        taizhang("seed")


def noted_schema(address: str) -> str | None:
    """The state that the last migration noted in the schema, None when there was none."""
    table = sql.Identifier(database.schema(), migrations.TABLE)
    with psycopg.connect(address) as connection:
        if not connection.execute("SELECT to_regclass(%s)", [table.as_string(connection)]).fetchone()[0]:  # type: ignore[index]
            return None
        row = connection.execute(sql.SQL("SELECT migrations FROM {}").format(table)).fetchone()
        return row[0] if row else None


def noted_static(folder: Path) -> str | None:
    """The state of the static files that were collected last, None when there were none."""
    stamp = folder / STAMP
    return stamp.read_text() if stamp.exists() else None


def static_state() -> str:
    """A hash over names, sizes and times of our static files and the versions of libraries that bring some."""
    digest = hashlib.sha256(version("Django").encode() + version("django-htmx").encode())
    for path in _static_files():
        facts = path.stat()
        digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def clear_counts(folder: Path) -> None:
    """Throws the kept counts away when another version of the program made them: it may have counted otherwise."""
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(PACKAGE.glob("*/**/*.py"))]
    program, stamp = hashlib.sha256(repr(facts).encode()).hexdigest(), folder / COUNTED_BY
    if not stamp.exists() or stamp.read_text() != program:
        shutil.rmtree(folder / "counts", ignore_errors=True)
        stamp.write_text(program)


def _static_files() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.glob("**/static/**/*")) if path.is_file())


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _gunicorn(host: str, port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.config.settings"
    os.environ["TAIZHANG_POOL"] = "1"
    from gunicorn.app.base import BaseApplication

    class Application(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
        def load_config(self) -> None:
            settings = {"bind": f"{host}:{port}", "workers": WORKERS, "threads": THREADS, "worker_class": "gthread"}
            # An address as long as gunicorn takes: five hundred characters of Chinese are 4,500 bytes in one.
            settings |= {"preload_app": True, "loglevel": "warning", "limit_request_line": 8190}
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            gc.disable()  # what is read at the start stays: looking for litter in it costs a quarter of the time
            from taizhang.config.wsgi import application

            import_module("taizhang.config.urls")
            gc.freeze()
            gc.enable()
            return application

    Application().run()
