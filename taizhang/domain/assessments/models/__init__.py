"""The nouns of the assessments room."""

from taizhang.domain.assessments.models.assessment import Assessment, FrozenFacts, Result, Stage
from taizhang.domain.assessments.models.draft import SchemeDraft
from taizhang.domain.assessments.models.mark import Mark
from taizhang.domain.assessments.models.objection import Objection
from taizhang.domain.assessments.models.override import Deviation, Override
from taizhang.domain.assessments.models.review import (
    PanelSeat,
    ReviewGrade,
    ReviewMeeting,
    ReviewReport,
    ReviewStage,
    VoteCount,
)
from taizhang.domain.assessments.models.scheme import SchemeVersion
from taizhang.domain.assessments.models.use import Purpose, Use

__all__ = [
    "Assessment",
    "Deviation",
    "FrozenFacts",
    "Mark",
    "Objection",
    "Override",
    "PanelSeat",
    "Purpose",
    "Result",
    "ReviewGrade",
    "ReviewMeeting",
    "ReviewReport",
    "ReviewStage",
    "SchemeDraft",
    "SchemeVersion",
    "Stage",
    "Use",
    "VoteCount",
]
