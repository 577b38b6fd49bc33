"""How a line of the roll is marked on paper: a code or a word for each way of not being there."""

from collections.abc import Iterator, Mapping
from functools import cache

from django.conf import settings
from django.utils.translation import gettext, override

from taizhang.domain.records.entry import Absence
from taizhang.domain.records.models import Presence
from taizhang.kernel.errors import _

# The code stands on the paper, the word in the workbook; nobody is asked for a diagnosis.
REASONS: Mapping[str, str] = {
    "1": _("sick leave"),
    "2": _("private leave"),
    "3": _("away on duty"),
    "4": _("working elsewhere"),
    "5": _("other leave"),
}
ABSENT_CODE, ABSENT = "9", _("absent without leave")
CAME = _("came")
THERE = frozenset({"√", "✓", "✔", "到", "到会", "是", "y", "yes"})
MISSING = frozenset({"×", "x", "✗", "✘", "缺席", "absent"})


def words() -> list[str]:
    """What may be chosen for somebody expected, in the reader's language."""
    return [*(gettext(word) for word in REASONS.values()), gettext(ABSENT)]


def legend() -> str:
    """The codes as they are printed above the roll."""
    codes = {**REASONS, ABSENT_CODE: ABSENT}
    return "  ".join(f"{code} {gettext(word)}" for code, word in codes.items())


def absence(text: str) -> Absence | None:
    """How somebody expected was away by what stands in the box; a tick means that he was there."""
    said = text.strip()
    if said.lower() in THERE or said in _spellings(CAME):
        return None
    if said == ABSENT_CODE or said.lower() in MISSING or said in _spellings(ABSENT):
        return Absence(Presence.ABSENT.value)
    return Absence(Presence.LEAVE.value, gettext(REASONS[said]) if said in REASONS else said)


def ticked(text: str) -> bool | None:
    """Whether a box is ticked; None when what stands in it is neither yes nor no."""
    said = text.strip().lower()
    if said in THERE or said == "1" or said in {word.lower() for word in _spellings(CAME)}:
        return True
    return False if said in {"", "否", "0", "n", "no", *MISSING} else None


@cache
def _spellings(word: str) -> frozenset[str]:
    """A word in every language, for a sheet is filled by one reader and entered by another."""
    return frozenset(_spoken(word))


def _spoken(word: str) -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield gettext(word)
