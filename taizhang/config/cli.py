"""`taizhang COMMAND`: finds the command's file in `taizhang.config.commands` by its name and runs it.

`commands/duties_issue.py` is `taizhang duties issue`. Such a file has a docstring (its help), `run(options)` answering
an exit code or None, and where it needs them `arguments(parser)`, DATABASE = False (the database need not run),
DJANGO = False (nor Django be set up) and ROLE = "owner" (may change tables).
"""

import ast
import os
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from types import ModuleType

import psycopg
from django.db import OperationalError

from taizhang.config import catalogues, commands, database, embedded
from taizhang.config.home import home
from taizhang.config.trouble import Trouble

FOLDER = Path(commands.__file__).parent


def main(words: list[str] | None = None) -> int:
    """Runs one command and answers its exit code: 0 done, 1 refused, 2 not understood."""
    words = sys.argv[1:] if words is None else words
    name, rest = _split(words)
    if not name:
        print(_help(), file=sys.stderr if words and words[0] not in {"-h", "--help", "help"} else sys.stdout)
        return 2 if words and words[0] not in {"-h", "--help", "help"} else 0
    door = import_module(f"{commands.__name__}.{name}")
    parser = ArgumentParser(prog="taizhang " + name.replace("_", " "), description=door.__doc__)
    if hasattr(door, "arguments"):
        door.arguments(parser)
    options = parser.parse_args(rest)
    return _run(door, options)


def prepare(role: str = "app", *, needs_database: bool = True) -> None:
    """Makes Django usable in this process: database up, settings read for `role`, words in the default language."""
    os.environ["TAIZHANG_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
    if needs_database and not database.external():
        embedded.ensure(home())
    catalogues.compile_stale()
    import django

    django.setup()
    from django.utils import translation

    translation.activate(os.environ.get("TAIZHANG_LANGUAGE", "zh-hans"))


def _run(door: ModuleType, options: object) -> int:
    from taizhang.kernel.errors import Refused

    try:
        if getattr(door, "DJANGO", True):
            prepare(getattr(door, "ROLE", "app"), needs_database=getattr(door, "DATABASE", True))
        code: int | None = door.run(options)
        return code or 0
    except Refused as refusal:
        from django.utils.translation import gettext

        print(refusal.sentence(gettext), file=sys.stderr)
    except (Trouble, OperationalError, psycopg.OperationalError) as trouble:
        print(trouble, file=sys.stderr)
    return 1


def _names() -> dict[str, Path]:
    return {path.stem: path for path in sorted(FOLDER.glob("*.py")) if not path.stem.startswith("_")}


def _split(words: list[str]) -> tuple[str, list[str]]:
    """The longest run of leading words that names a command, and the words after it."""
    names = _names()
    for length in range(min(3, len(words)), 0, -1):
        if (name := "_".join(words[:length])) in names:
            return name, words[length:]
    return "", words


def _help() -> str:
    """Every command with the first line of its docstring; reads the files without importing them."""
    lines = ["taizhang COMMAND [ARGUMENTS]", ""]
    for name, path in _names().items():
        about = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n", 1)[0]
        lines.append(f"  {name.replace('_', ' '):<24} {about}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
