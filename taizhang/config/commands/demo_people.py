"""List the sign-ins of the demo: `taizhang demo people [--json]`; only in demo mode."""

import json
from argparse import ArgumentParser, Namespace

from taizhang.kernel.errors import Refused, _


def arguments(parser: ArgumentParser) -> None:
    """How to answer."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: Namespace) -> None:
    """Prints role, organisation, username and password of everyone the demo offers."""
    from django.conf import settings

    if not settings.DEMO:
        raise Refused(
            _("This installation is not a demo and offers no sign-ins."),
            _("Load the demo district into an empty data folder with ./dev run."),
            code="demo.not-a-demo",
        )
    from seeds.officers import sign_ins

    people = sign_ins()
    if options.json:
        print(json.dumps(people, ensure_ascii=False))
        return
    for person in people:
        print(f"{person['role']:<16} {person['username']:<20} {person['password']:<16} {person['organization']}")
