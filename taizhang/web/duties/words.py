"""How duties speak: what is asked, for which period, on which basis, and how it stands on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import InstitutionRule, PackFile
from taizhang.kernel.words import say
from taizhang.web.kit.filters import day as written
from taizhang.web.kit.filters import period

STATES: dict[str, StrPromise] = {
    "done": gettext_lazy("done"),
    "open": gettext_lazy("to do"),
    "soon": gettext_lazy("due soon"),
    "overdue": gettext_lazy("overdue"),
    "waived": gettext_lazy("waived"),
    "ahead": gettext_lazy("not begun"),
}
DRAWN = {"ahead": "open"}  # what kit/duty.html has no look of its own for


@dataclass(frozen=True, slots=True)
class Told:
    """A duty as shown on a day."""

    duty: Duty
    name: str
    state: str  # a key of STATES
    when: str
    note: str

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/duties/{self.duty.pk}/"

    @property
    def drawn(self) -> str:
        """Its state as kit/duty.html draws it."""
        return DRAWN.get(self.state, self.state)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.state in ("done", "waived")


def told(duty: Duty, rules: PackFile | None, on: date, lang: str) -> Told:
    """A duty got with `known(on)`, as it stands by the end of a day."""
    state, when = standing(duty, on)
    return Told(duty, name(duty, rules, lang), state, when, note(duty, rules, lang))


def standing(duty: Duty, on: date) -> tuple[str, str]:
    """The state of a duty got with `known(on)` by the end of that day, and the words for it."""
    stood: str = duty.stood  # type: ignore[attr-defined]
    return (stood, str(STATES[stood])) if stood else _unfinished(duty, on)


def name(duty: Duty, rules: PackFile | None, lang: str) -> str:
    """What it asks: the institution, with its period unless that is a month or a year; or a decision's own words."""
    if duty.source_id:
        return duty.title
    found = institution(duty.institution, rules)
    if found is not None:
        return found.name.words(lang)
    standard: Any = duty.standard
    return say(lang, zh=standard.name_zh, en=standard.name_en)


def note(duty: Duty, rules: PackFile | None, lang: str) -> str:
    """For which period, how often and on which basis; for a decision that it is one."""
    if duty.source_id:
        return _("A decision, due %(day)s") % {"day": written(duty.due_on, "short")}
    found = institution(duty.institution, rules)
    parts = [period(duty.occurrence)]
    if found is not None:
        parts += [how_often(found, lang), *(basis.words(lang) for basis in found.basis[:1])]
    return " · ".join(parts)


def institution(code: str, rules: PackFile | None) -> InstitutionRule | None:
    """The rule of an institution, None when the pack has none of this code."""
    return next((each for each in rules.institutions if each.code == code), None) if rules else None


def how_often(rule: InstitutionRule, lang: str) -> str:
    """Only how often, without reminders and days of grace."""
    return rule.rhythm.words(lang).split(say(lang, zh="；", en="; "))[0]


def institutions(rules: PackFile | None, lang: str) -> list[tuple[str, str]]:
    """The institutions of a pack as choices: code and short name."""
    return [(each.code, each.short.words(lang)) for each in rules.institutions] if rules else []


def _unfinished(duty: Duty, on: date) -> tuple[str, str]:
    if duty.starts_on > on:
        return "ahead", _("from %(day)s on") % {"day": written(duty.starts_on, "short")}
    if duty.grace_until < on:
        days = (on - duty.due_on).days
        return "overdue", ngettext("%(n)s day overdue", "%(n)s days overdue", days) % {"n": days}
    left = (duty.due_on - on).days
    if left < 0:
        return "soon", _("in grace until %(day)s") % {"day": written(duty.grace_until, "short")}
    if left == 0:
        return "soon", _("due today")
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    return ("soon" if duty.warn_on <= on else "open"), words
