"""What the pages of scores ask of the assessments room: one thin layer, so that they speak of pages only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from taizhang.domain.assessments import facts, marking, schemes
from taizhang.domain.assessments.changes import changes
from taizhang.domain.assessments.facts.measures import name_of
from taizhang.domain.assessments.freezing import explained
from taizhang.domain.assessments.models import Assessment, Result, SchemeVersion
from taizhang.domain.assessments.schemefile import ORGANIZATIONS
from taizhang.domain.orgs.models import Placement
from taizhang.kernel import trees
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import Scheme, Score, evaluate, walk


@dataclass(frozen=True, slots=True)
class Opened:
    """A score that may be opened: frozen, with its result, or live."""

    version: SchemeVersion
    scheme: Scheme
    period: Period
    score: Score | None  # none where the scheme does not judge the category
    facts: Any = None  # what a live score was read from
    result: Result | None = None

    @property
    def live(self) -> bool:
        """Whether it still moves."""
        return self.result is None


def scheme_of(version: SchemeVersion) -> Scheme:
    """The tree and the grades of a version."""
    return schemes.scheme_of(version).scheme


def in_force(period: Period, code: str = "") -> SchemeVersion | None:
    """The main scheme that judges a period, or the overlay of a code."""
    if code:
        return next((each for each in schemes.overlays(period.kind, period.first) if each.code == code), None)
    return schemes.in_force(period.kind, period.first)


def judging(period: Period, category: str = "") -> list[SchemeVersion]:
    """The schemes that judge organisations in a period: the main one, then the overlays; those of a category alone."""
    main = schemes.in_force(period.kind, period.first)
    found = [*([main] if main else []), *schemes.overlays(period.kind, period.first)]
    files = ((version, schemes.scheme_of(version)) for version in found)
    ours = ((version, file) for version, file in files if file.judges == ORGANIZATIONS)
    return [version for version, file in ours if not category or category in file.scheme.trees]


def months(year: int, on: date) -> dict[Period, Scheme | None]:
    """The months of a year that have begun by a day, each with its main scheme."""
    begun = [month for month in Period.of_year(year).split(Kind.MONTH) if month.first <= on]
    versions = {month: in_force(month) for month in begun}
    return {month: scheme_of(version) if version else None for month, version in versions.items()}


def opened(place: Placement, period: Period, on: date, code: str = "") -> Opened | None:
    """The score of an organisation in a period: what stands of its assessment, else what it comes to by now."""
    result = standing(place.organization_id, period, code)
    if result is not None:
        return frozen(result)
    version = in_force(period, code)
    return None if version is None else live(version, place, period, on)


def standing(organization_id: UUID, period: Period, code: str = "") -> Result | None:
    """The result that stands of an organisation in a period, if the period was closed."""
    results = _standing().filter(organization=organization_id, assessment__period=str(period))
    by = {"assessment__scheme__code": code} if code else {"assessment__scheme__overlay": False}
    found: Result | None = results.filter(**by).first()
    return found


def frozen(result: Result) -> Opened:
    """A result with the tree that it was computed by, from the facts of that day."""
    version, period = result.assessment.scheme, Period.parse(result.assessment.period)
    return Opened(version, scheme_of(version), period, explained(result), result=result)


def live(
    version: SchemeVersion, place: Placement, period: Period, on: date, also: frozenset[str] = frozenset()
) -> Opened:
    """What an organisation comes to by a day; it moves with every record. `also` names further measures to read."""
    scheme = scheme_of(version)
    read = scheme.measures | also
    planes = facts.load_only([place.organization_id], period.year, on, live=True, measures=read)
    judged = trees.depth(place.path) > 1  # nobody stands above the top to judge it
    tree = scheme.trees.get(place.category) if judged else None
    where = planes.places.get(place.organization_id)
    if tree is None or where is None:
        return Opened(version, scheme, period, None)
    own = planes.facts(where)
    return Opened(version, scheme, period, evaluate(tree, own, period), own)


def clauses(version: SchemeVersion, lang: str) -> dict[str, str]:
    """What each part of a scheme rests on, by the code of the part."""
    bases = schemes.scheme_of(version).bases
    return {code: basis.words(lang) for code, basis in bases.items() if basis and basis.article}


def part_names(version: SchemeVersion, category: str, lang: str) -> list[tuple[str, str]]:
    """The parts of a score, to choose one from; each once."""
    tree = scheme_of(version).trees.get(category)
    found = {node.code: node.name.words(lang) for node in walk(tree)} if tree is not None else {}
    return list(found.items())


def part_name(version: SchemeVersion, code: str, lang: str) -> str:
    """What a part of a scheme is called; empty for the whole."""
    nodes = (node for tree in scheme_of(version).trees.values() for node in walk(tree))
    return next((node.name.words(lang) for node in nodes if node.code == code), code)


def marks_of(organization_id: UUID, periods: Sequence[Period]) -> dict[Period, int | None]:
    """The marks that stand of an organisation in those of some periods that were closed, by the main schemes."""
    rows = Result.objects.filter(revision=F("assessment__revision"), organization=organization_id)
    rows = rows.filter(assessment__scheme__overlay=False, assessment__period__in=[str(each) for each in periods])
    return {Period.parse(period): units for period, units in rows.values_list("assessment__period", "units")}


def result_of(assessment: Assessment, organization_id: UUID, revision: int | None = None) -> Result | None:
    """The result of an organisation in a revision, in the one that stands without it."""
    rows = Result.objects.filter(assessment=assessment, organization=organization_id)
    rows = rows.filter(revision=revision or assessment.revision)
    found: Result | None = rows.first()
    return found


def periods_closed() -> list[str]:
    """The periods that were closed, the latest first."""
    rows = Assessment.objects.order_by("-period").values_list("period", flat=True)
    return list(dict.fromkeys(rows))


def schemes_used() -> list[SchemeVersion]:
    """The versions by which periods were closed, the latest first."""
    used = Assessment.objects.order_by().values("scheme")
    return list(SchemeVersion.objects.filter(pk__in=used).defer("content").order_by("-valid_from", "code", "-version"))


def measures_marked(on: date, lang: str) -> list[tuple[str, str]]:
    """The measures for which the schemes in force ask somebody to give marks, with their names."""
    return [(measure, asked.name.words(lang)) for measure, asked in marking.asked(on).items()]


def categories_marked(measure: str, period: Period) -> set[str]:
    """The categories that the schemes of a period judge by a mark; none where only those of longer periods read it."""
    found = (scheme_of(each) for each in judging(period))
    return {category for scheme in found if measure in scheme.measures for category in scheme.trees}


def kind_marked(measure: str, on: date) -> Kind | None:
    """For which kind of period a measure is marked."""
    asked = marking.asked(on).get(measure)
    return asked.period if asked else None


def measure_name(measure: str, on: date, lang: str) -> str:
    """What a measure is called."""
    return dict(measures_marked(on, lang)).get(measure) or name_of(measure, on).words(lang)


def names(keys: Sequence[UUID], on: date) -> dict[UUID, str]:
    """What organisations are called on a day, in full."""
    rows = Placement.objects.on(on).filter(organization__in=keys)
    return dict(rows.values_list("organization_id", "name"))


def _standing() -> Any:
    rows = Result.objects.filter(revision=F("assessment__revision"))
    return rows.select_related("assessment__scheme", "organization").order_by("-assessment__closed_at")


__all__ = [
    "Opened",
    "categories_marked",
    "changes",
    "clauses",
    "frozen",
    "in_force",
    "judging",
    "kind_marked",
    "live",
    "marks_of",
    "measure_name",
    "measures_marked",
    "months",
    "names",
    "opened",
    "part_name",
    "part_names",
    "periods_closed",
    "result_of",
    "scheme_of",
    "schemes_used",
    "standing",
]
