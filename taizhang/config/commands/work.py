"""Run what runs by the clock, until told to stop."""

from argparse import Namespace


def run(options: Namespace) -> None:
    """Runs the worker and its clock."""
    from django.core.management import call_command

    import taizhang.config.jobs  # noqa: F401  # registers what there is to run

    call_command("procrastinate", "worker", "--concurrency=1")
