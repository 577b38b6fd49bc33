"""InstitutionRule: what one institution (制度) asks, of whom, how often, with what evidence and worth how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.domain.duties.packfile.nouns import Basis, Evidence, Parameters, Wording
from taizhang.kernel.conditions import Condition
from taizhang.kernel.points import Rule
from taizhang.kernel.quorum import Share
from taizhang.kernel.recurrence import Rhythm


@dataclass(frozen=True)
class Attendance:
    """Who is expected, and the shares of them that a meeting or a vote needs.

    ``quorum`` is the share of ``voters`` that must be present, for every meeting or only where one votes;
    ``passing`` is the share of those entitled that must agree; ``ceiling`` the share that may get the best grade.
    """

    who: str
    voters: str
    quorum: Share | None = None
    quorum_for_votes_only: bool = False
    passing: Share | None = None
    ceiling: Share | None = None


@dataclass(frozen=True)
class InstitutionPoints:
    """The rules by which an institution brings points; a rule may be shared with other institutions."""

    organization: Rule | None = None
    member: Rule | None = None
    miss: Rule | None = None


@dataclass(frozen=True)
class InstitutionRule:
    """One of the institutions of a pack, as its file states it."""

    code: str
    order: int
    name: Wording
    short: Wording
    rule: Wording
    example: Wording
    note: Wording | None
    projects: tuple[str, ...]
    categories: tuple[str, ...]
    levels: tuple[str, ...]
    applies: Condition
    rhythm: Rhythm
    variants: tuple[tuple[Condition, Rhythm], ...]
    attendance: Attendance
    evidence: tuple[Evidence, ...]
    weight: int
    points: InstitutionPoints
    combines_with: frozenset[str]
    basis: tuple[Basis, ...]
    source: Wording
    checked: bool
    proposed: tuple[str, ...]
    parameters: Parameters
    content: Mapping[str, object]

    def rhythm_for(self, values: Mapping[str, object]) -> Rhythm:
        """The rhythm for an organisation with these facts: of the first variant that holds, else the general one."""
        for condition, rhythm in self.variants:
            if condition.holds(values):
                return rhythm
        return self.rhythm

    def is_for(self, level: str, category: str) -> bool:
        """Whether organisations of this level and category hold it."""
        return level in self.levels and category in self.categories

    @property
    def attendees(self) -> str:
        """The code of who is expected."""
        return self.attendance.who

    @property
    def quorum(self) -> Share | None:
        """The share that must be present."""
        return self.attendance.quorum

    @property
    def passing(self) -> Share | None:
        """The share that must agree."""
        return self.attendance.passing

    @property
    def organization_points(self) -> Rule | None:
        """The rule by which a gathering brings the organisation points."""
        return self.points.organization

    @property
    def member_points(self) -> Rule | None:
        """The rule by which it brings points to those present."""
        return self.points.member

    @property
    def required_evidence(self) -> tuple[Evidence, ...]:
        """The evidence without which a record is incomplete; a picture only while a policy switch lets it."""
        return tuple(each for each in self.evidence if each.required)

    @property
    def demands_picture(self) -> bool:
        """Whether a picture is among the evidence demanded."""
        return any(each.required and each.picture for each in self.evidence)
