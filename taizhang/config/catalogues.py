"""Compiles translation catalogues with Babel, so that nobody needs GNU gettext."""

import os
from pathlib import Path

from taizhang.config.rooms import PACKAGE


def compile_stale(folder: Path = PACKAGE) -> list[Path]:
    """Compiles each .po under a `locale` folder that is newer than its .mo, and answers which."""
    done = []
    for source in sorted(folder.glob("**/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            _compile(source, target)
            done.append(source)
    return done


def _compile(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parents[1].name, domain=source.stem, abort_invalid=True)
    draft = target.with_suffix(f".{os.getpid()}.mo")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(target)
