"""How pages write days, moments, periods, numbers and names."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import get_language, pgettext
from markupsafe import Markup

from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Period
from taizhang.web.kit.wording import said

NOTHING = "—"
MINUS = "\u2212"
_SHORT = re.compile(
    r".{1,6}|[0-9]{4}\D([0-9]{1,2}\D([0-9]{1,2}\D?)?)?( \w{3})?|[0-9]{4}-[0-9]{4}|[0-9]{4}\D{2}[0-9]\D{2}"
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def spoken(value: Any) -> str:
    """A label in the reader's language: promises and marked message ids alike; any other text stays as it is."""
    return said(str(value)) if value else ""


def day(value: date | None, style: str = "full") -> str:
    """A day: "full" with its year, "short" without, "week" with the day of the week, "iso" for inputs."""
    if value is None or value == "":
        return NOTHING if style != "iso" else ""
    if not isinstance(value, date):
        return str(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if style == "iso":
        return value.isoformat()
    if style == "short":
        return formats.date_format(value, pgettext("date format without the year", "N j"))
    text = formats.date_format(value, "DATE_FORMAT")
    return f"{text} {formats.date_format(value, 'D')}" if style == "week" else text


def moment(value: datetime | None, style: str = "full") -> str:
    """A moment in the district's time zone: "full", "short" (no year), "time", or "iso" for machines."""
    if value is None or value == "":
        return NOTHING
    if not isinstance(value, datetime):
        return str(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if style == "iso":
        return local.isoformat(timespec="minutes")
    clock = local.strftime("%H:%M")
    return clock if style == "time" else f"{day(local, style)} {clock}"


def period(value: Any) -> str:
    """A period or its code ("2018", "2018-H1", "2018-Q2", "2018-M05", "2018-W20") in words."""
    if value is None:
        return NOTHING
    try:
        known = Period.parse(str(value))
    except Refused:
        return str(value)
    return known.words(get_language() or settings.LANGUAGE_CODE)


def number(value: Any, places: int | None = None, sign: bool = False) -> str:
    """A number with thousands parted; `places` fixes the decimals, `sign` writes the plus too."""
    if value is None or value == "":
        return NOTHING
    amount = Decimal(str(value))
    text = f"{abs(amount):,.{places}f}" if places is not None else f"{abs(amount):,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if amount < 0:
        return MINUS + text
    return f"+{text}" if sign and amount > 0 else text


def percent(value: Any, places: int = 1) -> str:
    """A share (0.875) as "87.5%"; whole percents drop their decimals, unknown stays a dash, never zero."""
    if value is None or value == "":
        return NOTHING
    amount = round(Decimal(str(value)) * 100, places)
    return number(amount) + "%"


def mask(value: Any, head: int = 3, tail: int = 4) -> str:
    """A telephone or identity number with its middle hidden; short values are hidden whole."""
    text = "" if value is None else str(value)
    if not text:
        return NOTHING
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]


def initials(value: Any) -> str:
    """What an avatar shows: the surname's first character, or two Latin initials."""
    text = str(value or "").strip()
    if not text:
        return "?"
    if _WIDE.match(text):
        return text[0]
    words = [word for word in re.split(r"[\s·.-]+", text) if word]
    return "".join(word[0] for word in words[:2]).upper() or "?"


def unbroken(value: Any) -> bool:
    """Whether a value is so short, or a day, that a line must not break within it."""
    text = Markup(value).striptags() if hasattr(value, "__html__") else value  # noqa: S704  # only measured
    return isinstance(text, str) and _SHORT.fullmatch(text.strip()) is not None


FILTERS = {
    "day": day,
    "initials": initials,
    "mask": mask,
    "moment": moment,
    "number": number,
    "percent": percent,
    "period": period,
    "spoken": spoken,
    "unbroken": unbroken,
}
