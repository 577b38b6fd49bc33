"""Marks in rows: so many of so many that a person saw, of whom, and why; and one with its taking back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Mark
from taizhang.kernel.periods import Period
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.flash import say
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from taizhang.web.kit.table import ASKED, Column, Table
from taizhang.web.scores import acting, reading
from taizhang.web.scores.beside import address_of
from taizhang.web.scores.finding import VIEW, find_mark

MARK = Permission.SCORES_MARK


def _by_hand(rows: Any, _value: Any) -> Any:
    """A condition that the view applies."""
    return rows


@dataclass(frozen=True)
class Marks(Filter):
    """Which marks: of whom, of what, for which period, standing or taken back."""

    q: str = condition(
        _("Organisation"),
        lambda rows, text: rows.filter(org_place__search__contains=text.lower()),
        default="",
        type="search",
    )
    organization: str = condition(_("Organisation"), _by_hand, default="", type="hidden")
    measure: str = condition(_("What is marked"), "measure", default="")
    period: str = condition(_("Period"), "period", default="", type="hidden")
    taken_back: bool = condition(_("Those taken back too"), _by_hand, default=False, type="checkbox")


@page(VIEW)
def marks(request: PageRequest) -> HttpResponseBase:
    """The marks given to organisations within reach, the latest first."""
    chosen = Marks.from_query(request.GET)
    rows = within(request, Mark.objects.all(), VIEW)
    rows = rows if chosen.taken_back else rows.standing()
    options: dict[str, Any] = {"measure": reading.measures_marked(request.on, request.lang)}
    options["period"] = [(chosen.period, written(chosen.period))]
    if chosen.organization:
        place = find_organization(request, chosen.organization, VIEW)
        rows = rows.under(place.path)
        options["organization"] = [(chosen.organization, place.short_name)]
    names = dict(options["measure"])
    listing = Listing(_("Marks given"), _table(names), "scores/marks.html")
    may_mark = policy.may(request.account, MARK, on=request.today)
    return answer(request, listing, chosen, rows, options=options, context={"may_mark": may_mark})


@page(VIEW)
def mark(request: PageRequest, key: UUID) -> HttpResponse:
    """One mark: by whom, why, and the form that takes it back."""
    found = find_mark(request, key)
    may = found.taken_back_at is None and policy.may(request.account, MARK, found.organization_id, on=request.today)
    name = reading.measure_name(found.measure, request.on, request.lang)
    period = Period.parse(found.period)
    reads = (each for each in reading.judging(period) if found.measure in reading.scheme_of(each).measures)
    score = address_of(found.organization.code, period, next(reads, None))
    return show(request, "scores/mark.html", {"mark": found, "name": name, "may_take_back": may, "score": score})


@page(MARK, methods=("POST",))
def mark_withdrawal(request: PageRequest, key: UUID) -> HttpResponse:
    """Take a mark back with a reason; right after giving it, the undo says it itself."""
    because = request.POST.get("because", "") or now_("Undone right after it was given.")
    acting.take_back_marks([find_mark(request, key, MARK)], because, request.by)
    say(request, now_("The mark is taken back; the score counts without it."))
    return see_other(reverse("scores:mark", args=[key]))


def _table(names: dict[str, str]) -> Table:
    return Table(
        (
            Column("organization", _("Organisation"), "org_name", by=("org_path",), width="wide"),
            Column("measure", _("What is marked"), lambda row: names.get(row.measure, row.measure), by=("measure",)),
            Column("period", _("Period"), lambda row: written(row.period), by=("period",)),
            Column("numerator", pgettext_lazy("score", "Mark"), align="end"),
            Column("denominator", pgettext_lazy("score", "Out of"), align="end"),
            Column("because", _("Reason"), width="wide"),
            Column("by", pgettext_lazy("mark", "Given by"), "by_name"),
            Column("at", pgettext_lazy("mark", "Given"), by=("at",)),
            Column("taken_back_at", _("Taken back"), shown=ASKED),
            Column("taken_back_because", _("Why it was taken back"), shown=ASKED),
        ),
        order=("-at", "-id"),
    )
