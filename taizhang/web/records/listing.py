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
from taizhang.domain.audit import kept
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.domain.records.drafts import drafts_of
from taizhang.domain.records.models import Activity, ActivityQuerySet, Decision
from taizhang.kernel.periods import Kind as Every
from taizhang.kernel.periods import Period
from taizhang.web.kit.filter import Filter, condition, elsewhere
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
VIEW = Permission.RECORDS_VIEW
STANDING = "standing"  # handed in, and neither sent back nor withdrawn


def _at_state(rows: Any, state: str) -> Any:
    return rows.standing() if state == STANDING else rows.filter(submission__state=state)


def _states() -> list[tuple[str, str]]:
    known = [(code, str(word)) for code, (word, _k) in words.STATES.items()]
    return [(STANDING, gettext("Handed in and standing")), *known]


def _held_in(rows: Any, period: Period) -> Any:
    return rows.filter(held_on__gte=period.first, held_on__lte=period.last)


def _decided(rows: Any, _value: bool) -> Any:
    return rows.filter(pk__in=Decision.objects.order_by().values("activity_id"))


@dataclass(frozen=True)
class Records(Filter):
    """Which records."""

    q: str = condition(
        _("Words"),
        lambda rows, text: rows.filter(Q(title__icontains=text) | Q(org_place__search__contains=text.lower())),
        default="",
        type="search",
    )
    organization: str = condition(_("Organisation"), elsewhere, default="", type="hidden")
    state: str = condition(_("State"), _at_state, default="", options=_states)
    institution: str = condition(_("Institution"), lambda rows, code: rows.of_institution(code), default="")
    period: Period | None = condition(_("Month held"), _held_in, default=None, type="hidden")
    decided: bool = condition(_("With a decision"), _decided, default=False, type="hidden")
    on: date | None = None


@page(VIEW)
def records(request: PageRequest) -> HttpResponseBase:
    """Everything handed in within reach, whatever its state."""
    chosen = Records.from_query(request.GET)
    rows = held(request, chosen.organization)
    pack = find_pack(request.today)
    kinds = [(rule.code, rule.short.words(request.lang)) for rule in pack.institutions] if pack else []
    listing = Listing(
        _("Records"), TABLE, "records/list.html", summary=lambda found: _by_month(found, chosen), keep=True
    )
    options = {"institution": kinds, "period": [(str(chosen.period), written(chosen.period))]}
    context = {"words": words, "drafts": drafts_of(request.account.person).count()}
    return answer(request, listing, chosen, rows, options=options, context=context)


def held(request: PageRequest, code: str = "", place: Placement | None = None) -> ActivityQuerySet:
    """What was held by the day within reach; of one organisation, and of those below it where there are any.

    `place` is its place on the day, when that is at hand.
    """
    rows: ActivityQuerySet = within(request, Activity.objects.select_related("submission"), VIEW)
    rows = rows.filter(held_on__lte=request.on)
    if not code:
        return rows
    place = place or within(request, Placement.objects.filter(organization__code=code), VIEW).first()
    if place is None or FORMS[Kind(place.kind)].members:
        return rows.filter(organization__code=code)
    return rows.under(place.path)


def _by_month(rows: QuerySet[Any], chosen: Records) -> Summary:
    """How many were held in each of the last months, each opening its rows."""
    months = rows.order_by().annotate(month=TruncMonth("held_on")).values_list("month").annotate(Count("pk"))
    counted = kept.listed(months.order_by("-month")[:MONTHS])
    found = [(Period.containing(first, Every.MONTH), count) for first, count in counted]
    bars = [Bar(written(month), count, chosen.query_string(period=month)) for month, count in reversed(found)]
    return Summary(gettext("By the month in which they were held"), bars)
