"""Check a rule pack: every problem as `file:line: path: sentence`; answers 1 when there is one."""

import json
from argparse import ArgumentParser, Namespace

DATABASE = False


def arguments(parser: ArgumentParser) -> None:
    """The file, and how to answer."""
    parser.add_argument("file", help="the pack, a YAML file")
    parser.add_argument("--pictures", action="store_true", help="as if pictures might be demanded (policy switch)")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: Namespace) -> int:
    """Says what is wrong with the file; nothing is published."""
    from django.utils.translation import gettext

    from taizhang.domain.duties.packfile import check

    problems = check(options.file, pictures=options.pictures)
    if options.json:
        print(json.dumps([problem.plain(gettext) for problem in problems], ensure_ascii=False))
    else:
        sentences = [problem.sentence(gettext) for problem in problems]
        print("\n".join(sentences) or gettext("The pack {file} has no problems.").format(file=options.file))
    return int(bool(problems))
