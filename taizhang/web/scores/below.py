"""The scores below an organisation: bands and how many, the map of institutions, the trend; no order by marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import right_under
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import ByCount, ByRate, Scheme, walk
from taizhang.web.duties.finding import meant
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.table import Column, Table
from taizhang.web.scores import reading, words
from taizhang.web.scores.beside import choices
from taizhang.web.scores.finding import VIEW
from taizhang.web.scores.periods import running, shown_periods
from taizhang.web.scores.spread import spread_of
from taizhang.web.scores.trend import chart_of
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
    scheme: str = condition(pgettext_lazy("assessment", "Scheme"), _by_hand, default="", type="carried")
    organization: str = condition(_("Organisation"), _by_hand, default="", type="hidden")
    on: str = condition(_("As of"), _by_hand, default="", type="hidden")


@page(VIEW)
def below(request: PageRequest) -> HttpResponseBase:
    """What those below an organisation come to; a map of institutions that opens their duties."""
    chosen, place = Below.from_query(request.GET), meant(request, VIEW)
    period = chosen.period or running(request.on)
    version = reading.in_force(period, chosen.scheme)
    found = whole(place.path, period, request.on, chosen.scheme)
    scheme = reading.scheme_of(version) if version else None
    listing = Listing(_("Scores below us"), _table(found, scheme, request.lang), "scores/below.html", size=30)
    rows = within(request, right_under(place, request.on)).select_related("organization")
    context: dict[str, Any] = {"place": place, "period": period, "found": found, "words": words, "asked": chosen}
    context["schemes"] = choices(request, reading.judging(period))
    if found is not None and scheme is not None:
        context |= {"spread": spread_of(scheme, found.grades, request.lang), "chart": chart_of(found.trend)}
    return answer(request, listing, chosen, rows, options=_options(chosen, place, request.on), context=context)


def _options(chosen: Below, place: Placement, on: date) -> dict[str, Sequence[tuple[str, Any]]]:
    """The choices of the filter; without one it is the running quarter."""
    first = running(on)
    others = [each for each in shown_periods(on) if each != first or each == chosen.period]
    return {
        "organization": [(place.organization.code, place.short_name)],
        "period": [("", written(first)), *((str(each), written(each)) for each in others)],
    }


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
