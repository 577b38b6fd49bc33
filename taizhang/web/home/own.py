"""The home of one organisation: its light, what it owes this month, its year, its points, what waits for me."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties import measures, queries
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packs import PackRules
from taizhang.domain.points import balances
from taizhang.domain.points.award import Source, awards
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.models import Activity
from taizhang.domain.records.packs import Packs
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Period
from taizhang.kernel.workflow import State
from taizhang.web.duties.words import Told, told
from taizhang.web.home.desk import Desk
from taizhang.web.home.waiting import waiting
from taizhang.web.kit.page import PageRequest
from taizhang.web.points.account import as_of

LATEST = 4  # sources of points shown
MOST_ENTRIES = 400  # of one organisation and year; rules with caps bring about a hundred
LOW = Decimal("0.8")  # below this share a bar is drawn as behind


@dataclass(frozen=True, slots=True)
class Bar:
    """Completion of one institution in the year so far."""

    code: str
    label: str
    measure: Measure

    @property
    def low(self) -> bool:
        """Whether it is behind."""
        rate = self.measure.rate
        return rate is not None and rate < LOW


@dataclass(frozen=True, slots=True)
class Done:
    """A finished duty with what the gathering came to."""

    told: Told
    activity: Activity | None
    points: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What one source brought: its first entry, the gathering it was, the points that stand."""

    entry: PointEntry
    activity: Activity | None
    points: int


def context(request: PageRequest, desk: Desk) -> dict[str, object]:
    """Everything the page shows, in a fixed number of queries."""
    key, on, packs = desk.place.organization_id, request.on, Packs.load()
    rules = packs.on(on)
    if rules is None:
        return {"rules": None}
    duties = list(queries.owed_now(key, on))
    entries = list(balances.rows(organization_id=key, year=on.year, on=as_of(request))[:MOST_ENTRIES])
    activities = _activities(key, duties, entries)
    listed = [told(duty, rules, on, request.lang) for duty in duties]
    return {
        "rules": rules,
        "line": queries.light_of(duties, on, (rules.lights.green_up_to, rules.lights.yellow_up_to)),
        "todo": [each for each in listed if not each.finished],
        "done": [_done(each, activities, entries) for each in listed if each.finished],
        "bars": _bars(desk, rules, on, request.lang),
        "balance": balances.organization_balance(key, on.year, as_of(request)),
        "pending": _pending(activities.values(), packs, on.year) if on == request.today else 0,
        "latest": _latest(entries, activities),
        "waiting": waiting(request, desk, activities.values(), listed),
        "may_record": desk.may(Permission.RECORDS_WRITE) and on == request.today,
    }


def _activities(organization_id: UUID, duties: Iterable[Duty], entries: Sequence[PointEntry]) -> dict[UUID, Activity]:
    """The gatherings that are spoken of: of finished duties, of the latest points, and undecided ones; one query."""
    sources = {duty.fulfilment.source_id for duty in duties if hasattr(duty, "fulfilment")}
    sources |= set(list(dict.fromkeys(entry.source_id for entry in entries))[:LATEST])
    open_ = Q(submission__state__in=[State.SUBMITTED, State.RETURNED])
    found = Activity.objects.filter(organization_id=organization_id).filter(open_ | Q(pk__in=sources))
    return {activity.pk: activity for activity in found.select_related("submission")}


def _done(each: Told, activities: dict[UUID, Activity], entries: Iterable[PointEntry]) -> Done:
    """What a finished duty brought: who came, and the points that stand."""
    source = getattr(getattr(each.duty, "fulfilment", None), "source_id", None)
    mine = (entry for entry in entries if entry.institution == each.duty.institution)
    brought = sum(entry.amount for entry in mine if source is not None and entry.source_id == source)
    return Done(each, activities.get(source) if source else None, brought)


def _latest(entries: Iterable[PointEntry], activities: dict[UUID, Activity]) -> list[Brought]:
    """The latest sources of points, each with what it came to; reversals count against it."""
    sums: dict[UUID, tuple[PointEntry, int]] = {}
    for entry in entries:
        first, total = sums.get(entry.source_id, (entry, 0))
        sums[entry.source_id] = (first, total + entry.amount)
    return [Brought(entry, activities.get(entry.source_id), total) for entry, total in list(sums.values())[:LATEST]]


def _bars(desk: Desk, rules: PackRules, on: date, lang: str) -> list[Bar]:
    """Each institution that was owed in the year so far, in the order of the pack."""
    rows = measures.rows(desk.place.path, Period.of_year(on.year), on=on, due_so_far=True)
    so_far = measures.grouped(rows.filter(organization_id=desk.place.organization_id), on, "institution")
    owed = [rule for rule in rules.institutions if rule.code in so_far]
    return [Bar(rule.code, rule.short.words(lang), so_far[rule.code].met) for rule in owed]


def _pending(activities: Iterable[Activity], packs: Packs, year: int) -> int:
    """The points that what waits for review would bring the organisation, before caps."""
    waits = (each for each in activities if each.submission.state == State.SUBMITTED and each.held_on.year == year)
    sources = [Source(each.pk, each.organization_id, tuple(each.institutions), each.held_on) for each in waits]
    return sum(award.amount for source in sources for award in awards(packs.ruling(source.happened_on), source))
