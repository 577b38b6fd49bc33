"""The numbers of the wall screen, each with the address of the rows behind it; all come from the measures of duties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from taizhang.domain.duties import measures
from taizhang.domain.duties.measures import NOTHING, Completion
from taizhang.domain.duties.packs import PackRules
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.measures import Measure
from taizhang.kernel.periods import Kind, Period
from taizhang.web.kit.filters import period as written

MONTHS = 12
INSTITUTIONS = 8  # as many as can be read at once

Counts = Mapping[str, Completion]


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of the duties behind a number, of one organisation and what is below it, as of the page's day."""

    code: str
    on: str  # as the page was asked, or ""

    def duties(self, **query: object) -> str:
        """The rows with these conditions."""
        return self._url("/duties/", {"organization": self.code, **query})

    def organizations(self, **query: object) -> str:
        """The organisations with these conditions."""
        return self._url("/organizations/", {"street": self.code, **query})

    def _url(self, path: str, query: Mapping[str, object]) -> str:
        asked = {**query, "on": self.on}
        return f"{path}?{urlencode({key: value for key, value in asked.items() if value})}"


@dataclass(frozen=True, slots=True)
class Line:
    """One completion: what it is called, what it counts, and where its rows are."""

    name: str
    measure: Measure
    url: str
    done_url: str = ""
    short: str = ""

    @property
    def share(self) -> float:
        """The part done in per cent, for the length of a bar."""
        rate = self.measure.rate
        return 0 if rate is None else min(100, round(100 * float(rate), 1))


def completions(place: Placement, links: Links, rules: PackRules, on: date, lang: str) -> dict[str, object]:
    """The year, the month, the last months and the institutions; three queries.

    Of the institutions those that are missing somewhere are shown first of all, in the order of the pack.
    """
    year, month = Period.of_year(on.year), Period.containing(on, Kind.MONTH)
    this = measures.completions(place.path, year, on=on, by="month", due_so_far=True)
    before = measures.completions(place.path, Period.of_year(on.year - 1), on=on, by="month", due_so_far=True)
    by_institution = measures.completions(place.path, month, on=on, by="institution", due_so_far=True)
    owed = [rule for rule in rules.institutions if rule.code in by_institution]
    chosen = sorted(owed, key=lambda rule: not by_institution[rule.code].missing)[:INSTITUTIONS]
    return {
        "year": _figure(_("Done this year"), _sum(this.values()), year, links),
        "month": _figure(_("Done this month"), _sum(by_institution.values()), month, links),
        "months": _trend({**before, **this}, month, links),
        "institutions": [
            Line(
                rule.short.words(lang),
                by_institution[rule.code].met,
                links.duties(institution=rule.code, period=month),
            )
            for rule in owed
            if rule in chosen
        ],
        "institutions_left": len(owed) - len(chosen),
    }


def _figure(name: str, measure: Measure, period: Period, links: Links) -> Line:
    return Line(name, measure, links.duties(period=period), links.duties(period=period, state="done"))


def _sum(counted: Iterable[Completion]) -> Measure:
    return sum((each.met for each in counted), NOTHING.met)


def _trend(counted: Counts, month: Period, links: Links) -> list[Line]:
    """The last twelve months, oldest first, without those before anything was owed."""
    months = [month]
    while len(months) < MONTHS:
        months.insert(0, months[0].previous)
    while len(months) > 1 and str(months[0]) not in counted:
        months.pop(0)
    found = [(each, counted.get(str(each), NOTHING).met) for each in months]
    return [Line(written(each), met, links.duties(period=each), short=str(each.number)) for each, met in found]
