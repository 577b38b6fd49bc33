"""The list of records: everything handed in within reach, newest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.http import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.records.drafts import drafts_of
from taizhang.domain.records.models import Activity
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.summary import Bar, Summary
from taizhang.web.kit.table import ASKED, FILE, Column, Table
from taizhang.web.records import words

TABLE = Table(
    (
        Column("title", _("Title"), by=("title",), width="wide"),
        Column("org_name", _("Organisation"), by=("org_path",)),
        Column("held_on", _("Held on"), by=("held_on",)),
        Column("present", _("Present"), by=("present",), align="end"),
        Column("expected", _("Expected"), align="end", shown=FILE),
        Column("state", _("State"), lambda row: words.state(row.submission.state)["word"]),
        Column("recorded_at", _("Recorded"), by=("recorded_at",)),
        Column("recorded_by", _("Recorded by"), "submission.submitted_by_name", shown=ASKED),
    ),
    order=("-held_on", "-id"),
)
MONTHS = 12  # in the chart


def _held_in(rows: Any, period: Period) -> Any:
    return rows.filter(held_on__gte=period.first, held_on__lte=period.last)


@dataclass(frozen=True)
class Records(Filter):
    """Which records."""

    q: str = condition(
        _("Words"),
        lambda rows, text: rows.filter(Q(title__icontains=text) | Q(org_place__search__contains=text.lower())),
        default="",
        type="search",
    )
    organization: str = condition(_("Organisation"), "organization__code", default="", type="hidden")
    state: str = condition(
        _("State"),
        "submission__state",
        default="",
        options=lambda: [(code, str(word)) for code, (word, _k) in words.STATES.items()],
    )
    institution: str = condition(_("Institution"), lambda rows, code: rows.of_institution(code), default="")
    period: Period | None = condition(_("Month held"), _held_in, default=None, type="hidden")
    on: date | None = None


@page(Permission.RECORDS_VIEW)
def records(request: PageRequest) -> HttpResponseBase:
    """Everything handed in within reach, whatever its state."""
    chosen = Records.from_query(request.GET)
    rows = within(request, Activity.objects.select_related("submission")).filter(held_on__lte=request.on)
    pack = find_pack(request.today)
    kinds = [(rule.code, rule.short.words(request.lang)) for rule in pack.institutions] if pack else []
    listing = Listing(_("Records"), TABLE, "records/list.html", summary=lambda found: _by_month(found, chosen))
    options = {"institution": kinds, "period": [(str(chosen.period), written(chosen.period))]}
    context = {"words": words, "drafts": drafts_of(request.account.person).count()}
    return answer(request, listing, chosen, rows, options=options, context=context)


def _by_month(rows: QuerySet[Any], chosen: Records) -> Summary:
    """How many were held in each of the last months, each opening its rows."""
    months = rows.order_by().annotate(month=TruncMonth("held_on")).values_list("month").annotate(Count("pk"))
    found = [(Period.containing(first, Kind.MONTH), count) for first, count in months.order_by("-month")[:MONTHS]]
    bars = [Bar(written(month), count, chosen.query_string(period=month)) for month, count in reversed(found)]
    return Summary(gettext("By the month in which they were held"), bars)
