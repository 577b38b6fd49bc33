"""Explain one score down to its leaves: `taizhang explain ORG PERIOD [--json]`."""

import json
from argparse import ArgumentParser, Namespace
from datetime import date


def arguments(parser: ArgumentParser) -> None:
    """Whose score of which period, and how to answer."""
    parser.add_argument("organization", metavar="ORG", help="the code of an organisation")
    parser.add_argument("period", help="2018-M05, 2018-Q1, 2018-H1 or 2018")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="as known on this day; today")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: Namespace) -> None:
    """Prints the score as a sentence, and below it everything it is made of."""
    from django.utils.translation import get_language

    from taizhang.config.today import today
    from taizhang.domain.assessments.asking import explain
    from taizhang.kernel.periods import Period

    opened = explain(options.organization, Period.parse(options.period), options.on or today())
    lang = get_language() or "zh"
    if options.json:
        print(json.dumps(opened.plain(lang), ensure_ascii=False))
    else:
        print("\n".join(opened.lines(lang)))
