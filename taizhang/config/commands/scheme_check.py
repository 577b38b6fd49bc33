"""Check a scheme of assessment: every problem as `file:line: path: sentence`; answers 1 when there is one."""

import json
from argparse import ArgumentParser, Namespace

DATABASE = False


def arguments(parser: ArgumentParser) -> None:
    """The file, and how to answer."""
    parser.add_argument("file", help="the scheme, a YAML file; its worked example NAME.example.yaml is tried as well")
    parser.add_argument("--pack", help="the rule pack whose institutions it weighs; without it the default pack")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: Namespace) -> int:
    """Says what is wrong with the file and where its example disagrees; nothing is published."""
    from django.utils.translation import gettext

    from taizhang.domain.assessments.schemefile import by_shipped, check, load
    from taizhang.domain.assessments.schemefile.example import beside, disagreements
    from taizhang.domain.duties import packfile

    pack = packfile.load(options.pack) if options.pack else None
    rules = (lambda _day: pack) if pack else by_shipped
    problems = check(options.file, rules=rules)
    example = beside(options.file)
    if example and not problems:
        problems = disagreements(example, load(options.file, rules=rules))
    if options.json:
        print(json.dumps([problem.plain(gettext) for problem in problems], ensure_ascii=False))
    else:
        sentences = [problem.sentence(gettext) for problem in problems]
        print("\n".join(sentences) or gettext("The scheme {file} has no problems.").format(file=options.file))
    return int(bool(problems))
