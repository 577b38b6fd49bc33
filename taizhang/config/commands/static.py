"""Collect and compress the static files, under names that carry their hash."""

from argparse import Namespace

DATABASE = False


def run(options: Namespace) -> None:
    """Rebuilds the folder that is served."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
