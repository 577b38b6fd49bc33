"""The pack in force on a day, rebuilt from what was stored of it and kept in memory by its digest."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from taizhang.domain.audit.kept import once
from taizhang.domain.duties.models import Pack
from taizhang.domain.duties.packfile import PackFile, from_content
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Span

PackRules = PackFile
_VERSIONS = """
SELECT id, code, version, title_zh, title_en, sha256, valid_from, valid_to, published_at, published_by_name
FROM duties_pack ORDER BY valid_from
"""  # without the content, which is long


def find_pack(on: date) -> PackRules | None:
    """The rules in force on a day, or None before the first pack and after the last."""
    return next((rules_of(pack) for pack, days in validities() if on in days), None)


def pack_in_force(on: date) -> PackRules:
    """The rules in force on a day; refused when no pack rules on it."""
    rules = find_pack(on)
    if rules is None:
        raise Refused(
            _("No rule pack is in force on {day}."),
            _("Publish one that is valid on that day."),
            code="duties.no-pack",
            day=on,
        )
    return rules


def rules_of(pack: Pack) -> PackRules:
    """The rules that a published version holds."""
    return _rules(pack.sha256)


@once
def validities() -> list[tuple[Pack, Span]]:
    """Every published version with the days on which it rules, in order: until it ends or another begins; one query."""
    packs = list(Pack.objects.raw(_VERSIONS))
    following = [pack.valid_from - timedelta(days=1) for pack in packs[1:]]
    lasts = zip(packs, [*following, date.max], strict=False)  # no pack, no span
    return [(pack, Span(pack.valid_from, min(last, pack.valid_to or date.max))) for pack, last in lasts]


@lru_cache(maxsize=64)
def _rules(sha256: str) -> PackRules:
    """The rules of a digest; what has the same digest has the same rules, so they may be kept."""
    content: Any = Pack.objects.filter(sha256=sha256).values_list("content", flat=True)[0]
    return from_content(content)
