"""The cards from which one chooses what a gathering was: first what is owed, with its due day, then the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import InstitutionRule, PackFile
from taizhang.domain.orgs.models import Placement
from taizhang.web.kit.request import PageRequest

SOON = timedelta(days=62)
LECTURE = "topic"  # 课题、主讲人: the evidence of what is a lecture


@dataclass(frozen=True, slots=True)
class Card:
    """One institution to choose."""

    rule: InstitutionRule
    name: str
    duty: Duty | None  # the first one owed and not done, when there is one
    chosen: bool
    suggested: bool  # what is chosen may be held together with it, and it is owed soon
    soon: bool  # it is due this month or next: it stands among the first

    @property
    def code(self) -> str:
        """The code of its institution."""
        return self.rule.code

    @property
    def lecture(self) -> bool:
        """Whether somebody lectures in it."""
        return any(each.code == LECTURE for each in self.rule.evidence)

    @property
    def together(self) -> str:
        """The institutions that may be one gathering with it, for the page's script."""
        return " ".join(sorted(self.rule.combines_with))


def cards(
    pack: PackFile | None, place: Placement, owed: Iterable[Duty], chosen: Sequence[str], request: PageRequest
) -> list[Card]:
    """The institutions that an organisation of this level and category may record, what is owed soonest at the top."""
    if pack is None:
        return []
    first = _first(owed, request.today)
    rules = [rule for rule in pack.institutions if rule.code in chosen or rule.is_for(place.level, place.category)]
    made = [_card(rule, first.get(rule.code), chosen, request) for rule in rules]
    return sorted(made, key=lambda card: (card.duty.due_on if card.duty else date.max, card.rule.order))


def names(pack: PackFile | None, codes: Iterable[str], lang: str) -> list[str]:
    """The short names of institutions, those that the pack does not know left as they are."""
    known = {rule.code: rule.short.words(lang) for rule in pack.institutions} if pack else {}
    return [known.get(code, code) for code in codes]


def _first(owed: Iterable[Duty], today: date) -> dict[str, Duty]:
    """For each institution the duty that a gathering of today would count for, else the one that is overdue."""
    found: dict[str, Duty] = {}
    for duty in sorted(owed, key=lambda duty: (duty.grace_until < today, duty.due_on)):
        found.setdefault(duty.institution, duty)
    return found


def _card(rule: InstitutionRule, duty: Duty | None, chosen: Sequence[str], request: PageRequest) -> Card:
    fits = bool(chosen) and rule.code not in chosen and all(code in rule.combines_with for code in chosen)
    soon = duty is not None and duty.due_on <= request.today + SOON
    return Card(rule, rule.short.words(request.lang), duty, rule.code in chosen, fits and soon, soon)
