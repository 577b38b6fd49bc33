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


# Signs that turn the direction of reading, so that a text shows otherwise than it is (Unicode Technical Report 36).
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
# Signs of no width that only ever come along with what is pasted. The joiners U+200C and U+200D stay: emoji need them.
_INVISIBLE = {0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x2060, 0x2065), 0xFEFF, *range(0xFFF9, 0xFFFC)}
_TYPED = {"\t", "\n", "\r"}


def without_unseen(text: str) -> str:
    """The text without signs that nobody sees: of no width, turning the direction of reading, or controlling."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(each for each in text if ord(each) not in _INVISIBLE and not _commands(each))


def without_invisible(text: str) -> str:
    """The text without signs of no width; nobody typed them, nobody misses them."""
    return text if text.isascii() else "".join(each for each in text if ord(each) not in _INVISIBLE)


def refuse_unseen(text: str) -> None:
    """Refuse a text that shows otherwise than it is, or that holds a control sign; names them by their numbers."""
    if text.isascii() and text.isprintable():
        return
    found = dict.fromkeys(f"U+{ord(each):04X}" for each in text if _commands(each))
    if found:
        raise Refused(
            _("The text holds signs that cannot be seen and change how it reads: {found}."),
            _("Type it by hand instead of pasting it."),
            code="characters.unseen",
            found=list(found),
        )


def _commands(each: str) -> bool:
    """Whether a sign controls a machine or turns the direction of reading."""
    return ord(each) in _TURNING or (each not in _TYPED and unicodedata.category(each) == "Cc")
