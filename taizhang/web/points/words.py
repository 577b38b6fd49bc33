"""How points speak: the kind of a rule, its caps, and what an entry follows from."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from taizhang.domain.points.award import SOURCE_KIND
from taizhang.domain.points.by_hand import SOURCE_KIND as BY_HAND
from taizhang.domain.points.models import PointEntry
from taizhang.kernel.points import Book, Kind, Part, Rule

KINDS: dict[str, StrPromise] = {
    Kind.BASE: gettext_lazy("base"),
    Kind.AWARD: gettext_lazy("award"),
    Kind.BONUS: gettext_lazy("bonus"),
    Kind.DEDUCTION: gettext_lazy("deduction"),
    Kind.VETO: gettext_lazy("veto"),
}


def rule_name(book: Book, code: str, lang: str) -> str:
    """The name of a rule; its code when the book of the year has it no more."""
    return next((rule.name(lang) for rule in book.rules if rule.code == code), code)


def bounds(rule: Rule) -> str:
    """The cap and floor of an item in words; empty when it has none."""
    said = []
    if rule.cap is not None:
        said.append(_("at most %(n)s a year") % {"n": rule.cap})
    if rule.floor is not None:
        said.append(_("at least %(n)s a year") % {"n": rule.floor})
    return _(", ").join(said)


def moved(part: Part) -> str:
    """What a cap or floor took or gave; empty when everything counts."""
    if part.raw == part.counted:
        return ""
    word = _("%(n)s beyond the cap") if part.raw > part.counted else _("%(n)s below the floor")
    return word % {"n": abs(part.raw - part.counted)}


def source_url(entry: PointEntry) -> str:
    """The page of what an entry follows from; none for what an office entered."""
    if entry.source_kind == BY_HAND:
        return ""
    return f"/records/{entry.source_id}/" if entry.source_kind == SOURCE_KIND else f"/duties/{entry.source_id}/"


def standing(entry: Any) -> str:
    """Whether an entry stands, was reversed, or is itself a reversal."""
    if entry.reverses_id is not None:
        return _("reversal")
    return _("reversed") if getattr(entry, "reversal", None) is not None else _("stands")
