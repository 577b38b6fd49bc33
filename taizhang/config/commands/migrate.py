"""Bring the database up to date, as its owner, and grant the serving role its rights."""

from argparse import ArgumentParser, Namespace

ROLE = "owner"


def arguments(parser: ArgumentParser) -> None:
    """One switch: how much is said."""
    parser.add_argument("--quiet", action="store_true", help="say nothing of what was done")


def run(options: Namespace) -> None:
    """Migrates, grants, and notes the state it brought the schema to."""
    from taizhang.config import database, migrations, schema
    from taizhang.config.home import home

    serving = database.settings(home(), "app", pool=False)["USER"]
    schema.migrate(serving, verbosity=0 if options.quiet else 1)
    migrations.note()
