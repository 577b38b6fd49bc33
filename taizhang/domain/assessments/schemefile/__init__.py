"""Schemes as files: read, checked with every problem named by file, line and path, and rebuilt from storage."""

from taizhang.domain.assessments.schemefile.file import (
    Rules,
    SchemeFile,
    SchemeRefused,
    by_shipped,
    check,
    from_content,
    load,
    parse,
    problems,
)
from taizhang.domain.assessments.schemefile.nouns import MEMBERS, ORGANIZATIONS, AskedMark
from taizhang.domain.assessments.schemefile.writing import written

__all__ = [
    "MEMBERS",
    "ORGANIZATIONS",
    "AskedMark",
    "Rules",
    "SchemeFile",
    "SchemeRefused",
    "by_shipped",
    "check",
    "from_content",
    "load",
    "parse",
    "problems",
    "written",
]
