"""Importing from the command line: what was read, what would be done, and what is wrong with which row."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

SHOWN = 20  # refused rows in sentences; --json answers all


def arguments(parser: ArgumentParser) -> None:
    """The file, and how to answer."""
    parser.add_argument("file", type=Path, help="the file to import")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(kind: str, options: Namespace) -> int:
    """Imports a file, or says what it would do; answers 1 when a row or the whole file is refused."""
    from django.utils.translation import gettext

    from taizhang.kernel.errors import Refused

    try:
        answer = _answer(kind, options)
    except Refused as refusal:
        if not options.json:
            raise
        fault = {"row": 0, "column": "", "message": refusal.sentence(gettext)}
        answer = {"added": 0, "changed": 0, "unchanged": 0, "refused": [fault]}
    print(json.dumps(answer, ensure_ascii=False) if options.json else _sentences(answer, options.dry_run))
    return int(bool(answer["refused"]))


def _answer(kind: str, options: Namespace) -> dict[str, Any]:
    """The numbers of the file, after it was applied unless that was not wanted or a row is refused."""
    from django.conf import settings

    from taizhang.config.demo import bar
    from taizhang.domain.audit.actor import system
    from taizhang.domain.orgs.imports import applying, runs
    from taizhang.domain.orgs.imports.faults import Everywhere
    from taizhang.domain.orgs.models import ImportRun
    from taizhang.web.kit.clock import now

    by, show = system(now()), bar()
    given: dict[str, Any] = {"where": Everywhere(), "by": by, "fictional": settings.DEMO}
    _require(options.file)
    if options.dry_run:
        return _numbers(runs.look(run=ImportRun(kind=kind), path=options.file, **given).run)
    with options.file.open("rb") as file:
        seen = runs.preview(kind=kind, file=file, name=options.file.name, **given)
    if seen.run.refused:
        runs.cancel(run=seen.run, by=by)
        return _numbers(seen.run)
    applied = applying.apply(
        run=seen.run, reading=seen.reading, tell=lambda done, total: show(done / total, options.file.name), **given
    )
    show(1, options.file.name)
    return _numbers(applied)


def _require(file: Path) -> None:
    from taizhang.kernel.errors import Refused, _

    if not file.is_file():
        raise Refused(
            _("There is no file {file}."), _("Check its name and folder."), code="imports.no-file", file=str(file)
        )


def _numbers(run: Any) -> dict[str, Any]:
    return {"added": run.added, "changed": run.changed, "unchanged": run.unchanged, "refused": run.refused}


def _sentences(answer: dict[str, Any], dry: bool) -> str:
    from django.utils.translation import gettext

    wrong = answer["refused"]
    fault = gettext("Row {row}, {column}: {message}")
    lines = [fault.format(**each) for each in wrong[:SHOWN]]
    if len(wrong) > SHOWN:
        lines.append(gettext("… and {count} more.").format(count=len(wrong) - SHOWN))
    if wrong:
        lines.append(gettext("Nothing was imported: a file is imported as a whole or not at all."))
    elif dry:
        lines.append(gettext("Nothing was imported: this was a trial."))
    numbers = gettext("New {added}, changed {changed}, as they were {unchanged}.")
    return "\n".join([numbers.format(**answer), *lines])
