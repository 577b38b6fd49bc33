"""What a cell of a sheet says: numbers come as floating point, days as days, everything else as text."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from taizhang.domain.orgs.actions.entries import TEXTS
from taizhang.domain.orgs.fields import require_past
from taizhang.domain.orgs.identities import LONGEST_ADDRESS
from taizhang.domain.orgs.imports.ethnicities import CODES
from taizhang.domain.orgs.models.membership import Standing
from taizhang.domain.orgs.models.person import Registration, Sex
from taizhang.domain.orgs.naming import LONGEST
from taizhang.kernel.characters import refuse_full_width, refuse_unseen, without_invisible
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.identity import IdNumber, check_phone
from taizhang.kernel.identity.masking import mask_numbers

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?|(\d{4})(\d\d)(\d\d)")
FORMULA = ("'=", "'+", "'-", "'@")
SHOWN = 20  # characters
EXACT = 2**53  # whole numbers below it survive as floating point
V = TypeVar("V")

STANDINGS = {
    "正式党员": Standing.FORMAL,
    "预备党员": Standing.PROBATIONARY,
    "正式": Standing.FORMAL,
    "预备": Standing.PROBATIONARY,
}
SEXES = {
    "男": Sex.MALE,
    "女": Sex.FEMALE,
    "未知": Sex.UNKNOWN,
    "未说明": Sex.UNSTATED,
    "男性": Sex.MALE,
    "女性": Sex.FEMALE,
    **{str(sex.value): sex for sex in Sex},
}
REGISTRATIONS = {
    **{str(each.label): each for each in Registration},
    # The numbers of the national record.
    **dict(zip(("1", "10", "11", "12", "13"), Registration, strict=True)),
}
ANSWERS = {
    **dict.fromkeys(("是", "有", "Y", "y", "1", "√", "✓"), True),
    **dict.fromkeys(("否", "无", "N", "n", "0", "×"), False),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads cells as of a day; invented identity numbers and telephones pass in a demonstration only."""

    today: date
    fictional: bool = False

    def name(self, cell: object) -> str:
        """A name; the space that aligns a name of two characters is dropped."""
        name = said(cell)
        return _short("name", name if name.isascii() else "".join(name.split()))

    def id_number(self, cell: object) -> IdNumber:
        """An identity number that can be right."""
        if isinstance(cell, float) and abs(cell) >= EXACT:
            raise Refused(
                _("The cell holds a number, and of a number the last digits of 18 are lost."),
                _("Format the column as text and enter the identity number again."),
                code="imports.id-as-number",
            )
        return IdNumber.parse(said(cell), on=self.today, allow_fictional=self.fictional)

    def phone(self, cell: object) -> str:
        """A telephone number in plain digits."""
        return check_phone(said(cell), allow_fictional=self.fictional)

    def day(self, cell: object) -> date:
        """A day that has come: 2018-05-31, 2018/5/31, 2018.5.31, 2018年5月31日, 20180531, or a cell of that kind."""
        found = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else written_day(cell)
        require_past(found, self.today)
        return found

    def code(self, cell: object) -> str:
        """A code."""
        text = said(cell)
        refuse_full_width(text)
        return text

    def branch(self, cell: object) -> str:
        """The name of a branch."""
        return _short("branch", said(cell), LONGEST)

    def address(self, cell: object) -> str:
        """An address."""
        return _short("address", said(cell), LONGEST_ADDRESS)

    def text(self, key: str, cell: object) -> str:
        """A text as long as the register takes it."""
        return _short(key, said(cell))


def chosen(words: dict[str, V], cell: object) -> V:
    """One of some words."""
    text = said(cell)
    if text not in words:
        raise Refused(
            _("“{text}” is none of the words that can stand here."),
            _("Write one of these: {words}."),
            code="imports.word",
            text=shown(text),
            words=[word for word in words if not word.isascii()][:8],
        )
    return words[text]


def ethnicity(cell: object) -> str:
    """The code of an ethnic group."""
    text = said(cell).zfill(2)
    if text not in CODES:
        raise Refused(
            _("“{text}” is no ethnic group of GB/T 3304."),
            _("Write its name as on the identity card, for example 汉族."),
            code="imports.ethnicity",
            text=shown(text),
        )
    return CODES[text]


def shown(text: str) -> str:
    """What a sentence repeats of a cell: its beginning, and no number of a person who slipped into a wrong column."""
    return mask_numbers(text)[:SHOWN]


def said(cell: Any) -> str:
    """A cell as text; a whole number without its point, a text without the apostrophe that kept it from calculating."""
    if isinstance(cell, str):
        text = without_invisible(cell).strip()
        return text[1:] if text.startswith(FORMULA) else text
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    return "" if cell is None else str(cell)


def written_day(cell: object) -> date:
    """A day that is written as text or as a number of eight digits."""
    text = said(cell)
    refuse_full_width(text)
    found = DAY.fullmatch(text)
    try:
        return date(*(int(part) for part in found.groups() if part)) if found else date.fromisoformat(text)
    except ValueError:
        raise Refused(
            _("“{text}” is no day."),
            _("Write it as 2018-05-31."),
            code="imports.day",
            text=shown(text),
        ) from None


def _short(key: str, text: str, most: int = 0) -> str:
    most = most or TEXTS[key]
    refuse_unseen(text)
    if len(text) > most:
        raise Refused(
            _("This text is longer than {most} characters."), _("Shorten it."), code="imports.too-long", most=most
        )
    return text
