"""Issue the duties of a period, e.g. `taizhang duties issue --period 2018-M05`; safe to run twice."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date


def arguments(parser: ArgumentParser) -> None:
    """The period, the business day, and how to answer."""
    parser.add_argument("--period", required=True, help="2018-M05, 2018-Q2, 2018-H1 or 2018")
    parser.add_argument("--on", type=date.fromisoformat, help="the day whose closed books are respected; today")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: Namespace) -> None:
    """Issues, and says how many duties are new."""
    from django.utils.translation import gettext

    from taizhang.domain.audit.actor import system
    from taizhang.domain.duties.actions.issue import issue
    from taizhang.kernel.periods import Period
    from taizhang.web.kit.clock import now, today

    issued = asdict(issue(period=Period.parse(options.period), on=options.on or today(), by=system(now())))
    sentence = gettext(
        "{created} duties issued; {existing} were there, {not_applicable} do not apply, {closed} are closed."
    )
    print(json.dumps(issued) if options.json else sentence.format(**issued))
