"""Compiles translation catalogues with Babel, so that nobody needs GNU gettext.

People write simplified Chinese only. Beside each of its catalogues the traditional one is made from it, sentence by
sentence and never committed; names that a sentence is filled with stay as they are (see kernel/traditional.py).
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.config.rooms import PACKAGE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

WRITTEN, GENERATED = "zh_Hans", "zh_Hant"


def compile_stale(folder: Path = PACKAGE) -> list[Path]:
    """Compiles each .po under a `locale` folder that is newer than what was made of it, and answers which."""
    stale = [source for source in sources(folder) if not current(source)]
    for source in stale:
        _compile(source)
    return stale


def sources(folder: Path = PACKAGE) -> list[Path]:
    """Every catalogue that somebody wrote."""
    return sorted(folder.glob("**/locale/*/LC_MESSAGES/*.po"))


def targets(source: Path) -> list[Path]:
    """What is made of a catalogue: its compiled form, and of simplified Chinese the traditional one too."""
    own = source.with_suffix(".mo")
    language = source.parents[1]
    if language.name != WRITTEN:
        return [own]
    return [own, language.with_name(GENERATED) / source.parent.name / own.name]


def current(source: Path) -> bool:
    """Whether everything made of a catalogue is there and not older than it."""
    written = source.stat().st_mtime
    return all(target.exists() and target.stat().st_mtime >= written for target in targets(source))


def _compile(source: Path) -> None:
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parents[1].name, domain=source.stem, abort_invalid=True)
    own, *others = targets(source)
    _write(catalogue, own)
    for target in others:
        _write(_traditional(catalogue), target)


def _traditional(catalogue: "Catalog") -> "Catalog":
    """The same catalogue in traditional characters."""
    from babel.messages.catalog import Catalog

    made = Catalog(locale=GENERATED, domain=catalogue.domain)
    for message in catalogue:
        if message.id:
            made.add(message.id, _converted(message), context=message.context)
    return made


def _converted(message: "Message") -> str | tuple[str, ...]:
    from taizhang.kernel.traditional import traditional

    if isinstance(message.string, str):
        return traditional(message.string)
    return tuple(traditional(text) for text in message.string or ())


def _write(catalogue: "Catalog", target: Path) -> None:
    from babel.messages.mofile import write_mo

    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.mo")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(target)
