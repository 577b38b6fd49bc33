"""What the pages of schemes read from the room of assessments: files, versions, facts and scores; nothing else does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from taizhang.domain.assessments import engine, facts, schemefile
from taizhang.domain.assessments.facts.measures import FORMS, GRADES, MARKS
from taizhang.domain.assessments.schemefile import ORGANIZATIONS, SchemeFile, SchemeRefused, from_content, written
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.domain.audit.kept import kept
from taizhang.domain.duties.packfile import Problem
from taizhang.domain.duties.packs import find_pack
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Scheme
from taizhang.web.schemes import stored

if TYPE_CHECKING:
    from taizhang.domain.assessments.engine.scores import Scores
    from taizhang.domain.assessments.facts.planes import Planes

WHOLE = "/"
__all__ = [
    "ORGANIZATIONS",
    "Problem",
    "SchemeFile",
    "SchemeRefused",
    "measures",
    "parse",
    "planes",
    "read",
    "scheme_of",
    "scores",
    "whole",
    "written",
]


def read(content: Mapping[str, Any]) -> tuple[SchemeFile | None, tuple[Problem, ...]]:
    """The scheme of a draft, or everything that is wrong with it."""
    try:
        return from_content(content, rules=find_pack), ()
    except SchemeRefused as refused:
        return None, refused.problems


def parse(text: str, name: str) -> SchemeFile:
    """The scheme of a file that was sent, refused with every problem and its line."""
    return schemefile.parse(text, name, rules=find_pack)


def whole(content: Mapping[str, Any]) -> SchemeFile:
    """The scheme of a draft, refused with everything that is wrong with it."""
    return from_content(content, rules=find_pack)


@kept
def planes(year: int, on: date, live: bool, tree_on: date, measures: tuple[str, ...]) -> Planes:
    """The facts of a year as known on a day, of every organisation, as far as they are read; kept for later calls.

    Weights and lines change nothing of them, so that they are loaded once while a scheme is edited.
    """
    return facts.load(WHOLE, year, on, live, tree_on, measures)


def scores(scheme: Scheme, found: Planes, period: Period) -> Scores:
    """The marks and grades of everybody by one scheme."""
    return engine.score(scheme, found, period)


def measures(content: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    """What a part may read, with its name: the institutions, what is counted, marks, votes."""
    duty, on_time = FORMS["duty"].name.words(lang), FORMS["duty_on_time"].name.words(lang)
    institutions = [(code, name) for code, name in stored.institutions(content, lang)]
    found = [("duty:*", f"{duty} · *"), ("duty:*:on_time", f"{on_time} · *")]
    found += [(f"duty:{code}", f"{name} · {duty}") for code, name in institutions]
    found += [(f"duty:{code}:on_time", f"{name} · {on_time}") for code, name in institutions]
    found += [(code, FORMS[code].name.words(lang)) for code in ("attendance", "points")]
    found += [(code, label.words(lang)) for code, label in MARKS.items()]
    found += [(f"mark:{code}", name) for code, name in stored.marks(content, lang)]
    votes = FORMS["review"].name.words(lang)
    return found + [(f"review:{code}", f"{votes} · {label.words(lang)}") for code, label in GRADES.items()]
