"""What changed between the first preview of an assessment and the results that stand: the change log."""

from dataclasses import dataclass
from uuid import UUID

from taizhang.domain.assessments.models import Assessment, Result


@dataclass(frozen=True, slots=True)
class Change:
    """One organisation whose result differs from that of another revision."""

    organization_id: UUID
    path: str
    units: tuple[int | None, int | None]  # before, after
    grade: tuple[str, str]
    rank: tuple[int | None, int | None]

    @property
    def of_itself(self) -> bool:
        """Whether its own mark or grade changed, not only its rank among others."""
        return self.units[0] != self.units[1] or self.grade[0] != self.grade[1]


def changes(assessment: Assessment, since: int = 1) -> list[Change]:
    """Who came to something else since a revision, in the order of the tree; two queries."""
    if since == assessment.revision:
        return []
    before = {row.organization_id: row for row in _results(assessment, since)}
    pairs = [(before[row.organization_id], row) for row in _results(assessment, assessment.revision)]
    found = (
        Change(new.organization_id, new.path, (old.units, new.units), (old.grade, new.grade), (old.rank, new.rank))
        for old, new in pairs
    )
    return [each for each in found if each.of_itself or each.rank[0] != each.rank[1]]


def _results(assessment: Assessment, revision: int) -> list[Result]:
    return list(Result.objects.filter(assessment=assessment, revision=revision).order_by("path"))
