"""The register of results: what stands, and what each was used for. In the order of the tree, never by marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import Stage, Use
from taizhang.kernel.ids import uuid7
from taizhang.kernel.words import say
from taizhang.web.kit.context import show
from taizhang.web.kit.filter import Filter, condition
from taizhang.web.kit.filters import period as written
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.table import ASKED, Column, Table
from taizhang.web.orgs.sorting import ranking
from taizhang.web.scores import reading, words
from taizhang.web.scores.assessments import title
from taizhang.web.scores.beside import address_of
from taizhang.web.scores.finding import VIEW, find_result, results_standing

CLOSE = Permission.SCORES_CLOSE
FINAL = (Stage.PUBLISHED, Stage.LOCKED)


def _by_hand(rows: Any, _value: Any) -> Any:
    """A condition that the view applies."""
    return rows


def _used(rows: Any, purpose: str) -> Any:
    uses = Use.objects.filter(taken_back_at__isnull=True)
    return rows.filter(pk__in=(uses if purpose == "any" else uses.filter(purpose=purpose)).values("result"))


@dataclass(frozen=True)
class Results(Filter):
    """Which results: of whom, of which period, used for what."""

    q: str = condition(
        _("Organisation"),
        lambda rows, text: rows.filter(org_place__search__contains=text.lower()),
        default="",
        type="search",
    )
    organization: str = condition(_("Organisation"), "organization__code", default="", type="hidden")
    period: str = condition(_("Period"), "assessment__period", default="")
    scheme: str = condition(pgettext_lazy("assessment", "Scheme"), "assessment__scheme__code", default="")
    grade: str = condition(_("Grade"), "grade", default="")
    previews: bool = condition(_("Previews too"), _by_hand, default=False, type="checkbox")
    used: str = condition(
        _("Used for"),
        _used,
        default="",
        options=lambda: [("any", _("anything")), *words.PURPOSES.items()],
    )


class UsesOf(dict[UUID, list[Use]]):
    """The uses of many results, fetched at once."""

    def load(self, rows: Sequence[Any]) -> None:
        """Fetch those of these rows."""
        self.update({row.pk: [] for row in rows})
        for use in Use.objects.filter(result__in=[row.pk for row in rows], taken_back_at__isnull=True):
            self[use.result_id].append(use)

    def words(self, row: Any) -> str:
        """What a result was used for, in one line."""
        colon, semicolon = gettext(": "), gettext("; ")
        return semicolon.join(f"{words.PURPOSES[use.purpose]}{colon}{use.what}" for use in self.get(row.pk, ()))


@page(VIEW)
def results(request: PageRequest) -> HttpResponseBase:
    """The published results of organisations within reach, the latest period first."""
    chosen = Results.from_query(request.GET)
    standing = results_standing()
    rows = within(request, standing if chosen.previews else standing.filter(assessment__stage__in=FINAL), VIEW)
    listing = Listing(_("Results and their use"), _table(request, UsesOf()), "scores/results.html")
    closed = reading.schemes_used()
    options = {
        "period": [(each, written(each)) for each in reading.periods_closed()],
        "scheme": _once((each.code, say(request.lang, zh=each.title_zh, en=each.title_en)) for each in closed),
        "grade": _once(
            (band.code, band.name.words(request.lang)) for each in closed for band in reading.scheme_of(each).bands
        ),
        "organization": [(chosen.organization, chosen.organization)],
    }
    return answer(request, listing, chosen, rows, options=options)


def _once(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices, each code once, by the first name it has."""
    found: dict[str, str] = {}
    for code, name in pairs:
        found.setdefault(code, name)
    return list(found.items())


@page(VIEW)
def result(request: PageRequest, key: UUID) -> HttpResponse:
    """One result, its uses, and the form that enters another."""
    found = find_result(request, key)
    final = found.assessment.stage in FINAL and found.revision == found.assessment.revision
    scheme = reading.scheme_of(found.assessment.scheme)
    context = {
        "result": found,
        "grade": words.grade(scheme, found.grade, request.lang),
        "scheme": title(found.assessment.scheme, request.lang),
        "uses": list(Use.objects.filter(result=found)),
        "may_use": final and policy.may(request.account, CLOSE, found.organization_id, on=request.today),
        "purposes": list(words.PURPOSES.items()),
        "back": address_of(found.organization.code, found.assessment.period, found.assessment.scheme),
        "ranked": ranking(request),
        "new_id": uuid7(),
        "words": words,
    }
    return show(request, "scores/result.html", context)


def _table(request: PageRequest, uses: UsesOf) -> Table:
    ranked = ranking(request)

    def grade(row: Any) -> str:
        return words.grade(reading.scheme_of(row.assessment.scheme), row.grade, request.lang)

    def scheme(row: Any) -> str:
        return title(row.assessment.scheme, request.lang)

    def stage(row: Any) -> str:
        return str(words.STAGES[row.assessment.stage][0])

    places = (Column("rank", _("Rank"), by=("rank",), align="end"),) if ranked else ()
    return Table(
        (
            Column("organization", _("Organisation"), "org_name", by=("path",), width="wide"),
            Column("period", _("Period"), lambda row: written(row.assessment.period), by=("assessment__period",)),
            Column("mark", pgettext_lazy("score", "Mark"), lambda row: words.points(row.units),
                   by=("units",) if ranked else (), align="end"),
            Column("grade", _("Grade"), grade),
            *places,
            Column("uses", _("Used for"), uses.words, width="wide"),
            Column("scheme", pgettext_lazy("assessment", "Scheme"), scheme, shown=ASKED),
            Column("stage", pgettext_lazy("assessment", "Stage"), stage, shown=ASKED),
        ),
        order=("-assessment__period", "path", "id"),
        load=uses.load,
    )  # fmt: skip
