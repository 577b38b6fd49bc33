"""Cases with their steps; samples with their readings."""

from taizhang.domain.cases.models.case import Case, CaseQuerySet, CaseStep
from taizhang.domain.cases.models.sample import Reading, Sample, SampleDraw

__all__ = ["Case", "CaseQuerySet", "CaseStep", "Reading", "Sample", "SampleDraw"]
