"""Cases that one's offices handed to others: where each is and how it stands; its words are for who answers it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.moves import STATES, CaseState
from taizhang.web.cases import words
from taizhang.web.cases.office import badges
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import Column, Table

ANSWER = Permission.CASES_ANSWER


@dataclass(frozen=True)
class HandedOn(Filter):
    """Cases handed on, by their state."""

    state: CaseState | None = condition(
        gettext_lazy("State"),
        lambda rows, state: rows.in_state(state),
        default=None,
        options=[(state.value, name) for state, name in STATES.items()],
    )


@page(ANSWER)
def handed_on(request: PageRequest) -> HttpResponseBase:
    """What was handed to offices beyond one's reach, the latest first."""
    own = policy.reached(request.account, ANSWER, on=request.today)
    mine = Exists(own.filter(organization_id=OuterRef("office_id")))
    rows = Case.objects.standing().handed_on_by(own).filter(~mine).placed(request.today)
    listing = Listing(gettext_lazy("Cases handed on"), _table(request.today), "cases/handed_on.html")
    context = {"badge_of": words.badge_of, "on": request.today}
    return answer(request, listing, HandedOn.from_query(request.GET), rows, context=context)


def _table(on: date) -> Table:
    def handed(case: Any) -> date:
        """By the day: the hour could tell who wrote."""
        return timezone.localtime(case.handed_at).date()

    return Table(
        (
            Column("number", gettext_lazy("Number of the case"), by=("year", "serial")),
            Column("kind", gettext_lazy("Kind of case"), "term", by=("kind",)),
            Column("office", gettext_lazy("Answering office"), "org_short", by=("org_path",)),
            Column("handed_on", gettext_lazy("Handed on"), handed, by=("handed_at",)),
            Column("due_on", gettext_lazy("Answer due"), by=("due_on",)),
            Column("state", gettext_lazy("State"), badges(on)),
        ),
        order=("-year", "-serial", "id"),
    )
