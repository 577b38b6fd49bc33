"""Entry: one line of a calendar, and Asked: of whom, when, in which language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from taizhang.domain.duties.packs import PackRules
from taizhang.kernel.periods import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what, on which day (from when to when, if that is known), and whether it was cancelled.

    `stamp` is when we last learnt something of it, `sequence` how often it changed. It names no members.
    """

    uid: str
    summary: str
    day: date
    stamp: datetime
    starts_at: time | None = None
    ends_at: time | None = None
    note: str = ""
    path: str = ""
    sequence: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The days, the language, the rules of today, and the organisations of which each kind of entry may be seen."""

    span: Span
    lang: str
    rules: PackRules | None
    duties: frozenset[UUID]
    gatherings: frozenset[UUID]
    visits: frozenset[UUID]
    assignee: UUID | None = None  # of decisions
    member_of: UUID | None = None  # for the activity day
    names: Mapping[UUID, str] = field(default_factory=dict)

    def at(self, organization_id: UUID) -> str:
        """The name of an organisation when there are several to tell apart."""
        several = len(self.duties | self.gatherings | self.visits) > 1
        return self.names.get(organization_id, "") if several else ""
