"""Cases in words: their states, their steps, and the page they are about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.domain.cases.models import Case, CaseStep
from taizhang.domain.cases.moves import MOVES, STATES, CaseMove, CaseState
from taizhang.domain.orgs.models import Placement

BADGES = {CaseState.OPEN: "note", CaseState.ANSWERED: "good", CaseState.CLOSED: "plain"}
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step as it is read."""

    at: datetime
    day_only: bool
    who: str
    what: str
    words: str


def place_of(path: str) -> str:
    """A page by its kind: "/records/…/", never which record, for an address can tell who wrote."""
    try:
        route = resolve(path).route
    except Resolver404:
        return ""
    return "/" + re.sub(r"<[^>]*>", "…", route)


def badge_of(case: Case, on: date) -> tuple[str, str]:
    """The state in words, with the kind of its badge."""
    if case.is_overdue(on):
        return pgettext("case", "overdue"), "wrong"
    return str(STATES[case.state]), BADGES[case.state]


def told(steps: Iterable[CaseStep], names: Mapping[UUID, str]) -> list[ToldStep]:
    """The steps of a case in their order; those of an unnamed filer by the day only. `names` are those of offices."""
    return [ToldStep(step.at, not step.by_name, _who(step), _what(step, names), step.words) for step in steps]


def names_of(keys: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """The short names of organisations, of those that stand or stood last; one query."""
    rows = Placement.objects.filter(organization__in=[key for key in keys if key]).order_by("starts_on")
    return dict(rows.values_list("organization_id", "short_name"))


def filer(case: Case) -> str:
    """Who filed it; nobody any more once its words are cleared."""
    if case.cleared_on:
        return ""
    if case.anonymous:
        return _("Without a name")
    return case.person.name if case.person else _("By itself, for the light is red")


def title(case: Case) -> str:
    """What it is about in one line."""
    if case.cleared_on:
        return _("Words deleted at the end of their time")
    return case.subject or _("Help offered, for the light is red")


def _who(step: CaseStep) -> str:
    if step.by_name == SYSTEM:
        return _("The system")
    return step.by_name or _("Without a name")


def _what(step: CaseStep, names: Mapping[UUID, str]) -> str:
    what = str(MOVES[CaseMove(step.move)])
    if step.by_name == SYSTEM and step.move == CaseMove.CLOSED:
        return _("ended by itself: the light is no longer red")
    return f"{what} → {names.get(step.office_id, '')}" if step.office_id else what
