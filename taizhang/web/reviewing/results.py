"""What came of a meeting, in rows: readable only after the close, in the order of the tree and never by votes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.assessments.models import ReviewReport, ReviewStage
from taizhang.domain.assessments.review_votes import GRADES as VOTES
from taizhang.domain.assessments.review_votes import votes_of
from taizhang.domain.inspections.offices import office_names
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import FILE, Column, Table
from taizhang.web.reviewing.finding import VIEW, find_meeting, reports_seen
from taizhang.web.reviewing.words import GRADES


@dataclass(frozen=True)
class Results(Filter):
    """Which organisations."""

    q: str = condition(_("Organisation"), "org_name__contains", default="", type="search")


def _said(grade: str) -> Any:
    """How many said so; nothing where so few voted that counts would tell who."""

    def count(report: ReviewReport) -> int | None:
        votes = votes_of(report.votes)
        return votes.of(grade) if votes.enough else None

    return count


def _middle(report: ReviewReport) -> str:
    grade = votes_of(report.votes).middle
    return str(GRADES[grade]) if grade else ""


COUNTS = tuple(Column(grade.value, GRADES[grade], _said(grade), align="end") for grade in VOTES)
TABLE = Table(
    (
        Column("organization", _("Organisation"), "org_name", by=("org_name",), width="wide"),
        *COUNTS,
        Column("cast", pgettext_lazy("review", "Votes"), lambda report: votes_of(report.votes).cast, align="end"),
        Column("abstained", pgettext_lazy("review", "Abstained"), "votes.abstained", align="end"),
        Column("middle", pgettext_lazy("review", "Middle grade"), _middle),
        Column("comment", pgettext_lazy("review", "Comment"), shown=FILE),
    ),
    order=("org_path", "id"),
)


@page(VIEW)
def results(request: PageRequest, key: UUID) -> HttpResponseBase:
    """The votes on those within reach; refused before the close."""
    meeting = find_meeting(request, key)
    if meeting.stage != ReviewStage.CLOSED:
        raise Refused(
            mark("The counts can be read once the voting is closed."),
            mark("Until then only how many ballots are cast is shown."),
            code="reviewing.not-closed",
        )
    office = office_names([meeting.organization_id], request.on)[meeting.organization_id]
    chosen = Results.from_query(request.GET)
    rows = reports_seen(request).filter(meeting=key).select_related("votes", "organization")
    listing = Listing(_("Results of the review"), TABLE, "reviewing/results.html")
    return answer(request, listing, chosen, rows, context={"meeting": meeting, "office": office})
