"""The doctor's rounds: from what stands without anything else to what needs the whole house."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from taizhang.config import catalogues, database, embedded, migrations
from taizhang.config.doctor import district, folder, machine, safety, server
from taizhang.config.doctor.finding import Finding, State, wrong
from taizhang.config.serving import noted_schema, noted_static, static_state
from taizhang.config.trouble import Trouble
from taizhang.kernel.errors import _

USED = ("static.sha256", "files", "cache", "demo")  # what serving leaves: from then on there are data
LATEST = """
    SELECT split_part(job.task_name, '.', -1), max(event.at)
    FROM procrastinate_jobs job JOIN procrastinate_events event ON event.job_id = job.id
    WHERE event.type = 'succeeded' GROUP BY 1
"""


def examine(home: Path) -> Iterator[Finding]:
    """Every finding, in the order in which they should be mended; stops where nothing further could be seen."""
    yield machine.python()
    home.mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(home)
    yield machine.disk(usage.free, usage.total)
    kept = list(folder.keys(home, used=database.external() or any((home / name).exists() for name in USED)))
    yield from kept
    yield folder.words()
    if any(each.state is State.WRONG for each in kept):
        return  # nothing must be started that would make new keys
    yield folder.pages(noted_static(home), static_state(), home / "static")
    try:
        if not database.external():
            embedded.ensure(home)
        with psycopg.connect(database.address(home, "app"), autocommit=True) as connection:
            yield from _database(home, connection)
    except (Trouble, psycopg.OperationalError) as trouble:
        yield wrong(
            server.PART,
            _("The database does not answer: {why}"),
            _("Start it, or correct TAIZHANG_DATABASE_URL; the embedded one writes pg.log in the data folder."),
            why=str(trouble).strip().split("\n", 1)[0],
        )


def _database(home: Path, connection: server.Connection) -> Iterator[Finding]:
    connection.execute(f'SET search_path TO "{database.schema()}", "{database.EXTENSIONS_SCHEMA}"')
    yield server.version(connection.info.server_version // 10_000)
    yield from (missing := list(server.extensions(connection)))
    if not missing:  # without them there are no trigrams to ask for
        yield server.chinese(bool(server.one(connection, server.TRIGRAMS)))
    yield machine.clocks(datetime.now(UTC), server.clock(connection))
    schema = server.migrated(noted_schema(database.address(home, "app")), migrations.wanted())
    yield schema
    if schema.state is State.WELL:
        yield from _inside(connection)


def _inside(connection: server.Connection) -> Iterator[Finding]:
    """What needs Django: settings, models, the district itself."""
    from django.conf import settings

    from taizhang.config import today
    from taizhang.config.cli import prepare
    from taizhang.config.schema import append_only_tables

    catalogues.compile_stale()
    prepare(needs_database=False)
    on, now = today.today(), datetime.now(UTC)
    yield server.rights(connection, append_only_tables())
    yield machine.zone(settings.TIME_ZONE)
    yield machine.day(settings.TODAY, datetime.now().astimezone().date())
    yield district.rules(on)
    yield district.workdays(on)
    yield district.trail()
    yield district.jobs(dict(connection.execute(LATEST).fetchall()), district.periodic(), now, demo=settings.DEMO)
    yield from district.connectors(now)
    hosts = [host for host in settings.ALLOWED_HOSTS if host not in settings.LOOPBACK]
    yield from safety.served(debug=settings.DEBUG, demo=settings.DEMO, hosts=hosts, https=settings.HTTPS)
    yield safety.backups()
