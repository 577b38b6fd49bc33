"""The conditions of the ledger, all of them in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from taizhang.domain.orgs.kinds import Category
from taizhang.domain.records.words import PRESENCE
from taizhang.web.kit.filter import Filter, condition, elsewhere
from taizhang.web.ledger.standing import STATES

DECISION = "decision"  # in place of an institution: what follows from decisions
GROUPS = {"institution": _("By institution"), "child": _("By organisation"), "month": _("By month")}


def _states() -> Sequence[tuple[str, Any]]:
    return [(code, str(state.word)) for code, state in STATES.items()]


def _categories() -> Sequence[tuple[str, Any]]:
    return [(code, str(label)) for code, label in Category.choices]


def _institution(rows: Any, code: str) -> Any:
    return rows.filter(standard__isnull=True) if code == DECISION else rows.filter(institution=code)


@dataclass(frozen=True)
class LedgerFilter(Filter):
    """Which duties, of whom, due when, in which state; `by` says how the totals are grouped."""

    q: str = condition(_("Words"), elsewhere, default="", type="search")
    organization: str = condition(_("Organisation"), elsewhere, default="")
    institution: str = condition(_("Institution"), _institution, default="")
    state: str = condition(_("State"), elsewhere, default="", options=_states)
    since: date | None = condition(_("Due from"), elsewhere, default=None, type="date")
    until: date | None = condition(_("Due until"), elsewhere, default=None, type="date")
    category: str = condition(_("Category"), "org_category", default="", options=_categories)
    late: bool = condition(_("Recorded late"), elsewhere, default=False, type="checkbox")
    by: str = "institution"
    on: date | None = None


@dataclass(frozen=True)
class YearFilter(Filter):
    """Which gatherings of a person's ledger: of which year, called how, and whether the person was there."""

    q: str = condition(_("Words"), "activity__title__icontains", default="", type="search")
    presence: str = condition(_("Presence"), "presence", default="", options=lambda: list(PRESENCE.items()))
    year: int = condition(_("Year"), elsewhere, default=0, type="hidden")
    on: date | None = None
