"""Rule packs as files: read, checked with every problem named by file, line and path, and rebuilt from storage."""

from taizhang.domain.duties.packfile.codes import CATEGORIES
from taizhang.domain.duties.packfile.cursor import Cursor
from taizhang.domain.duties.packfile.institution import Attendance, InstitutionPoints, InstitutionRule
from taizhang.domain.duties.packfile.nouns import Basis, Document, Evidence, Lights, Parameter, ProgrammeEntry, Wording
from taizhang.domain.duties.packfile.pack import PackFile, check, digest, from_content, load
from taizhang.domain.duties.packfile.problems import FileRefused, Log, PackRefused, Problem
from taizhang.domain.duties.packfile.schemes import PointScheme

__all__ = [
    "CATEGORIES",
    "Attendance",
    "Basis",
    "Cursor",
    "Document",
    "Evidence",
    "FileRefused",
    "InstitutionPoints",
    "InstitutionRule",
    "Lights",
    "Log",
    "PackFile",
    "PackRefused",
    "Parameter",
    "PointScheme",
    "Problem",
    "ProgrammeEntry",
    "Wording",
    "check",
    "digest",
    "from_content",
    "load",
]
