"""Import streets and communities (.csv): `taizhang import divisions FILE [--dry-run] [--json]`."""

from argparse import Namespace

from taizhang.config import importing

arguments = importing.arguments


def run(options: Namespace) -> int:
    """Imports a list of divisions, all of them or none."""
    return importing.run("divisions", options)
