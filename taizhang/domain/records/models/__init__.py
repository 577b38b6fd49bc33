"""The nouns of a record."""

from taizhang.domain.records.models.activity import Activity, ActivityQuerySet, Claim, Draft
from taizhang.domain.records.models.attendance import Attendance, Presence
from taizhang.domain.records.models.check_in import CheckIn
from taizhang.domain.records.models.decision import Ballot, Decision
from taizhang.domain.records.models.evidence import Evidence
from taizhang.domain.records.models.paper import PaperUpload, UploadState

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "Attendance",
    "Ballot",
    "CheckIn",
    "Claim",
    "Decision",
    "Draft",
    "Evidence",
    "PaperUpload",
    "Presence",
    "UploadState",
]
