"""A blank: one sheet of paper for one gathering, with everything on it that is known beforehand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import get_language, gettext

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import InstitutionRule, PackFile
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.chairs import usual_chair
from taizhang.domain.records.lines import Line, Roll
from taizhang.domain.records.models import Activity
from taizhang.domain.records.paper import reasons
from taizhang.domain.records.paper.sums import sums
from taizhang.kernel.ids import uuid7
from taizhang.kernel.words import say

VOTES = "votes"  # evidence of what is voted on
MOST_SHEETS = 120  # made in one go, and taken in


@dataclass(frozen=True)
class Blank:
    """A sheet for a gathering of one organisation as one institution or several, for some duties, perhaps on a day."""

    place: Placement
    pack: PackFile
    rules: tuple[InstitutionRule, ...]
    roll: Roll
    duties: tuple[Duty, ...] = ()
    day: date | None = None
    usual: Mapping[str, str] = field(default_factory=dict)
    key: UUID = field(default_factory=uuid7)

    @property
    def title(self) -> str:
        """What it is a sheet of."""
        return gettext(", ").join(rule.short.words(self.lang) for rule in self.rules)

    @property
    def lang(self) -> str:
        """The language in which it is written."""
        return get_language() or "zh-hans"

    @property
    def votes(self) -> bool:
        """Whether something may be voted on."""
        return any(rule.passing is not None or any(each.code == VOTES for each in rule.evidence) for rule in self.rules)

    def source(self, rule: InstitutionRule) -> str:
        """The clause on which a rule rests, in brackets; empty when the pack names none."""
        clause = next((basis.words(self.lang) for basis in rule.basis), "")
        return say(self.lang, zh=f"（{clause}）", en=f" ({clause})") if clause else ""

    @property
    def due_on(self) -> date | None:
        """The first day by which one of its duties is due."""
        return min((duty.due_on for duty in self.duties), default=None)

    @cached_property
    def labels(self) -> dict[UUID, str]:
        """Everybody on the roll by a name that no other line has."""
        return labels(self.roll)

    @property
    def expected(self) -> list[Line]:
        """Who counts."""
        return [line for line in self.roll if line.counts]

    @property
    def others(self) -> list[Line]:
        """Who need not come; why not is nobody's business on paper."""
        return [line for line in self.roll if not line.counts]

    @property
    def legend(self) -> str:
        """What the boxes of the roll are marked with."""
        return reasons.legend()

    @property
    def sums(self) -> list[str]:
        """How many must be there and agree, as arithmetic in words."""
        return sums(self.rules, self.roll, self.lang)

    @property
    def given(self) -> dict[str, str]:
        """What stands in its boxes before anybody writes."""
        known = {f"institution.{rule.code}.was": "√" for rule in self.rules}
        known |= {key: text for key, text in self.usual.items() if text}
        return known | ({"when.held_on": self.day.isoformat()} if self.day else {})


def labels(roll: Iterable[Line]) -> dict[UUID, str]:
    """Names that tell people apart: those who are called alike bear a number in the order of the roll."""
    lines, seen = list(roll), dict[str, int]()
    alike = {line.name for line in lines if sum(other.name == line.name for other in lines) > 1}
    found = {}
    for line in lines:
        seen[line.name] = seen.get(line.name, 0) + 1
        found[line.person_id] = f"{line.name}（{seen[line.name]}）" if line.name in alike else line.name
    return found


def usual(organization_id: UUID, meeting_place: str, on: date) -> dict[str, str]:
    """The place of the last gathering and who usually leads: the secretary, or who deputises; two queries."""
    held = Activity.objects.filter(organization_id=organization_id).exclude(place="").order_by("-held_on", "-id")
    chair = usual_chair(organization_id, on)
    return {"place.place": held.values_list("place", flat=True).first() or meeting_place, "chair": str(chair or "")}


def led(usual: Mapping[str, str], roll: Roll) -> dict[str, str]:
    """The usual place, and the usual chair by name when he is on the roll."""
    named = {str(key): label for key, label in labels(roll).items()}
    return {"place.place": usual.get("place.place", ""), "led.chair": named.get(usual.get("chair", ""), "")}


def rules_of(pack: PackFile, codes: Sequence[str]) -> tuple[InstitutionRule, ...]:
    """The rules of some institutions, each once; refused when the pack has none of a code."""
    return tuple(pack.institution(code) for code in dict.fromkeys(codes))
