"""What the doctor found: a sentence, and a remedy where something is wrong."""

import gettext
import os
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from taizhang.config import catalogues

LOCALE = Path(__file__).resolve().parents[1] / "locale"
FOLDERS = {"zh-hans": catalogues.WRITTEN, "zh-hant": catalogues.GENERATED}


class State(StrEnum):
    """How it is: well, to be known, to be mended."""

    WELL = "well"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of the doctor; its words are message ids filled with `values`."""

    part: str
    state: State
    sentence: str
    remedy: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def said(self, language: str) -> tuple[str, str]:
        """Sentence and remedy in a language; needs no Django, which may be what is broken."""
        say = _words(language).gettext
        return say(self.sentence).format(**self.values), say(self.remedy).format(**self.values) if self.remedy else ""


def well(part: str, sentence: str, **values: Any) -> Finding:
    """All is as it should be."""
    return Finding(part, State.WELL, sentence, values=values)


def note(part: str, sentence: str, remedy: str = "", **values: Any) -> Finding:
    """Nothing is broken, but the operator should know."""
    return Finding(part, State.NOTE, sentence, remedy, values)


def wrong(part: str, sentence: str, remedy: str, **values: Any) -> Finding:
    """Something is broken."""
    return Finding(part, State.WRONG, sentence, remedy, values)


def language() -> str:
    """The language of commands."""
    return os.environ.get("TAIZHANG_LANGUAGE", "zh-hans")


def _words(code: str) -> gettext.NullTranslations:
    folder = FOLDERS.get(code.lower())
    return gettext.translation("django", LOCALE, [folder] if folder else [], fallback=True)
