"""Look at this installation and say in words what is well, what is not, and what would mend it."""

import json
from argparse import ArgumentParser, Namespace

DJANGO = False  # which may be what is broken


def arguments(parser: ArgumentParser) -> None:
    """How to answer."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: Namespace) -> int:
    """Says every finding; answers 1 when something is to be mended."""
    from taizhang.config.doctor.finding import State, language
    from taizhang.config.doctor.rounds import examine
    from taizhang.config.home import home

    signs = {State.WELL: "✓", State.NOTE: "·", State.WRONG: "✗"}
    broken, told = False, []
    for found in examine(home()):
        sentence, remedy = found.said(language())
        broken = broken or found.state is State.WRONG
        if options.json:
            told.append({"part": found.part, "state": found.state.value, "sentence": sentence, "remedy": remedy})
        else:
            print(f"{signs[found.state]} {sentence}", *([f"   → {remedy}"] if remedy else []), sep="\n", flush=True)
    if options.json:
        print(json.dumps({"ok": not broken, "findings": told}, ensure_ascii=False))
    return int(broken)
