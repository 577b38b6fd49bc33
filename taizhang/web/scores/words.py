"""How scores speak: stages, answers, purposes, measures, marks and grades."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrPromise

from taizhang.domain.assessments.models import Deviation, Objection, Purpose, Stage
from taizhang.kernel.scoring import Band, Scheme, shown

STAGES: dict[str, tuple[StrPromise, str]] = {  # the word, and the kind of its badge
    Stage.PREVIEW: (gettext_lazy("Preview"), "warn"),
    Stage.SECOND: (gettext_lazy("Second preview"), "warn"),
    Stage.PUBLISHED: (pgettext_lazy("assessment", "Published"), "good"),
    Stage.LOCKED: (gettext_lazy("Locked"), "good"),
}
PURPOSES: dict[str, StrPromise] = {
    Purpose.AWARD: gettext_lazy("Award or honour"),
    Purpose.POST: gettext_lazy("Choice for a post"),
    Purpose.TRAINING: gettext_lazy("Education and training"),
    Purpose.OTHER: pgettext_lazy("use of a result", "Other"),
}
DEVIATIONS: dict[str, StrPromise] = {
    Deviation.OVERRIDE: gettext_lazy("Another mark or grade than computed"),
    Deviation.UNLOCK: gettext_lazy("Opening what is locked"),
    Deviation.CORRECTION: gettext_lazy("Facts that came after the close"),
}
ANSWERS: dict[str, tuple[StrPromise, str]] = {
    "waits": (gettext_lazy("Waits for an answer"), "warn"),
    "upheld": (gettext_lazy("Upheld"), "good"),
    "rejected": (gettext_lazy("Not upheld"), "plain"),
    "withdrawn": (gettext_lazy("Withdrawn"), "plain"),
}


def mark(units: int | None) -> str:
    """A mark as it is printed; a dash where there is none, never nought."""
    return "—" if units is None else shown(units)


def signed(units: int) -> str:
    """A difference of marks with its sign."""
    return ("+" if units > 0 else "\u2212" if units < 0 else "") + shown(abs(units))


def points(units: int | None) -> float | None:
    """A mark as a number for workbooks and sorting."""
    return None if units is None else units / 1_000_000


def answered(objection: Objection) -> str:
    """How an objection stands, a key of ANSWERS."""
    if objection.withdrawn_at is not None:
        return "withdrawn"
    return "waits" if objection.upheld is None else "upheld" if objection.upheld else "rejected"


def grade(scheme: Scheme | None, code: str, lang: str) -> str:
    """The name of a grade; empty for none."""
    if not code:
        return ""
    found = next((band for band in scheme.bands if band.code == code), None) if scheme else None
    return found.name.words(lang) if found else code


def band_of(bands: Iterable[Band], units: int | None) -> Band | None:
    """The band in which a mark lies by itself, before any share of a group."""
    return None if units is None else next((band for band in bands if units >= band.least), None)


def beyond(bands: tuple[Band, ...], units: int | None) -> tuple[Band, int] | None:
    """The next better band and how many units lack to it; None at the top or without a mark."""
    if units is None:
        return None
    better = [band for band in bands if band.least > units]
    return (better[-1], better[-1].least - units) if better else None


def unscored() -> str:
    """What is said of an organisation without a mark."""
    return _("no mark")
