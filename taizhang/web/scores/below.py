"""The scores below an organisation: bands and how many, the map of institutions, the trend; no order by marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import right_under
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import ByCount, ByRate, Scheme, walk
from taizhang.web.duties.finding import meant
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.table import Column, Table
from taizhang.web.scores import reading, words
from taizhang.web.scores.finding import VIEW
from taizhang.web.scores.periods import shown_periods
from taizhang.web.scores.spread import spread_of
from taizhang.web.scores.whole import Mean, Whole, whole


def _by_hand(rows: Any, _value: Any) -> Any:
    """A condition that the view applies."""
    return rows


@dataclass(frozen=True)
class Below(Filter):
    """Below whom, in which period, named how."""

    q: str = condition(
        _("Name"), lambda rows, text: rows.filter(search__contains=text.lower()), default="", type="search"
    )
    period: Period | None = condition(_("Period"), _by_hand, default=None)
    organization: str = condition(_("Organisation"), _by_hand, default="", type="hidden")
    on: str = condition(_("As of"), _by_hand, default="", type="hidden")


@page(VIEW)
def below(request: PageRequest) -> HttpResponseBase:
    """What those below an organisation come to; a map of institutions that opens their duties."""
    chosen, place = Below.from_query(request.GET), meant(request, VIEW)
    period = chosen.period or Period.containing(request.on, Kind.QUARTER)
    version, found = reading.in_force(period), whole(place.path, period, request.on)
    scheme = reading.scheme_of(version) if version else None
    listing = Listing(_("Scores below us"), _table(found, scheme, request.lang), "scores/below.html", size=30)
    rows = within(request, right_under(place, request.on)).select_related("organization")
    options: dict[str, Sequence[tuple[str, Any]]] = {
        "organization": [(place.organization.code, place.short_name)],
        "period": [(str(each), written(each)) for each in shown_periods(request.on)],
    }
    context: dict[str, Any] = {"place": place, "period": period, "found": found, "words": words}
    if found is not None and scheme is not None:
        context |= {"spread": spread_of(scheme, found.grades, request.lang), "chart": _chart(found.trend)}
    return answer(request, listing, chosen, rows, options=options, context=context)


def _table(found: Whole | None, scheme: Scheme | None, lang: str) -> Table:
    """The organisations right below with their mean and one column for each institution that is owed."""
    means, rates = (found.means, found.rates) if found else ({}, {})
    owed = {institution for _step, institution in rates}

    def mean(row: Placement) -> float | None:
        return words.points(means[row.path].units) if row.path in means else None

    def share(code: str) -> Any:
        def of(row: Placement) -> float | None:
            measure = rates.get((row.path, code))
            return measure.numerator / measure.denominator if measure else None

        return of

    institutions = [(code, name) for code, name in _institutions(scheme, lang).items() if code in owed]
    return Table(
        (
            Column("name", _("Organisation"), "short_name", by=("sort_key",), width="wide"),
            Column("marked", pgettext_lazy("score", "With a mark"), lambda row: _marked(means, row), align="end"),
            Column("mean", _("Mean of the marks"), mean, align="end"),
            *(Column(code, name, share(code), align="end", kind="percent") for code, name in institutions),
        ),
        order=("path", "id"),
    )


def _institutions(scheme: Scheme | None, lang: str) -> dict[str, str]:
    """The institutions that a scheme reads, as it calls them."""
    found: dict[str, str] = {}
    for tree in scheme.trees.values() if scheme else ():
        for node in walk(tree):
            if isinstance(node, ByRate | ByCount) and node.measure.startswith("duty:"):
                found.setdefault(node.measure.split(":")[1], node.name.words(lang))
    found.pop("*", None)
    return found


def _marked(means: dict[str, Mean], row: Placement) -> int:
    return means[row.path].marked if row.path in means else 0


def _chart(trend: list[tuple[Period, int | None]]) -> dict[str, Any]:
    """The means of the months as a line, and as rows beside it."""
    marks = [None if units is None else round(units / 1_000_000, 2) for _month, units in trend]
    option = {
        "grid": {"left": 40, "right": 16, "top": 24, "bottom": 28},
        "xAxis": {"type": "category", "data": [written(month) for month, _units in trend]},
        "yAxis": {"type": "value", "min": 0, "max": 100},
        "series": [{"type": "line", "data": marks, "name": now_("Mean of the marks")}],
        "tooltip": {"trigger": "axis"},
    }
    rows = [{"month": written(month), "mean": words.mark(units)} for month, units in trend]
    return {"option": option, "rows": rows}
