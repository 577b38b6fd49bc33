"""Loading the demo district, which `seeds` builds through actions only."""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from taizhang.config import database
from taizhang.config.home import demo_mark, home
from taizhang.config.processes import taizhang
from taizhang.kernel.errors import Refused, _

Progress = Callable[[float, str], None]


def available() -> bool:
    """True when this installation carries the demo district."""
    return find_spec("seeds.demo") is not None


def due(folder: Path) -> bool:
    """True when the demo may be loaded: nothing is there yet, or loading it was interrupted."""
    return _interrupted(folder).exists() or _empty(database.address(folder, "app"))


def load(*, again: bool = False) -> None:
    """Builds the demo with a progress bar. Refuses to touch a district that is not a demo."""
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = _interrupted(folder)
    if unfinished.exists() or (again and demo_mark(folder).exists()):
        _start_over(database.address(folder, "owner"))
    elif not _empty(database.address(folder, "app")):
        raise Refused(
            _("There is data here already, and the demo district is loaded into an empty database only."),
            _("Choose an empty data folder with TAIZHANG_HOME, or throw an earlier demo away with ./dev seed."),
            code="demo.not_empty",
        )
    seeds = import_module("seeds.demo")
    unfinished.touch()
    # The mark comes first: half a demo is a demo too, and must not be served to the world.
    demo_mark(folder).write_text(seeds.TODAY.isoformat())
    seeds.load(progress=bar())
    with psycopg.connect(database.address(folder, "owner"), autocommit=True) as connection:
        connection.execute("ANALYZE")  # the first pages should not wait for the planner to learn what was loaded
    unfinished.unlink()


def bar(width: int = 30) -> Progress:
    """A function of (share done from 0 to 1, what is being done) that draws one line on a terminal, else one a step."""
    said = ""

    def show(share: float, what: str) -> None:
        nonlocal said
        if sys.stderr.isatty():
            full = round(share * width)
            sys.stderr.write(f"\r\x1b[K{'█' * full}{'░' * (width - full)} {share:4.0%} {what}" + "\n" * (share >= 1))
        elif what != said:
            sys.stderr.write(f"{share:4.0%} {what}\n")
        said = what
        sys.stderr.flush()

    return show


def _interrupted(folder: Path) -> Path:
    return folder / "demo.unfinished"


def _empty(address: str) -> bool:
    """True when no organisation exists yet."""
    table = sql.Identifier(database.schema(), "orgs_organization")
    with psycopg.connect(address) as connection:
        return connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(table)).fetchone() is None


def _start_over(owner: str) -> None:
    """Drops the district's schema, since ledgers let nobody delete from them, and makes it anew."""
    with psycopg.connect(owner) as connection:
        connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(database.schema())))
    taizhang("migrate", "--quiet")
