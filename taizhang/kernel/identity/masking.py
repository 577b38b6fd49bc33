"""Identity and telephone numbers that stand within other words, and the words without them."""

from __future__ import annotations

import re

from taizhang.kernel.identity.phone import mask_phone

# Whole words only: identifiers, digests and codes of divisions hold long rows of digits too.
_ID = re.compile(
    r"(?<![0-9A-Za-z-])[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
    r"(?![0-9A-Za-z-])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z.-])1[2-9][0-9]{9}(?![0-9A-Za-z-])")


def mask_numbers(text: str) -> str:
    """The text with every identity number and mobile number in it masked: 110***********002X, 138****5678."""
    text = _ID.sub(lambda found: f"{found[0][:3]}{'*' * 11}{found[0][-4:]}", text)
    return _MOBILE.sub(lambda found: mask_phone(found[0]), text)
