"""Which institutions an organisation does not owe, and why, in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.owers import calendar_around, owers
from taizhang.domain.duties.packfile import InstitutionRule
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.duties.planning import Ower, Planner
from taizhang.kernel.periods import Period
from taizhang.kernel.words import say


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """An institution that is not owed, and the facts or the rhythm that decide it."""

    rule: InstitutionRule
    why: str


def not_applicable(organization_id: UUID, on: date, lang: str) -> list[NotApplicable]:
    """The institutions of the pack in force that the organisation does not owe in the year of the day.

    Either the rule does not address it, by its facts of the day, or nothing of it falls into the year.
    """
    rules, found = find_pack(on), owers(on, [organization_id])
    if rules is None or not found:
        return []
    year = Period.of_year(on.year)
    planner = Planner(year, on, calendar_around(year))
    issued = set(
        Duty.objects.in_period(year).filter(organization_id=organization_id).values_list("institution", flat=True)
    )
    reasons = ((rule, _why(rule, found[0], planner, lang)) for rule in rules.institutions if rule.code not in issued)
    return [NotApplicable(rule, why) for rule, why in reasons if why]


def _why(rule: InstitutionRule, ower: Ower, planner: Planner, lang: str) -> str:
    """Why an institution is not owed; empty when it is, only not issued yet."""
    if not rule.applies.holds(ower.facts):
        return rule.applies.why(ower.facts, lang)
    if planner.occurrences(rule, ower):
        return ""
    year = planner.period.words(lang)
    rhythm = rule.rhythm_for(ower.facts).words(lang)
    return say(lang, zh=f"{year}没有到期的次数（{rhythm}）", en=f"nothing falls due in {year} ({rhythm})")
