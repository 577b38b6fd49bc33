"""Reading points and shares of a scheme file: points may have decimals, a share is written 30% or 1/3."""

from __future__ import annotations

import re
from math import gcd

from taizhang.domain.duties.packfile import Cursor
from taizhang.kernel.errors import _
from taizhang.kernel.scoring import FULL, POINT, plain

_POINTS = re.compile(r"([0-9]{1,4})(?:\.([0-9]{1,6}))?")
_PERCENT = re.compile(r"([0-9]{1,3})%")
_FRACTION = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")


def units_of(written: object) -> int | None:
    """The units of points written as 4, "0.5" or "87.8"; None when it is no number of points."""
    found = None if isinstance(written, bool) else _POINTS.fullmatch(str(written))
    if found is None:
        return None
    return int(found[1]) * POINT + int((found[2] or "").ljust(6, "0"))


def points(cursor: Cursor, least: int = 0, most: int = FULL) -> int:
    """This place as points within bounds, in units."""
    units = units_of(cursor.plain())
    if units is None:
        if cursor.item is not None:
            rule, remedy = (
                _("“{text}” is not a number of points."),
                _("Write it like 4 or 0.5, with at most 6 decimals."),
            )
            cursor.problem(rule, remedy, code="points", text=cursor.plain())
        return least
    if not least <= units <= most:
        rule, remedy = _("“{number}” is out of bounds."), _("Give from {least} to {most} points.")
        said = {"number": cursor.plain(), "least": plain(least), "most": plain(most)}
        cursor.problem(rule, remedy, code="points_bounds", **said)
        return least
    return units


def points_or(cursor: Cursor, otherwise: int, least: int = 0, most: int = FULL) -> int:
    """This place as points, or what holds when nothing is given."""
    return points(cursor, least, most) if cursor.given else otherwise


def share(cursor: Cursor) -> tuple[int, int] | None:
    """This place as a part of a group, above nought and up to the whole; None when nothing is given."""
    if not cursor.given:
        return None
    text = str(cursor.plain())
    percent, fraction = _PERCENT.fullmatch(text), _FRACTION.fullmatch(text)
    part = (int(percent[1]), 100) if percent else (int(fraction[1]), int(fraction[2])) if fraction else None
    if part is None:
        rule, remedy = _("“{text}” is not a share."), _("Write it like 30% or 1/3.")
        cursor.problem(rule, remedy, code="share", text=text)
        return None
    if not 0 < part[0] <= part[1]:
        rule, remedy = (
            _("A share of {text} cannot be met."),
            _("Give more than nought and at most the whole, or leave it out."),
        )
        cursor.problem(rule, remedy, code="share_unmet", text=text)
        return None
    shorter = gcd(*part)
    return part[0] // shorter, part[1] // shorter
