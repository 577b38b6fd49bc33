"""What a new version changes beside the one in force: institution by institution, and for how many organisations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from taizhang.domain.duties.packfile import InstitutionRule, PackFile
from taizhang.domain.orgs.facts import facts
from taizhang.kernel.errors import Refused
from taizhang.web.packs import words


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changes: of what, which part of it, how it is and how it would be."""

    of: str
    part: str
    today: str
    then: str


@dataclass(frozen=True, slots=True)
class Reach:
    """For how many organisations an institution holds today, and would hold by the new version."""

    name: str
    today: int
    then: int


def differences(today: PackFile | None, new: PackFile, lang: str) -> list[Difference]:
    """Everything that a reader would notice; against nothing, every institution is new."""
    if today is None:
        return [Difference(rule.name.words(lang), _("institution"), "", _("new")) for rule in new.institutions]
    return [*_heading(today, new, lang), *_institutions(today, new, lang)]


def reaches(today: PackFile | None, new: PackFile, on: date, lang: str) -> list[Reach]:
    """Where the number of organisations that owe an institution changes; four queries for any number of them."""
    known = [each.values() for each in facts(None, on).values()]
    before = {rule.code: _count(rule, known) for rule in today.institutions} if today else {}
    found = []
    for rule in new.institutions:
        then = _count(rule, known)
        if then != before.get(rule.code, 0):
            found.append(Reach(rule.name.words(lang), before.get(rule.code, 0), then))
    gone = {rule.code for rule in new.institutions}
    rest = [rule for rule in today.institutions if rule.code not in gone] if today else []
    return found + [Reach(rule.name.words(lang), before[rule.code], 0) for rule in rest if before[rule.code]]


def _count(rule: InstitutionRule, known: list[dict[str, object]]) -> int:
    return sum(_holds(rule, values) for values in known)


def _holds(rule: InstitutionRule, values: dict[str, object]) -> bool:
    """Whether it addresses an organisation; a condition that asks for what is not known does not."""
    try:
        return rule.applies.holds(values)
    except Refused:
        return False


def _heading(today: PackFile, new: PackFile, lang: str) -> Iterator[Difference]:
    parts: list[tuple[str, Callable[[PackFile], str]]] = [
        (_("title"), lambda pack: pack.title.words(lang)),
        (_("theme"), lambda pack: pack.theme.name.words(lang)),
        (_("mechanisms"), lambda pack: _(", ").join(each.name.words(lang) for each in pack.mechanisms)),
        (_("projects"), lambda pack: _(", ").join(each.name.words(lang) for each in pack.projects)),
        (_("lights"), lambda pack: f"{pack.lights.green_up_to} / {pack.lights.yellow_up_to}"),
    ]
    for part, read in parts:
        if read(today) != read(new):
            yield Difference(_("the pack"), part, read(today), read(new))


def _institutions(today: PackFile, new: PackFile, lang: str) -> Iterator[Difference]:
    before = {rule.code: rule for rule in today.institutions}
    for rule in new.institutions:
        if rule.code not in before:
            yield Difference(rule.name.words(lang), _("institution"), "", _("new"))
        else:
            yield from _parts(before.pop(rule.code), rule, lang)
    for gone in before.values():
        yield Difference(gone.name.words(lang), _("institution"), _("in force"), _("dropped"))


def _parts(today: InstitutionRule, new: InstitutionRule, lang: str) -> Iterator[Difference]:
    parts: list[tuple[str, Callable[[InstitutionRule], str]]] = [
        (_("name"), lambda rule: rule.name.words(lang)),
        (_("rule"), lambda rule: rule.rule.words(lang)),
        (_("rhythm"), lambda rule: "; ".join(text for _when, text in words.rhythms(rule, lang))),
        (_("whom it addresses"), lambda rule: rule.applies.text),
        (_("categories"), lambda rule: words.categories(rule.categories, lang)),
        (_("weight"), lambda rule: str(rule.weight)),
        (_("quorum and vote"), words.quorum),
        (_("points of the organisation"), lambda rule: words.points(rule.points.organization, lang)),
        (_("points of members"), lambda rule: words.points(rule.points.member, lang)),
        (_("evidence"), lambda rule: _(", ").join(each.name.words(lang) for each in rule.evidence)),
        (_("basis"), lambda rule: _("; ").join(each.words(lang) for each in rule.basis)),
        (_("checked"), lambda rule: _("yes") if rule.checked else _("no")),
    ]
    for part, read in parts:
        if read(today) != read(new):
            yield Difference(new.name.words(lang), part, read(today), read(new))
