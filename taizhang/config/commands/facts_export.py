"""Write a year's facts as Parquet: `taizhang facts export DIR --period 2018-Q1`."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path


def arguments(parser: ArgumentParser) -> None:
    """Where to, and of when."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the file is written")
    parser.add_argument("--period", required=True, help="2018-Q1: the tree of its last day, the facts of its year")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="as known on this day; today")


def run(options: Namespace) -> None:
    """Writes the file, and says how many organisations are in it."""
    from django.utils.translation import gettext

    from taizhang.config.today import today
    from taizhang.domain.assessments.asking import export
    from taizhang.kernel.periods import Period

    file, count = export(options.folder, Period.parse(options.period), options.on or today())
    print(gettext("{file}: the facts of {count} organisations.").format(file=file, count=count))
