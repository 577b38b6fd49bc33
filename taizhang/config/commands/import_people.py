"""Import a roster of members (.xlsx): `taizhang import people FILE [--dry-run] [--json]`."""

from argparse import Namespace

from taizhang.config import importing

arguments = importing.arguments


def run(options: Namespace) -> int:
    """Imports the members of a roster, all of them or none."""
    return importing.run("people", options)
