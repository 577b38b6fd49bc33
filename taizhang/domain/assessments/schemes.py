"""The schemes in force, rebuilt from what was published of them and kept in memory."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from taizhang.domain.assessments.models import SchemeVersion
from taizhang.domain.assessments.schemefile import SchemeFile, from_content
from taizhang.domain.audit.kept import once
from taizhang.kernel.periods import Kind


def scheme_of(version: SchemeVersion) -> SchemeFile:
    """What a published version says; it never changes, so it is read once."""
    return _rebuilt(version.pk)


def versions(kind: Kind | str, *, overlay: bool = False) -> list[SchemeVersion]:
    """Every published version for a kind of period without its content, the latest first."""
    return [each for each in _published() if each.period_kind == str(kind) and each.overlay == overlay]


def in_force(kind: Kind | str, day: date) -> SchemeVersion | None:
    """The main scheme of periods of a kind that begin on a day: the latest to have started, unless it has ended."""
    return _latest(versions(kind), day)


def overlays(kind: Kind | str, day: date) -> list[SchemeVersion]:
    """The overlays of periods of a kind that begin on a day: of each code the latest."""
    every = versions(kind, overlay=True)
    found = (
        _latest([each for each in every if each.code == code], day) for code in sorted({one.code for one in every})
    )
    return [version for version in found if version]


def _latest(ordered: Sequence[SchemeVersion], day: date) -> SchemeVersion | None:
    found = next((each for each in ordered if each.valid_from <= day), None)
    return None if found is None or (found.valid_to is not None and found.valid_to < day) else found


@once
def _published() -> list[SchemeVersion]:
    return list(SchemeVersion.objects.defer("content").order_by("-valid_from", "-version"))


@lru_cache(maxsize=64)
def _rebuilt(pk: UUID) -> SchemeFile:
    content: Any = SchemeVersion.objects.values_list("content", flat=True).get(pk=pk)
    return from_content(content)
