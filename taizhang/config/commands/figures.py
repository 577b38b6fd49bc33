"""Compute the figures of the source article from records: `taizhang figures [--as-of DAY] [--json]`."""

import json
from argparse import ArgumentParser, Namespace
from datetime import date

from taizhang.kernel.errors import _

HOLDS = _("bears out")
FAILS = _("differs")


def arguments(parser: ArgumentParser) -> None:
    """The day, and how to answer."""
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help="as known on this day, 2018-05-31")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: Namespace) -> int:
    """Prints every figure whose source exists; answers 1 when one of them does not hold."""
    from django.utils.translation import gettext

    from taizhang.config.today import today
    from taizhang.domain.reports.figures import figures

    found = figures(options.as_of or today())
    if options.json:
        print(json.dumps([figure.as_json() for figure in found], ensure_ascii=False))
    else:
        for figure in found:
            word = gettext(HOLDS if figure.holds else FAILS)
            printed = figure.printed
            print(
                f"{printed.id:<36} {figure.value!s:>12}  {printed.op} {printed.expected!s:<10} {word}  {printed.quote}"
            )
    return int(not all(figure.holds for figure in found))
