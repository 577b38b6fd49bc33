"""The engine: a scheme as operations on planes, for any number of organisations at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Scheme

if TYPE_CHECKING:
    from taizhang.domain.assessments.engine.rollups import Rollup
    from taizhang.domain.assessments.engine.scores import Scores
    from taizhang.domain.assessments.facts.planes import Planes


def score(scheme: Scheme, planes: Planes, period: Period) -> Scores:
    """Marks, grades and ranks of all organisations of the planes in a period."""
    from taizhang.domain.assessments.engine import scores  # numpy comes with it

    return scores.score(scheme, planes, period)


def rollup(planes: Planes, scores: Scores) -> Rollup:
    """What the marks at or below each organisation come to."""
    from taizhang.domain.assessments.engine import rollups

    return rollups.rollup(planes, scores)
