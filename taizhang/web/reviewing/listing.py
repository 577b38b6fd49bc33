"""The review meetings in rows: of which office and year, how many reports are there, how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.assessments.models import ReviewMeeting, ReviewStage
from taizhang.domain.inspections.offices import office_names
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import ASKED, FILE, Column, Table
from taizhang.web.reviewing.finding import HOLD, VIEW, meetings_seen, own_reports
from taizhang.web.reviewing.words import STAGES


@dataclass(frozen=True)
class Meetings(Filter):
    """Which meetings: of whom, on which year, how far they have come."""

    q: str = condition(
        pgettext_lazy("review meeting", "Office"),
        lambda rows, text: rows.filter(Q(org_name__contains=text) | Q(org_short__contains=text)),
        default="",
        type="search",
    )
    year: int = condition(_("Year"), "year", default=0)
    stage: str = condition(
        _("State"),
        "stage",
        default="",
        options=lambda: [(code, word) for code, (word, _kind) in STAGES.items()],
    )


class Offices(dict[UUID, str]):
    """How the offices of many meetings are called, looked up at once."""

    def __init__(self, request: PageRequest) -> None:
        super().__init__()
        self._on = request.on

    def load(self, rows: Sequence[ReviewMeeting]) -> None:
        """Look those of these rows up."""
        self.update(office_names({row.organization_id for row in rows}, self._on))

    def of(self, row: ReviewMeeting) -> str:
        """The name of the office of a meeting."""
        return self[row.organization_id]


@page(VIEW)
def meetings(request: PageRequest) -> HttpResponseBase:
    """The review meetings within reach, the latest year first; above them the reports that one has to hand in."""
    chosen, offices = Meetings.from_query(request.GET), Offices(request)
    handed_in = Count("reports", filter=Q(reports__handed_in_at__isnull=False))
    rows = meetings_seen(request).placed(request.on).annotate(heard=Count("reports"), handed_in=handed_in)
    due = own_reports(request).filter(meeting__stage=ReviewStage.PREPARING, handed_in_at__isnull=True)
    years = meetings_seen(request).order_by("-year").values_list("year", flat=True).distinct()
    context: dict[str, Any] = {"stages": STAGES, "mine": list(due)}
    context["may_call"] = request.on == request.today and policy.may(request.account, HOLD, on=request.today)
    listing = Listing(_("Review meetings"), _table(offices), "reviewing/meetings.html")
    options = {"year": [(str(each), str(each)) for each in years]}
    return answer(request, listing, chosen, rows, options=options, context=context)


def _table(offices: Offices) -> Table:
    return Table(
        (
            Column("office", pgettext_lazy("review meeting", "Office"), offices.of, by=("org_path",), width="wide"),
            Column("year", _("Year"), "year", by=("year",), align="end"),
            Column("held_on", pgettext_lazy("review meeting", "Day of the meeting"), by=("held_on",)),
            Column("handed_in", _("Reports handed in"), align="end"),
            Column("heard", _("Reports"), align="end"),
            Column("stage", _("State"), lambda row: str(STAGES[row.stage][0]), by=("stage",)),
            Column("ballots", _("Ballots"), align="end", shown=ASKED),
            Column("because", _("Why it was called off"), shown=FILE),
        ),
        order=("-year", "-held_on", "-id"),
        load=offices.load,
    )
