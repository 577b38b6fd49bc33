"""The identity of a sheet: the hidden cell that says whose it is, by which rules, and which record it becomes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from taizhang.domain.duties.packfile import PackFile
from taizhang.domain.records.paper.blanks import Blank
from taizhang.kernel.errors import Refused, _

MARK, FORM = "taizhang-paper", 1  # the form of the sheet: a later one is another number
LONGEST = 20_000  # signs


@dataclass(frozen=True)
class Identity:
    """Organisation, rules, institutions, record, how many stand on the roll, the duties meant, and what was given."""

    organization: str
    pack: str
    institutions: tuple[str, ...]
    key: UUID
    people: int
    duties: tuple[UUID, ...]
    given: Mapping[str, str]

    @classmethod
    def of(cls, blank: Blank) -> "Identity":
        """The identity of a blank."""
        return cls(
            organization=blank.place.organization.code,
            pack=pack_name(blank.pack),
            institutions=tuple(rule.code for rule in blank.rules),
            key=blank.key,
            people=len(blank.roll),
            duties=tuple(duty.pk for duty in blank.duties),
            given=blank.given,
        )

    @classmethod
    def read(cls, text: str) -> "Identity":
        """The identity that a cell holds; refused when it was tampered with."""
        mark, _space, rest = text.partition(" ")
        try:
            if mark != MARK or len(text) > LONGEST:
                raise ValueError(mark)
            held = json.loads(rest)
            if held["form"] != FORM:
                raise ValueError(held["form"])
            return cls._from(held)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
            raise Refused(
                _("The hidden cell that says whose sheet this is cannot be read."),
                _("Download the sheet anew and copy what was typed into its boxes."),
                code="paper.identity",
            ) from broken

    @classmethod
    def _from(cls, held: Mapping[str, Any]) -> "Identity":
        given = {str(key)[:80]: str(text)[:300] for key, text in held["given"].items()}
        codes = tuple(str(code)[:8] for code in held["institutions"])[:40]
        return cls(
            organization=str(held["organization"])[:40],
            pack=str(held["pack"])[:80],
            institutions=codes,
            key=UUID(held["key"]),
            people=int(held["people"]),
            duties=tuple(UUID(duty) for duty in held["duties"])[:60],
            given=given,
        )

    @property
    def text(self) -> str:
        """What the hidden cell holds."""
        return f"{MARK} {json.dumps({'form': FORM, **asdict(self)}, ensure_ascii=False, default=str)}"


def pack_name(pack: PackFile) -> str:
    """A version of the rules by its code and number."""
    return f"{pack.code} v{pack.version}"
