"""CreditCode: the unified social credit code of organisations, GB 32100-2015."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.kernel.characters import refuse_full_width
from taizhang.kernel.errors import Refused, _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FORM = re.compile(f"[1-9A-HJ-NPQRTUWXY][1-9A-HJ-NPQRTUWXY][0-9]{{6}}[{ALPHABET}]{{10}}")
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ABSENT = frozenset("IOSVZ")


@dataclass(frozen=True, order=True)
class CreditCode:
    """A code of 18 characters: registering authority, kind, division, organisation code (GB 11714), check character."""

    code: str

    @classmethod
    def parse(cls, text: str) -> CreditCode:
        """Read 18 characters, small letters accepted; refuse a wrong shape. A wrong check character only warns."""
        text = text.strip()
        refuse_full_width(text)
        text = text.upper()
        _require_letters(text)
        if _FORM.fullmatch(text) is None:
            raise Refused(
                _("“{text}” is not a unified social credit code."),
                _("Enter 18 characters: two for the authority and kind, six digits for the division, ten more."),
                code="identity.credit_code",
                text=text,
            )
        return cls(text)

    @property
    def region(self) -> str:
        """The six-digit division of the registering authority; 100000 is the whole country."""
        return self.code[2:8]

    @property
    def organization_code(self) -> str:
        """The nine characters of GB 11714 within the code."""
        return self.code[8:17]

    @property
    def warning(self) -> Refused | None:
        """What looks wrong, to be shown and not to block, for some early genuine codes fail; None when all fits."""
        if self.code[17] == _check(self.code) and self.organization_code[8] == _organization_check(self.code[8:16]):
            return None
        return Refused(
            _("The check character of {text} does not fit the rest."),
            _("Compare it with the certificate; some early codes are like this, and then it may stay."),
            code="identity.credit_code_check",
            text=self.code,
        )

    def __str__(self) -> str:
        return self.code


def _require_letters(text: str) -> None:
    absent = sorted(_ABSENT & set(text))
    if absent:
        raise Refused(
            _("The letters {letters} do not occur in a unified social credit code."),
            _("They are easily mistaken: for I, O, S and Z try 1, 0, 5 and 2, for V try U."),
            code="identity.credit_code_letters",
            letters=absent,
        )


def _check(code: str) -> str:
    total = sum(weight * ALPHABET.index(each) for weight, each in zip(_WEIGHTS, code, strict=False))
    return ALPHABET[-total % 31]


def _organization_check(body: str) -> str:
    """GB 11714: here letters count on from A = 10 without gaps."""
    total = sum(weight * int(each, 36) for weight, each in zip(_ORGANIZATION_WEIGHTS, body, strict=True))
    return "0123456789X"[-total % 11]
