"""What is owed: facts of organisations × institutions of packs × occurrences of rhythms; needs no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from taizhang.domain.duties.packfile import InstitutionRule, PackFile
from taizhang.kernel.periods import Period, Span
from taizhang.kernel.recurrence import Every, Occurrence
from taizhang.kernel.workdays import Calendar

ANCHORED = frozenset({Every.TERM, Every.ANNIVERSARY})


@dataclass(frozen=True, slots=True)
class Ower:
    """An organisation as rules see it: since when it exists, when it last elected, and its facts."""

    organization_id: UUID
    founded_on: date
    elected_on: date | None
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A pack, the identifiers of its standards by code, and the days on which it rules.

    The first pack of all also rules what had begun before it and is not yet due when it starts.
    """

    rules: PackFile
    standards: Mapping[str, UUID]
    span: Span
    first_of_all: bool = False

    def covers(self, occurrence: Occurrence) -> bool:
        """Whether an occurrence is judged by this pack: the one in force on its first day."""
        begins = occurrence.span.first
        return begins in self.span or (self.first_of_all and begins < self.span.first <= occurrence.due_on)


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty to be issued."""

    organization_id: UUID
    standard_id: UUID
    institution: str
    occurrence: Occurrence
    needed: int


@dataclass(slots=True)
class Plan:
    """What is to be issued, which institutions do not apply to which organisations, and how much is closed already."""

    owed: list[Owed] = field(default_factory=list)
    not_applicable: set[tuple[UUID, str]] = field(default_factory=set)
    closed: int = 0


@dataclass
class Planner:
    """Plans the duties of a period; occurrences that many organisations share are computed once."""

    period: Period
    on: date
    calendar: Calendar
    _known: dict[tuple[int, date | None], tuple[Occurrence, ...]] = field(default_factory=dict)

    def plan(self, rulings: Iterable[Ruling], owers: Sequence[Ower]) -> Plan:
        """What these organisations owe in the period by these packs, leaving out what is closed on the day."""
        plan = Plan()
        for ruling in rulings:
            for rule in ruling.rules.institutions:
                for ower in owers:
                    self._add(plan, ruling, rule, ower)
        return plan

    def occurrences(self, rule: InstitutionRule, ower: Ower) -> tuple[Occurrence, ...]:
        """When an institution is owed within the period by an organisation to which it applies."""
        rhythm = rule.rhythm_for(ower.facts)
        anchor = ower.elected_on if rhythm.every in ANCHORED else None
        key = (id(rhythm), anchor)
        if key not in self._known:
            self._known[key] = rhythm.occurrences(self.period, calendar=self.calendar, anchor=anchor)
        return self._known[key]

    def _add(self, plan: Plan, ruling: Ruling, rule: InstitutionRule, ower: Ower) -> None:
        """Add what one organisation owes by one institution, from its founding on."""
        if not rule.applies.holds(ower.facts):
            plan.not_applicable.add((ower.organization_id, rule.code))
            return
        needed = rule.rhythm_for(ower.facts).times
        for occurrence in self.occurrences(rule, ower):
            if not ruling.covers(occurrence) or occurrence.span.first < ower.founded_on:
                continue
            if occurrence.closes_on < self.on:
                plan.closed += 1
                continue
            standard = ruling.standards[rule.code]
            plan.owed.append(Owed(ower.organization_id, standard, rule.code, occurrence, needed))
