"""Region: a division code of GB/T 2260 (county and above) or of the statistical codes below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from taizhang.kernel.characters import refuse_full_width
from taizhang.kernel.errors import Refused, _

_PROVINCE_RUNS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
PROVINCES = frozenset(str(code) for first, last in _PROVINCE_RUNS for code in range(first, last + 1))
_LENGTHS = (2, 4, 6, 9, 12)
_DIGITS = re.compile(r"[0-9]+")


class Level(StrEnum):
    """The levels of divisions, from the highest to the lowest."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    STREET = "street"
    VILLAGE = "village"


@dataclass(frozen=True, order=True)
class Region:
    """A division by its shortest code: 41 Henan, 4101 Zhengzhou, 410103 Erqi, 9 digits a street, 12 a village."""

    code: str

    @classmethod
    def parse(cls, text: str) -> Region:
        """Read a code of 2, 4, 6, 9 or 12 digits; noughts that only fill it up are dropped (410000 is 41)."""
        text = text.strip()
        refuse_full_width(text)
        if _DIGITS.fullmatch(text) is None or len(text) not in _LENGTHS:
            raise Refused(
                _("“{text}” is not a division code."),
                _("Give 2, 4, 6, 9 or 12 digits, for example 410103."),
                code="identity.region",
                text=text,
            )
        if text[:2] not in PROVINCES:
            raise Refused(
                _("No province has the code {province}."),
                _("Check the first two digits; 41 is Henan."),
                code="identity.province",
                province=text[:2],
            )
        return cls(_shortest(text))

    @property
    def level(self) -> Level:
        """The level of the division."""
        return list(Level)[_LENGTHS.index(len(self.code))]

    @property
    def parent(self) -> Region | None:
        """The division right above; None for a province."""
        place = _LENGTHS.index(len(self.code))
        return Region(_shortest(self.code[: _LENGTHS[place - 1]])) if place else None

    def contains(self, other: Region) -> bool:
        """Whether another division is this one or lies within it."""
        return other.code.startswith(self.code)

    def padded(self, digits: int = 6) -> str:
        """The code filled up with noughts: 41 as 410000."""
        return self.code.ljust(digits, "0")

    def __str__(self) -> str:
        return self.code


def _shortest(code: str) -> str:
    for shorter, longer in zip(_LENGTHS[-2::-1], _LENGTHS[:0:-1], strict=True):
        if len(code) == longer and set(code[shorter:]) == {"0"}:
            code = code[:shorter]
    return code
