"""Rule packs as files: read, checked with every problem named by file, line and path, and rebuilt from storage."""

from taizhang.domain.duties.packfile.institution import Attendance, InstitutionPoints, InstitutionRule
from taizhang.domain.duties.packfile.nouns import Basis, Document, Evidence, Lights, Parameter, ProgrammeEntry, Wording
from taizhang.domain.duties.packfile.pack import PackFile, check, from_content, load
from taizhang.domain.duties.packfile.problems import PackRefused, Problem
from taizhang.domain.duties.packfile.schemes import PointScheme

__all__ = [
    "Attendance",
    "Basis",
    "Document",
    "Evidence",
    "InstitutionPoints",
    "InstitutionRule",
    "Lights",
    "PackFile",
    "PackRefused",
    "Parameter",
    "PointScheme",
    "Problem",
    "ProgrammeEntry",
    "Wording",
    "check",
    "from_content",
    "load",
]
