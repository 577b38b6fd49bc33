"""What an organisation has before it: the one query behind its list, its number and its light."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q

from taizhang.domain.audit.kept import kept
from taizhang.domain.duties.models import Duty, DutyQuerySet
from taizhang.domain.duties.packs import find_pack, pack_in_force
from taizhang.domain.orgs.models import Placement
from taizhang.domain.policies.queries import is_on
from taizhang.domain.policies.switches import Switch
from taizhang.kernel.measures import Light, light
from taizhang.kernel.periods import Kind, Period


@dataclass(frozen=True, slots=True)
class LightLine:
    """How many duties lie before an organisation, how many of them are unfinished, and the colour of that.

    The colour helps; it is expressly not an assessment result.
    """

    unfinished: int
    owed: int
    light: Light


_NOTHING_OWED = LightLine(0, 0, Light.GREEN)


class Lights(dict[UUID, LightLine]):
    """The lines of many organisations; one that owes nothing is green."""

    def __missing__(self, organization_id: UUID) -> LightLine:
        return _NOTHING_OWED


def owed_now(organization_id: UUID, on: date) -> DutyQuerySet:
    """The list of an organisation on a day, what is due first at the top; each row knows whether it is `done`."""
    duties = Duty.objects.filter(organization_id=organization_id).owed_now(on).known(on)
    return duties.order_by("due_on", "institution", "id")


def light_of(duties: Sequence[Duty], on: date, thresholds: tuple[int, int] | None = None) -> LightLine:
    """The number and the colour of a list got from owed_now.

    `thresholds` are those of the pack in force on the day, when they are at hand.
    """
    if not duties:
        return _NOTHING_OWED
    unfinished = sum(not duty.done for duty in duties)  # type: ignore[attr-defined]
    return _line(unfinished, len(duties), thresholds or _thresholds(on))


def lights(paths: Iterable[str], on: date) -> Lights:
    """The lines of every organisation at or below some paths on a day, in one grouped query.

    They are coloured by the rules of that day; while no pack rules nothing is owed.
    """
    return _lights(tuple(sorted(paths)), on)


def lights_of(organizations: Collection[UUID], on: date) -> Lights:
    """The same of some organisations, as many as a page shows."""
    return _lines(Duty.objects.owed_now(on).filter(organization_id__in=organizations), on)


@kept
def _lights(paths: tuple[str, ...], on: date) -> Lights:
    reach = _reach(paths)
    return Lights() if reach is None else _lines(Duty.objects.owed_now(on).placed(on).filter(reach), on)


def _lines(duties: DutyQuerySet, on: date) -> Lights:
    """The lines of those who owe what owed_now chose, in one grouped query."""
    rules = find_pack(on)
    if rules is None:
        return Lights()
    limits = (rules.lights.green_up_to, rules.lights.yellow_up_to)
    counts = {"unfinished": Count("pk", filter=Q(done=False)), "owed": Count("pk")}
    rows = duties.order_by().values_list("organization_id").annotate(**counts)
    return Lights({organization: _line(unfinished, owed, limits) for organization, unfinished, owed in rows})


@kept
def spread(path: str, on: date) -> dict[str, Counter[Light]]:
    """How many organisations of each colour stand in each part right below a path, by the part's path.

    What stands at the path itself is counted under it.
    """
    lines, parts = lights([path], on), defaultdict[str, Counter[Light]](Counter)
    for organization_id, below in Placement.objects.on(on).under(path).values_list("organization_id", "path"):
        step = below[len(path) :].partition("/")[0]
        parts[f"{path}{step}/" if step else path][lines[organization_id].light] += 1
    return dict(parts)


def seen_from_above(on: date) -> date:
    """The day whose lights are shown to those above: an organisation sees its own first, and has a day to mend it.

    A switch of the policy page may take that day away.
    """
    return on if is_on(Switch.SAME_DAY_LIGHTS, on=on) else on - timedelta(days=1)


def coming(organization_id: UUID, on: date) -> DutyQuerySet:
    """What an organisation may do ahead: begun and unfinished, due after this month."""
    month = Period.containing(on, Kind.MONTH)
    duties = Duty.objects.filter(organization_id=organization_id).unfinished(on).begun(on)
    return duties.filter(due_on__gt=month.last).known(on).order_by("due_on", "institution", "id")


def due_soon(organization_id: UUID, on: date, days: int = 7) -> DutyQuerySet:
    """The unfinished duties of an organisation whose warning day has come or that are due within some days."""
    soon = Q(warn_on__lte=on) | Q(due_on__lte=on + timedelta(days=days))
    return owed_now(organization_id, on).filter(soon, done=False)


def _reach(paths: Iterable[str]) -> Q | None:
    """The condition of standing at or below one of some paths."""
    conditions = [Q(org_path__startswith=path) for path in paths]
    return reduce(or_, conditions) if conditions else None


def _thresholds(on: date) -> tuple[int, int]:
    """Up to how many unfinished duties are green and yellow by the pack in force on a day."""
    limits = pack_in_force(on).lights
    return limits.green_up_to, limits.yellow_up_to


def _line(unfinished: int, owed: int, thresholds: tuple[int, int]) -> LightLine:
    return LightLine(unfinished, owed, light(unfinished, thresholds))
