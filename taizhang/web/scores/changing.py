"""What would change the grade: the least of what is still possible in the period, with the points of each."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.domain.duties.models import Duty, met
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import evaluate
from taizhang.kernel.scoring.changing import Gain, Gained, Way, duty, ways
from taizhang.web.duties import words as duties
from taizhang.web.kit.filters import day, number
from taizhang.web.kit.page import PageRequest
from taizhang.web.scores import reading, words

MOST = 60  # open duties that are weighed: a branch owes fewer in a year


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the duty, until when, and what it brings."""

    words: str
    note: str
    url: str
    gain: int


@dataclass(frozen=True, slots=True)
class Ways:
    """What the period would end with, and the least that lifts it to the next grade; more for those above."""

    ends: str
    lift: str
    steps: tuple[Step, ...]
    further: tuple[str, ...]


def ways_up(request: PageRequest, place: Placement, found: reading.Opened) -> Ways | None:
    """The ways to better grades, by what is still open; None when nothing open lifts the grade."""
    tree = found.scheme.trees.get(place.category)
    if tree is None:
        return None
    open_ = _open(request, place, found.period)
    facts = Gained(found.facts, [gain for each in open_ if each.due_on > request.on for gain in _owed(each)])
    items = [_item(each, request) for each in open_]
    possible = ways(tree, facts, found.period, items, found.scheme) if items else []
    if not possible:
        return None
    missed = evaluate(tree, facts, found.period).units
    steps = _steps(request, possible[0], {str(each.pk): each for each in open_})
    said = {"mark": words.mark(missed), "grade": _grade(found, possible[0].grade, request.lang)}
    said |= {"then": words.mark(possible[0].units), "n": number(len(steps))}
    ends = _("If nothing more were done, the period would end with %(mark)s.") % said
    lift = _("These %(n)s lift it to %(then)s, %(grade)s:") % said
    return Ways(ends, lift, steps, tuple(_further(found, way, request.lang) for way in possible[1:]))


def _open(request: PageRequest, place: Placement, period: Period) -> list[Any]:
    """The duties of a period that are not met and may still be recorded."""
    rows = Duty.objects.filter(organization=place.organization_id, standard__isnull=False).in_period(period)
    rows = rows.owed(request.on).filter(~met(request.on), closes_on__gte=request.on)
    return list(rows.select_related("standard").order_by("due_on", "institution", "pk")[:MOST])


def _item(each: Any, request: PageRequest) -> Any:
    month = Period.containing(each.due_on, Kind.MONTH)
    return duty(str(each.pk), each.institution, month, on_time=each.grace_until >= request.on)


def _owed(each: Any) -> list[Gain]:
    """What a duty that is not due yet will be when it is missed: owed, and not met."""
    month = Period.containing(each.due_on, Kind.MONTH)
    named = (each.institution, "*")
    return [Gain(f"duty:{code}{kind}", month, 0, 1) for code in named for kind in ("", ":on_time")]


def _steps(request: PageRequest, way: Way, known: dict[str, Any]) -> tuple[Step, ...]:
    found = []
    for lift in way.lifts:
        row = known[lift.item.code]
        until = _("until %(day)s") % {"day": day(row.grace_until, "short")}
        late = _("late, books close on %(day)s") % {"day": day(row.closes_on, "short")}
        note = until if row.grace_until >= request.on else late
        name = duties.name(row, None, request.lang)
        found.append(Step(name, note, reverse("duties:duty", args=[row.pk]), lift.units))
    return tuple(found)


def _further(found: reading.Opened, way: Way, lang: str) -> str:
    said = {"grade": _grade(found, way.grade, lang), "n": number(len(way.lifts)), "mark": words.mark(way.units)}
    return _("%(grade)s would take %(n)s of what is open: %(mark)s.") % said


def _grade(found: reading.Opened, code: str, lang: str) -> str:
    return words.grade(found.scheme, code, lang)
