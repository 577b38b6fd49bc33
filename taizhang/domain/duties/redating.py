"""Which duties would be due on another day because the calendar of working days says otherwise now.

The dates of a duty are kept when it is issued. What is neither met nor waived nor closed follows the calendar when that
changes; a day that is past stays, so that nobody is late for what was not known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.owers import owers
from taizhang.domain.duties.packfile import InstitutionRule
from taizhang.domain.duties.packs import rules_of, validities
from taizhang.domain.duties.planning import ANCHORED, Ower
from taizhang.domain.orgs.calendar import calendar
from taizhang.kernel.periods import Span
from taizhang.kernel.recurrence import Occurrence, Rhythm, WorkdayRule
from taizhang.kernel.workdays import Calendar

NEAR = timedelta(days=40)  # no due day moves further past a row of holidays
FAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Shift:
    """A duty and the occurrence as it is dated now."""

    duty: Duty
    to: Occurrence


def moving(around: Span, *, on: date) -> list[Shift]:
    """The duties due around some days whose due day is another by the calendar as it stands now."""
    rules = _ruled()
    if not rules:
        return []
    duties = _open(around, on, rules)
    if not duties:
        return []
    days = calendar(around.first - FAR, around.last + FAR)
    redating = _Redating(days, _facts(duties, rules))
    found = (redating.move(duty, rules[_key(duty)]) for duty in duties)
    return [each for each in found if each is not None and not _into_the_past(each, on)]


@dataclass
class _Redating:
    """Dates duties anew; occurrences that many duties share are computed once."""

    calendar: Calendar
    owers: Mapping[tuple[date, UUID], Ower]
    known: dict[tuple[int, date | None, date, date], Mapping[str, Occurrence]] = field(default_factory=dict)

    def move(self, duty: Duty, rule: InstitutionRule) -> Shift | None:
        """The duty with its new dates, None when its due day stays."""
        ower = self.owers.get((_month(duty), duty.organization_id))
        rhythm = rule.rhythm_for(ower.facts) if ower and rule.variants else rule.rhythm
        anchor = ower.elected_on if ower and rhythm.every in ANCHORED else None
        to = self._occurrences(rhythm, anchor, duty.span).get(duty.occurrence)
        return None if to is None or to.due_on == duty.due_on else Shift(duty, to)

    def _occurrences(self, rhythm: Rhythm, anchor: date | None, span: Span) -> Mapping[str, Occurrence]:
        key = (id(rhythm), anchor, span.first, span.last)
        if key not in self.known:
            found = rhythm.occurrences(span, calendar=self.calendar, anchor=anchor)
            self.known[key] = {each.key: each for each in found}
        return self.known[key]


def _ruled() -> dict[tuple[UUID, str], InstitutionRule]:
    """The institutions, by pack and code, that move a due day to a working day."""
    return {
        (pack.pk, rule.code): rule
        for pack, _span in validities()
        for rule in rules_of(pack).institutions
        if any(each.offsets.workday is not WorkdayRule.NONE for each in _rhythms(rule))
    }


def _rhythms(rule: InstitutionRule) -> Iterable[Rhythm]:
    return (rule.rhythm, *(rhythm for _condition, rhythm in rule.variants))


def _open(around: Span, on: date, rules: Mapping[tuple[UUID, str], InstitutionRule]) -> list[Duty]:
    """The duties due around the days that such an institution asked, neither met nor waived nor closed; one query."""
    rows = Duty.objects.unfinished().filter(closes_on__gte=on, institution__in={code for _pack, code in rules})
    rows = rows.in_period(Span(around.first - NEAR, around.last + NEAR)).select_related("standard")
    return [duty for duty in rows.order_by("due_on", "id") if duty.standard_id and _key(duty) in rules]


def _facts(duties: Sequence[Duty], rules: Mapping[Any, InstitutionRule]) -> dict[tuple[date, UUID], Ower]:
    """The facts, in the month for which they were owed, of the organisations whose rhythm depends on them."""
    wanted: dict[date, set[UUID]] = defaultdict(set)
    for duty in duties:
        rule = rules[_key(duty)]
        if rule.variants or any(each.every in ANCHORED for each in _rhythms(rule)):
            wanted[_month(duty)].add(duty.organization_id)
    return {(day, ower.organization_id): ower for day, keys in wanted.items() for ower in owers(day, keys)}


def _key(duty: Duty) -> tuple[UUID, str]:
    standard: Any = duty.standard
    return standard.pack_id, duty.institution


def _month(duty: Duty) -> date:
    return duty.first_on.replace(day=1)


def _into_the_past(move: Shift, on: date) -> bool:
    """Whether it would be due earlier, on a day that is over."""
    return move.to.due_on < min(on, move.duty.due_on)
