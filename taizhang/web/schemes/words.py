"""How pages speak of schemes: how a part comes to its mark, what may be typed, what stands behind a line."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrPromise

from taizhang.domain.duties.packfile.codes import CATEGORIES
from taizhang.kernel.periods import Kind
from taizhang.kernel.words import say
from taizhang.web.schemes.outline import Line

KINDS: Mapping[str, StrPromise] = {
    "weighted": gettext_lazy("by weight"),
    "mean": gettext_lazy("mean of the periods"),
    "least": gettext_lazy("the least of its parts"),
    "adjusted": gettext_lazy("with bonuses and deductions"),
    "institutions": gettext_lazy("institutions by weight"),
    "institution": pgettext_lazy("scheme", "institution"),
    "use": gettext_lazy("shared part"),
    "rate": gettext_lazy("by rate"),
    "on_time": gettext_lazy("by rate, on time"),
    "mark": gettext_lazy("marked by a person"),
    "count": gettext_lazy("from the whole, less for each missing"),
    "events": gettext_lazy("so much for each"),
    "points": gettext_lazy("points of the organisation"),
    "votes": gettext_lazy("graded votes"),
}
KEYS: Mapping[str, StrPromise] = {
    "weight": gettext_lazy("Weight"),
    "measure": gettext_lazy("Measure"),
    "full_at": gettext_lazy("Full at (%)"),
    "per_miss": gettext_lazy("Less for each missing"),
    "target": gettext_lazy("Target"),
    "out_of": gettext_lazy("Out of"),
    "floor": gettext_lazy("At least"),
    "most": gettext_lazy("At most"),
    "each": gettext_lazy("For each"),
    "base": gettext_lazy("To begin with"),
    "by": gettext_lazy("Mean over"),
    "most_bonus": gettext_lazy("Bonuses together at most"),
    "most_deducted": gettext_lazy("Deductions together at most"),
    "worth.good": gettext_lazy("A vote “good” is worth"),
    "worth.fairly": gettext_lazy("“Fairly good”"),
    "worth.fair": gettext_lazy("“Fair”"),
    "worth.poor": gettext_lazy("“Poor”"),
    "name.zh": gettext_lazy("Name in Chinese"),
    "name.en": gettext_lazy("Name in English"),
    "title.zh": gettext_lazy("Title in Chinese"),
    "title.en": gettext_lazy("Title in English"),
    "clause": gettext_lazy("Clause"),
    "from": gettext_lazy("From so many points"),
    "share": gettext_lazy("At most this share of a group"),
    "grade": gettext_lazy("Grade at best"),
    "fewest": gettext_lazy("Smallest group with ranks and shares"),
    "objection_days": gettext_lazy("Working days for objections"),
    "valid_from": gettext_lazy("In force from"),
    "version": gettext_lazy("Version"),
    "code": gettext_lazy("Code"),
    "read": gettext_lazy("How it is read"),
}
PERIODS: Mapping[str, StrPromise] = {
    Kind.YEAR: pgettext_lazy("scheme", "year"),
    Kind.HALF: pgettext_lazy("scheme", "half-year"),
    Kind.QUARTER: pgettext_lazy("scheme", "quarter"),
    Kind.MONTH: pgettext_lazy("scheme", "month"),
}
LISTS: Mapping[str, StrPromise] = {
    "bonuses": gettext_lazy("bonus"),
    "deductions": gettext_lazy("deduction"),
}


def kind(line: Line) -> str:
    """How a part comes to its mark."""
    said = str(KINDS["mark" if _marked(line) else line.kind] if line.kind in KINDS else line.kind)
    if line.under in LISTS:
        return f"{LISTS[line.under]} · {said}"
    if line.kind == "mean":
        return _("mean of the %(periods)s") % {
            "periods": {"month": _("months"), "quarter": _("quarters")}.get(str(line.node.get("by")), "")
        }
    return said


def _marked(line: Line) -> bool:
    """Whether points are those of a mark that a person gives, not of the ledger."""
    return line.kind == "points" and str(line.node.get("measure", "")).startswith("mark:")


def key(name: str) -> str:
    """What may be typed there."""
    return str(KEYS.get(name, name))


def period(code: str) -> str:
    """The kind of period a scheme judges."""
    return str(PERIODS.get(code, code))


def parameters(line: Line, measures: Mapping[str, str]) -> list[tuple[str, Any]]:
    """What is set on a line besides its weight, with its label; measures by their names."""
    found = []
    for name in line.keys:
        own = name == "measure" and str(line.node.get(name, "")) not in measures  # a mark named like its line
        if name in ("weight", "by") or line.kind == "institution" or own:  # of which periods, its kind says
            continue
        value: Any = line.node
        for step in name.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if value not in (None, ""):
            found.append((key(name), measures.get(str(value), value)))
    return found


def categories(codes: tuple[str, ...], lang: str) -> str:
    """The categories that a tree judges."""
    if set(codes) == set(CATEGORIES):
        return _("all four categories")
    named = (CATEGORIES.get(code, (code, code)) for code in codes)
    return _(", ").join(say(lang, zh=zh, en=en) for zh, en in named)
