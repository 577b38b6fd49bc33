"""Score everybody in a period: `taizhang assess 2018-Q1`, by the scheme in force or by one that is tried out.

Computed anew from the facts as known on a day, also of a period that was closed: what stands of it, `explain` tells.
"""

import json
from argparse import ArgumentParser, Namespace
from datetime import date


def arguments(parser: ArgumentParser) -> None:
    """The period, what to judge by and whom, and how to answer."""
    parser.add_argument("period", help="2018-M05, 2018-Q1, 2018-H1 or 2018")
    parser.add_argument("--scheme", metavar="FILE", help="a scheme that is not published; without it the one in force")
    parser.add_argument("--org", metavar="CODE", help="show this organisation alone")
    parser.add_argument("--engine", choices=("local", "spark"), default="local", help="reckon here, or by Spark")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="as known on this day; today")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: Namespace) -> int:
    """Prints code, category, score, grade, and whether it is ranked; answers 1 when nobody is judged."""
    from taizhang.config.today import today
    from taizhang.domain.assessments.asking import assess, scheme_for
    from taizhang.kernel.periods import Period

    period = Period.parse(options.period)
    lines = assess(scheme_for(period, options.scheme), period, options.on or today(), options.engine)
    lines = [line for line in lines if options.org in (None, line["code"])]
    if options.json:
        print(json.dumps(lines, ensure_ascii=False))
    else:
        for line in lines:
            ranked = "#" if line["ranked"] else "-"
            print(
                f"{line['code']:<24} {line['category']} {line['score'] or '-':>8}  {line['grade'] or '-':<12} {ranked}"
            )
    return int(not lines)
