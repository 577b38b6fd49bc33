"""Cases with their steps; samples with their readings."""

from taizhang.domain.cases.models.case import Case, CaseStep

__all__ = ["Case", "CaseStep"]
