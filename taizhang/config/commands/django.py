"""Run one of Django's own commands, e.g. `taizhang django makemigrations`; may change tables."""

from argparse import REMAINDER, ArgumentParser, Namespace

ROLE = "owner"


def arguments(parser: ArgumentParser) -> None:
    """Everything goes to Django."""
    parser.add_argument("words", nargs=REMAINDER)


def run(options: Namespace) -> None:
    """Hands over to Django."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["taizhang django", *options.words])
