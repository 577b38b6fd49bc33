"""Characters that look like digits and letters but are not: what a Chinese keyboard types in full width."""

from __future__ import annotations

import unicodedata

from taizhang.kernel.errors import Refused, _

_FULL_WIDTH = range(0xFF01, 0xFF5F)


def full_width(text: str) -> str:
    """The full-width characters of a text, in order and each once."""
    return "".join(dict.fromkeys(each for each in text if ord(each) in _FULL_WIDTH))


def refuse_full_width(text: str) -> None:
    """Refuse a text with full-width characters, naming only these (the text itself may be personal data)."""
    found = full_width(text)
    if found:
        raise Refused(
            _("Full-width characters cannot stand in a code: {found}."),
            _("Switch the keyboard to half width and type {wanted} instead."),
            code="characters.full_width",
            found=found,
            wanted=unicodedata.normalize("NFKC", found),
        )
