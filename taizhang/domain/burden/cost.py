"""What a form would cost those below before it is sent: minutes each and in all, and who would be over the cap."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from taizhang.domain.audit.kept import Asked, kept
from taizhang.domain.burden.audience import audience
from taizhang.domain.burden.caps import caps
from taizhang.domain.burden.effort import FORM
from taizhang.domain.burden.models import Answer, CollectionForm, Effort
from taizhang.domain.orgs.kinds import FORMS, Kind

AN_INPUT, AT_LEAST = 20, 60  # seconds assumed for a field, and for opening and reading any form
ENOUGH = 5  # months of organisations, from which on what was measured counts
LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class Over:
    """An organisation that would have more than its level's minutes in the month."""

    organization_id: UUID
    name: str
    minutes: int
    cap: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What sending a form would cost: how many organisations, seconds each, whether measured, and who is over."""

    organizations: int
    typed: int
    filled: int
    seconds_each: int
    measured: bool
    over: tuple[Over, ...]

    @property
    def minutes(self) -> int:
        """Of all organisations together."""
        return minutes(self.seconds_each * self.organizations)


def minutes(seconds: int) -> int:
    """Whole minutes, rounded up: whoever begins a minute spends it."""
    return -(-seconds // 60)


def cost(form: CollectionForm, on: date) -> Cost:
    """What sending this form now would cost."""
    sources = [question.source for question in form.questions.all()]
    typed = sources.count("")
    per_input = seconds_per_input()
    each = estimate(typed, per_input)
    asked = audience(form, on).values_list("organization_id", "kind", "name")
    effort = Effort.objects.in_month(on).state()
    organizations, over = _reached(Asked(asked), each if typed else 0, on, effort)
    return Cost(organizations, typed, len(sources) - typed, each, per_input is not None, over)


def estimate(typed: int, per_input: float | None) -> int:
    """The seconds that so many fields take, as measured or else as assumed."""
    return max(AT_LEAST, round(typed * (per_input or AN_INPUT))) if typed else AT_LEAST // 2


def seconds_per_input() -> float | None:
    """The median of what a field of a form took so far; None before enough was measured."""
    rows = Effort.objects.filter(source__startswith=FORM, inputs__gt=0, times__gt=0).order_by("-month", "id")
    measured = [seconds / inputs for seconds, inputs in rows.values_list("seconds", "inputs")[:LOOKED_AT]]
    return median(measured) if len(measured) >= ENOUGH else None


def load(wanted: QuerySet[Any, UUID] | Collection[UUID], on: date) -> dict[UUID, int]:
    """Seconds by organisation in the month of a day: measured so far, and what forms sent still wait for.

    `wanted` holds their identifiers; of many it is better a query, which stays in the database.
    """
    worked = Effort.objects.in_month(on).filter(organization_id__in=wanted).order_by()
    total: dict[UUID, int] = dict(worked.values_list("organization_id").annotate(sum=Sum("seconds")))
    waiting = Answer.objects.waiting(on).filter(organization_id__in=wanted).order_by()
    for key, seconds in waiting.values_list("organization_id").annotate(sum=Sum("sending__seconds_each")):
        total[key] = total.get(key, 0) + seconds
    return total


@kept
def _reached(asked: Asked, each: int, on: date, effort: tuple[int, int]) -> tuple[int, tuple[Over, ...]]:
    """How many organisations a form asks, and whom it brings over the cap; one without own fields brings nobody.

    `effort` is an argument since it is added up without an act.
    """
    places = list(asked.rows.all())
    if not each:
        return len(places), ()
    loads = load(asked.rows.order_by().values_list("organization_id", flat=True), on)
    return len(places), tuple(_over(places, loads, each, on))


def is_full(organization_id: UUID, cap: int, on: date) -> bool:
    """Whether any form more would bring an organisation over the cap in the month of a day."""
    return minutes(load([organization_id], on).get(organization_id, 0) + AT_LEAST) > cap


def _over(places: list[tuple[UUID, str, str]], loads: Mapping[UUID, int], each: int, on: date) -> list[Over]:
    """Those whom one more form brings over the cap, the most laden first."""
    allowed = caps(on)
    found = []
    for key, kind, name in places:
        cap = allowed[FORMS[Kind(kind)].level].minutes
        asked = minutes(loads.get(key, 0) + each)
        if asked > cap:
            found.append(Over(key, name, asked, cap))
    return sorted(found, key=lambda one: (one.cap - one.minutes, one.name))
