"""A part that is added to a draft: how it is read follows from what it counts."""

from collections.abc import Mapping
from typing import Any

from taizhang.kernel.errors import Refused, _
from taizhang.web.schemes import outline, places
from taizhang.web.schemes.outline import Content
from taizhang.web.schemes.sheet import Sheet

FIRST_WEIGHT, FIRST_MOST = 10, 5
OWN_MARKS = {"bonuses": "bonus", "deductions": "deduction", "vetoes": "veto"}  # marks that need no declaration


def new_part(content: Content, path: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The content with a new part at the end of a list, from its name and measure."""
    if path not in Sheet(content, {}, (), "zh").grows():
        raise places.nowhere(path)
    name, measure = (str(typed.get(f"new:{path}:{key}", "")).strip() for key in ("name", "measure"))
    if not name:
        raise Refused(
            _("A new part needs a name."), _("Write what it is called, and add it again."), code="schemes.part-name"
        )
    under = path.rpartition(".")[2] or path
    part = _part(content, under, {"zh": name, "en": name}, measure)
    if not measure and under in OWN_MARKS:
        part["measure"] = f"mark:{OWN_MARKS[under]}:{part['code']}"
    elif not measure and under != "bands":
        content = places.added_mark(content, part["code"], part["name"])
    return places.added(content, path, part)


def _part(content: Content, under: str, name: dict[str, str], measure: str) -> dict[str, Any]:
    if under == "bands":
        return {"code": _free(content, "band"), "name": name, "from": 0}
    if under == "vetoes":
        grades = [str(band.get("code")) for band in outline.entries(content, "bands")]
        worst = grades[-1] if grades else ""
        return {"code": _free(content, "veto"), "name": name, "measure": measure, "grade": worst}
    head = {"code": _free(content, "part"), "name": name}
    if under in OWN_MARKS:
        return {**head, "read": "events", "measure": measure, "each": 1, "most": FIRST_MOST}
    weight = {"weight": FIRST_WEIGHT} if under == "weighted" else {}
    return {**head, **weight, **_read(measure or f"mark:{head['code']}")}


def _read(measure: str) -> dict[str, Any]:
    """How a measure is read at first: marks as marks, points as points, whatever has a whole by rate."""
    if measure.startswith("mark:"):
        return {"read": "mark", "measure": measure}
    if measure == "points":
        return {"read": "points", "out_of": 100, "most": 100}
    return {"read": "rate", "measure": measure}


def _free(content: Content, word: str) -> str:
    """A code that nothing of the scheme has."""
    codes = {line.code for line in outline.every(content)}
    codes |= {str(each.get("code")) for key in ("bands", "vetoes") for each in outline.entries(content, key)}
    return next(code for code in (f"{word}{number}" for number in range(1, 1000)) if code not in codes)
