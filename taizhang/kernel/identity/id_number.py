"""IdNumber: the citizen identity number of GB 11643 – region, birthday, sex and check digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from taizhang.kernel.characters import refuse_full_width
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.identity.region import PROVINCES, Region
from taizhang.kernel.words import say

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_EARLIEST = date(1900, 1, 1)
_FICTIONAL = "99"
_PEOPLE_A_DAY = 500
_SEX_WORDS = {"0": ("未知", "unknown"), "1": ("男", "male"), "2": ("女", "female"), "9": ("未说明", "not stated")}


class Sex(StrEnum):
    """The codes of GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"

    def words(self, lang: str) -> str:
        """The code in words."""
        zh, en = {"0": ("未知", "unknown"), "1": ("男", "male"), "2": ("女", "female"), "9": ("未说明", "not stated")}[
            self
        ]
        return say(lang, zh=zh, en=en)


@dataclass(frozen=True, repr=False)
class IdNumber:
    """An identity number that can be right. Its text and repr are masked; ``number`` is the whole."""

    number: str

    @classmethod
    def parse(cls, text: str, *, on: date | None = None, allow_fictional: bool = False) -> IdNumber:
        """Read 18 characters; refuse a wrong shape, region, birthday or check digit, never repeating the number.

        Nobody is born after ``on`` (today when not given). ``allow_fictional`` accepts numbers of a region that
        does not exist, as a demonstration uses.
        """
        text = text.strip()
        refuse_full_width(text)
        text = text.upper()
        _require_form(text)
        _require_region(text, allow_fictional)
        _require_birthday(text, on or date.today())
        if text[17] != _check_digit(text):
            raise Refused(
                _("The last character of the identity number does not fit the other seventeen."),
                _("Compare it with the identity card; one of the characters is mistyped."),
                code="identity.check_digit",
            )
        return cls(text)

    @classmethod
    def fictional(cls, born_on: date, serial: int, sex: Sex, region: str = "999999") -> IdNumber:
        """A number that cannot be anyone's: no region begins with 99. The serial runs from 0 to 499."""
        if not region.startswith(_FICTIONAL) or len(region) != 6 or sex not in (Sex.MALE, Sex.FEMALE):
            raise Refused(
                _("An invented identity number needs a region of six digits from 99 and a sex."),
                _("Use the region 999999."),
                code="identity.fictional_region",
            )
        if not 0 <= serial < _PEOPLE_A_DAY:
            raise Refused(
                _("Only {most} numbers can be invented for one day and sex."),
                _("Use a serial from 0 to 499, or another region from 99."),
                code="identity.fictional_serial",
                most=_PEOPLE_A_DAY,
            )
        body = f"{region}{born_on:%Y%m%d}{2 * serial + (sex is Sex.MALE):03d}"
        return cls(body + _check_digit(body))

    @property
    def is_fictional(self) -> bool:
        """Whether the number was invented for a demonstration or a test."""
        return self.number.startswith(_FICTIONAL)

    @property
    def born_on(self) -> date:
        """The birthday."""
        return date(int(self.number[6:10]), int(self.number[10:12]), int(self.number[12:14]))

    @property
    def sex(self) -> Sex:
        """The sex: an odd sequence number is male."""
        return Sex.MALE if int(self.number[16]) % 2 else Sex.FEMALE

    @property
    def region(self) -> str:
        """The six-digit code of the division that issued the number first."""
        return self.number[:6]

    @property
    def masked(self) -> str:
        """The number as lists show it: 110***********002X."""
        return f"{self.number[:3]}{'*' * 11}{self.number[-4:]}"

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"IdNumber({self.masked})"


def _check_digit(number: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECK_DIGITS[total % 11]


def _require_form(text: str) -> None:
    if re.fullmatch(r"[0-9]{15}", text):
        raise Refused(
            _("Identity numbers of 15 digits are out of use since 2013."),
            _("Enter the 18 characters of the present card."),
            code="identity.old_number",
        )
    if _FORM.fullmatch(text) is None:
        raise Refused(
            _("An identity number has 17 digits and then a digit or X; this has {length} characters."),
            _("Enter it as on the card, without spaces; in a spreadsheet the cell must be text."),
            code="identity.form",
            length=len(text),
        )


def _require_region(text: str, allow_fictional: bool) -> None:
    if text.startswith(_FICTIONAL) and allow_fictional:
        return
    if text.startswith(_FICTIONAL):
        raise Refused(
            _("This identity number is invented: no division has a code from 99."),
            _("Enter the number of the person's card."),
            code="identity.fictional",
        )
    if text[:2] not in PROVINCES:
        Region.parse(text[:6])


def _require_birthday(text: str, on: date) -> None:
    try:
        born_on = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        raise _no_birthday(text) from None
    if not _EARLIEST <= born_on <= on:
        raise _no_birthday(text)


def _no_birthday(text: str) -> Refused:
    return Refused(
        _("The identity number gives {year}-{month}-{day} as birthday, which cannot be."),
        _("Check characters 7 to 14 against the card."),
        code="identity.birthday",
        year=text[6:10],
        month=text[10:12],
        day=text[12:14],
    )
