"""Freezing what an assessment was computed from, and computing it again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from taizhang.domain.assessments import facts
from taizhang.domain.assessments.models import Assessment, Deviation, FrozenFacts, Override, Result
from taizhang.domain.assessments.reckoning import Deviating, Line, Reckoning, deviated, reckon, written
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Score, evaluate

if TYPE_CHECKING:
    from taizhang.domain.assessments.facts.planes import Planes


def freeze(assessment: Assessment, reckoning: Reckoning, by: Actor) -> tuple[Line, ...]:
    """Keep facts and results of the revision that stands; answers the lines that were kept."""
    revision = assessment.revision
    FrozenFacts.add(
        assessment=assessment, revision=revision, content=reckoning.content, sha256=reckoning.digest, on=by.on
    )
    lines = deviated(reckoning.lines, deviations(assessment, revision))
    insert_many(Result, [_result(assessment, revision, line) for line in lines])
    return lines


def frozen(assessment: Assessment, revision: int | None = None) -> Reckoning:
    """The facts of a revision with the scheme of that day, ready to be reckoned again."""
    scheme, period = scheme_of(assessment.scheme).scheme, Period.parse(assessment.period)
    return Reckoning(_planes(assessment.pk, revision or assessment.revision), scheme, period)


def again(assessment: Assessment, revision: int | None = None) -> bytes:
    """The results of a revision computed once more from what was frozen."""
    revision = revision or assessment.revision
    reckoning = frozen(assessment, revision)
    lines = reckon(reckoning.scheme, reckoning.planes, reckoning.period)
    return written(deviated(lines, deviations(assessment, revision)))


def kept(assessment: Assessment, revision: int | None = None) -> bytes:
    """The results of a revision as they were written down."""
    rows = Result.objects.filter(assessment=assessment, revision=revision or assessment.revision).order_by("path")
    return written(_line(row) for row in rows)


def explained(result: Result) -> Score:
    """What a result is made of, from the facts it was computed from."""
    reckoning = frozen(result.assessment, result.revision)
    place = reckoning.planes.places[result.organization_id]
    return evaluate(reckoning.scheme.trees[result.category], reckoning.planes.facts(place), reckoning.period)


def deviations(assessment: Assessment, revision: int) -> list[Deviating]:
    """The decisions against the rule that hold at a revision, the oldest first."""
    rows = Override.objects.filter(assessment=assessment, kind=Deviation.OVERRIDE, revision__lte=revision)
    return [
        Deviating(each.organization_id, each.units, each.grade)
        for each in rows.order_by("revision", "id")
        if each.organization_id is not None
    ]


@lru_cache(maxsize=8)
def _planes(assessment_id: UUID, revision: int) -> Planes:
    """Frozen facts never change; a page that opens many scores reads them once."""
    row = FrozenFacts.objects.filter(assessment_id=assessment_id, revision=revision).first()
    if row is None:
        raise Refused(
            _("The facts of this assessment were not kept."),
            _("Look at the assessment that stands."),
            code="assessments.no-facts",
        )
    return facts.from_parquet(bytes(row.content))


def _result(assessment: Assessment, revision: int, line: Line) -> Result:
    return Result(
        assessment=assessment,
        revision=revision,
        organization_id=line.organization_id,
        path=line.path,
        category=line.category,
        kind=line.kind,
        units=line.units,
        complete=line.complete,
        grade=line.grade,
        rank=line.rank,
        group_size=line.group_size,
    )


def _line(row: Result) -> Line:
    return Line(
        row.organization_id,
        row.path,
        row.category,
        row.kind,
        row.units,
        row.complete,
        row.grade,
        row.rank,
        row.group_size,
    )
