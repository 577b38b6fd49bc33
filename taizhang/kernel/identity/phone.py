"""Telephone numbers of the mainland: whether they can be right, how they are masked, and invented ones."""

from __future__ import annotations

import re

from taizhang.kernel.characters import refuse_full_width
from taizhang.kernel.errors import Refused, _

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([2-9][0-9]{6,7})")
_FICTIONAL = re.compile(r"129[0-9]{8}")
_SHOWN_FIRST, _SHOWN_LAST = 3, 4


def check_phone(text: str, *, allow_fictional: bool = False) -> str:
    """The number in plain digits: a mobile number, or a landline with its area code as 0371-12345678.

    Spaces, hyphens and a leading +86 are dropped. ``allow_fictional`` accepts numbers from 129, which no network has.
    """
    refuse_full_width(text.strip())
    plain = re.sub(r"[\s-]", "", text)
    plain = re.sub(r"^(?:\+|00)86", "", plain)
    if _MOBILE.fullmatch(plain) or (allow_fictional and _FICTIONAL.fullmatch(plain)):
        return plain
    landline = _LANDLINE.fullmatch(plain)
    if landline:
        return f"{landline[1]}-{landline[2]}"
    raise Refused(
        _("This is not a telephone number of the mainland."),
        _("Enter a mobile number of 11 digits from 13 to 19, or a landline with its area code, as 0371-12345678."),
        code="identity.phone",
    )


def mask_phone(phone: str) -> str:
    """The number as lists show it: 138****5678; a short one shows only its last two characters."""
    hidden = len(phone) - _SHOWN_FIRST - _SHOWN_LAST
    if hidden < _SHOWN_LAST:
        return "*" * max(len(phone) - 2, 0) + phone[-2:]
    return phone[:_SHOWN_FIRST] + "*" * hidden + phone[-_SHOWN_LAST:]


def fictional_phone(serial: int) -> str:
    """A mobile number that no network has: 129 and eight digits of the serial."""
    if not 0 <= serial < 10**8:
        raise Refused(
            _("Only a serial below one hundred million makes an invented telephone number."),
            _("Use a smaller serial."),
            code="identity.fictional_phone",
        )
    return f"129{serial:08d}"
