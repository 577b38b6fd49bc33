"""Scores for a terminal or a program: of all, or of one with its explanation; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F

from taizhang.domain.assessments import engine, facts
from taizhang.domain.assessments.freezing import explained
from taizhang.domain.assessments.models import Assessment, Result
from taizhang.domain.assessments.reckoning import below
from taizhang.domain.assessments.schemefile import ORGANIZATIONS, SchemeFile, load
from taizhang.domain.assessments.schemes import in_force, scheme_of
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Scheme, Score, evaluate, shown
from taizhang.kernel.scoring.grading import capped, natural, vetoed
from taizhang.kernel.scoring.telling import sentence
from taizhang.kernel.words import say

if TYPE_CHECKING:
    from taizhang.domain.assessments.engine.scores import Scores
    from taizhang.domain.assessments.facts.planes import Planes

ENGINES = ("local", "spark")


@dataclass(frozen=True, slots=True)
class Opened:
    """One score: `grade` is what the mark and the vetoes give; shares of a group are known where `result` stands."""

    code: str
    period: Period
    scheme: Scheme
    score: Score
    grade: str
    result: Result | None

    @property
    def stands(self) -> int | None:
        """The mark that counts; it opens only where it is the one that was computed."""
        return self.result.units if self.result else self.score.units

    def lines(self, lang: str) -> list[str]:
        """The score and everything below it, a line each; above it what was decided in its place."""
        if self.stands == self.score.units or self.stands is None:
            return _lines_of(self.score, lang)
        mark = shown(self.stands)
        en = f"Two persons decided on {mark} in place of what was computed:"
        return [say(lang, zh=f"经两人决定按{mark}分计，代替以下计算结果：", en=en), *_lines_of(self.score, lang)]

    def plain(self, lang: str) -> dict[str, Any]:
        """As plain values, to the last leaf."""
        return {
            "code": self.code,
            "period": str(self.period),
            "scheme": self.scheme.code,
            "version": self.scheme.version,
            "stage": self.result.assessment.stage if self.result else "provisional",
            "grade": self.grade or None,
            "stands": None if self.stands is None else shown(self.stands),
            **_plain(self.score, lang),
        }


def scheme_for(period: Period, file: str | None = None) -> Scheme:
    """The scheme of a file, or the one in force when the period begins."""
    if file is not None:
        return _fitting(load(file, rules=find_pack), period)
    version = in_force(period.kind, period.first)
    if version is None:
        raise Refused(
            _("No scheme judges {period}."),
            _("Publish one for such periods, or name a file with --scheme."),
            code="assessments.no-scheme",
            period=str(period),
        )
    return scheme_of(version).scheme


def assess(scheme: Scheme, period: Period, on: date, by: str = "local") -> list[dict[str, Any]]:
    """What everybody below the top comes to: a line each, in the order of the tree; provisional while it runs."""
    over = period.last < on
    planes = facts.load(
        "/", period.year, on, live=not over, tree_on=period.last if over else None, measures=scheme.measures
    )
    top = planes.paths[0] if len(planes) else "/"
    planes = below(planes, top) if all(path.startswith(top) for path in planes.paths) else planes
    scores = engine.score(scheme, planes, period) if by == "local" else _by_spark(scheme, planes, period)
    return _lines(scheme, planes, scores)


def explain(code: str, period: Period, on: date) -> Opened:
    """One score, opened: from what was frozen where the period is assessed, else provisional."""
    organization = Organization.objects.filter(code=code).first()
    if organization is None:
        raise Refused(
            _("There is no organisation with the code {organization}."),
            _("Check the code."),
            code="assessments.no-organization",
            organization=code,
        )
    result = _standing(organization.pk, period)
    if result is not None:
        scheme = scheme_of(result.assessment.scheme).scheme
        return Opened(code, period, scheme, explained(result), result.grade, result)
    return _provisional(organization, period, on)


def export(folder: Path, period: Period, on: date) -> tuple[Path, int]:
    """Write the facts of a period's year, as known on a day, as Parquet; answers the file and how many are in it."""
    planes = facts.load("/", period.year, on, tree_on=min(period.last, on))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"facts-{period.year}.parquet"
    file.write_bytes(planes.to_parquet())
    return file, len(planes)


def _lines_of(score: Score, lang: str, deep: int = 0) -> list[str]:
    share = f"{score.weight} × " if score.weight is not None else ""
    own = f"{'  ' * deep}{share}{score.node.name.words(lang)}: {sentence(score, lang)}"
    return [own, *(line for part in score.parts for line in _lines_of(part, lang, deep + 1))]


def _fitting(file: SchemeFile, period: Period) -> Scheme:
    if file.judges != ORGANIZATIONS or file.scheme.period is not period.kind:
        raise Refused(
            _("The scheme {scheme} does not judge organisations in {period}."),
            _("Choose a scheme of organisations and a period of its kind."),
            code="assessments.scheme-does-not-fit",
            scheme=file.scheme.code,
            period=str(period),
        )
    return file.scheme


def _provisional(organization: Organization, period: Period, on: date) -> Opened:
    scheme = scheme_for(period)
    planes = facts.load_only([organization.pk], period.year, on, live=period.last >= on, tree_on=min(period.last, on))
    tree = scheme.trees.get(planes.categories[0]) if len(planes) else None
    if tree is None:
        raise Refused(
            _("{organization} is not judged in {period}."),
            _("Choose an organisation that stands then and whose category the scheme judges."),
            code="assessments.not-judged",
            organization=organization.code,
            period=str(period),
        )
    own = planes.facts(0)
    score = evaluate(tree, own, period)
    grade = _grade(scheme, score.units, vetoed(scheme, own, period))
    return Opened(organization.code, period, scheme, score, grade, None)


def _grade(scheme: Scheme, units: int | None, vetoes: tuple[str, ...]) -> str:
    return "" if units is None else scheme.bands[capped(scheme, natural(scheme.bands, units), vetoes)].code


def _standing(organization_id: UUID, period: Period) -> Result | None:
    """The result that stands, where a period is assessed by a main scheme."""
    main = Assessment.objects.filter(period=str(period), scheme__overlay=False)
    rows = Result.objects.filter(organization=organization_id, assessment__in=main).select_related("assessment__scheme")
    found: Result | None = rows.filter(revision=F("assessment__revision")).order_by("-assessment__closed_at").first()
    return found


def _lines(scheme: Scheme, planes: Planes, scores: Scores) -> list[dict[str, Any]]:
    codes = [*(band.code for band in scheme.bands), None]
    columns = (scores.units, scores.complete, scores.grade, scores.rank)
    rows = zip(planes.codes, planes.categories, *(column.tolist() for column in columns), strict=True)
    return [
        {
            "code": code,
            "category": category,
            "units": None if units < 0 else units,
            "score": None if units < 0 else shown(units),
            "grade": codes[place],
            "ranked": rank > 0,
            "complete": complete,
        }
        for code, category, units, complete, place, rank in rows
        if category in scheme.trees
    ]


def _by_spark(scheme: Scheme, planes: Planes, period: Period) -> Scores:
    from taizhang.domain.assessments.engine import spark

    session = spark.local()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "facts.parquet"
        file.write_bytes(planes.to_parquet())
        return spark.score(scheme, file, period, session)


def _plain(score: Score, lang: str) -> dict[str, Any]:
    return {
        "node": score.node.code,
        "name": score.node.name.words(lang),
        "outcome": str(score.outcome),
        "units": score.units,
        "score": None if score.units is None else shown(score.units),
        "complete": score.complete,
        "weight": score.weight,
        "of": str(score.period),
        "sentence": sentence(score, lang),
        "read": [None if each is None else [each.numerator, each.denominator] for each in score.read],
        "parts": [_plain(part, lang) for part in score.parts],
    }
