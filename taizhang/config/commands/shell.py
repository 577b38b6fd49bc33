"""Run a command, e.g. `taizhang shell psql`, while the database is up and named in the environment."""

from argparse import REMAINDER, ArgumentParser, Namespace

DJANGO = False


def arguments(parser: ArgumentParser) -> None:
    """The command and its own arguments."""
    parser.add_argument("words", nargs=REMAINDER)


def run(options: Namespace) -> int:
    """Runs it and answers its exit code."""
    from taizhang.config import shell

    return shell.run(options.words)
