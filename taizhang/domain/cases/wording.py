"""What people type: cleaned of signs that cannot be seen, no longer than allowed, numbers of persons masked."""

import unicodedata

from taizhang.kernel.errors import Refused, Word, _
from taizhang.kernel.identity.masking import mask_numbers

LONGEST_SUBJECT, LONGEST_TEXT, LONGEST_NAME = 120, 2000, 120
JOINERS = "\u200c\u200d"  # parts of emoji and of some scripts


def worded(text: str, name: str, most: int = LONGEST_TEXT, *, needed: bool = True) -> str:
    """A text as it is kept; refused when it is empty though needed, or too long. `name` says which text it is."""
    kept = mask_numbers("".join(sign for sign in text.replace("\r\n", "\n") if _visible(sign)).strip())
    if needed and not kept:
        raise Refused(
            _("“{text}” is empty."), _("Say in your own words what it is about."), code="cases.empty", text=Word(name)
        )
    if len(kept) > most:
        raise Refused(
            _("“{text}” has {length} characters; the most is {most}."),
            _("Shorten it; what belongs to another matter can be sent by itself."),
            code="cases.too-long",
            text=Word(name),
            length=len(kept),
            most=most,
        )
    return kept


def _visible(sign: str) -> bool:
    """Whether a sign is text: line ends are, other control and direction marks are not."""
    return sign in "\n" + JOINERS or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co")
